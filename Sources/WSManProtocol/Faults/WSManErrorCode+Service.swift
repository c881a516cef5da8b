/// Codes with which services answer.
extension WSManErrorCode {
  /// No resource matches the resource URI and the selectors.
  public static let resourceNotFound = WSManErrorCode(0x8033_8000)
  /// Action URI malformed.
  public static let invalidActionURI = WSManErrorCode(0x8033_8001)
  /// URI missing or malformed.
  public static let invalidURI = WSManErrorCode(0x8033_8002)
  /// Stored configuration unreadable; cure: "winrm invoke Restore winrm/config @{}".
  public static let configCorrupted = WSManErrorCode(0x8033_8005)
  /// A Pull for this enumeration is already running.
  public static let pullInProgress = WSManErrorCode(0x8033_8006)
  /// Requested timeout below the service minimum.
  public static let unsupportedTimeout = WSManErrorCode(0x8033_800C)
  /// The envelope is not SOAP 1.2.
  public static let soapVersionMismatch = WSManErrorCode(0x8033_800D)
  /// SOAP encoding unknown.
  public static let soapDataEncodingUnknown = WSManErrorCode(0x8033_800E)
  /// A SOAP header is invalid.
  public static let invalidMessageInformationHeader = WSManErrorCode(0x8033_800F)
  /// A header marked mustUnderstand is not understood.
  public static let mustUnderstand = WSManErrorCode(0x8033_8010)
  /// A required header is missing.
  public static let messageInformationHeaderRequired = WSManErrorCode(0x8033_8011)
  /// The destination cannot be reached: nothing answers there, or the WinRM service is stopped.
  public static let destinationUnreachable = WSManErrorCode(0x8033_8012)
  /// The resource does not support the action.
  public static let actionNotSupported = WSManErrorCode(0x8033_8013)
  /// Resource offline.
  public static let endpointUnavailable = WSManErrorCode(0x8033_8014)
  /// Body of Put/Create not recognised.
  public static let invalidRepresentation = WSManErrorCode(0x8033_8015)
  /// Enumeration expiration zero or in the past.
  public static let invalidExpirationTime = WSManErrorCode(0x8033_8016)
  /// Filtering not supported.
  public static let filteringNotSupported = WSManErrorCode(0x8033_8018)
  /// Filter dialect not supported.
  public static let filterDialectUnavailable = WSManErrorCode(0x8033_8019)
  /// Filter missing or invalid.
  public static let cannotProcessFilter = WSManErrorCode(0x8033_801A)
  /// The enumeration context is not valid: the enumeration has ended, was released or has
  /// expired.
  public static let invalidEnumerationContext = WSManErrorCode(0x8033_801B)
  /// Pull produced nothing in MaxTime; enumeration stays usable.
  public static let enumerateTimedOut = WSManErrorCode(0x8033_801C)
  /// Response larger than allowed.
  public static let envelopeTooLarge = WSManErrorCode(0x8033_8026)
  /// SOAP body invalid.
  public static let invalidSOAPBody = WSManErrorCode(0x8033_8027)
  /// The operation did not finish within its time limit.
  public static let operationTimedOut = WSManErrorCode(0x8033_8029)
  /// URI too long.
  public static let uriLimit = WSManErrorCode(0x8033_802D)
  /// Action does not fit the resource.
  public static let actionMismatch = WSManErrorCode(0x8033_8031)
  /// Resource in use.
  public static let concurrency = WSManErrorCode(0x8033_8032)
  /// The resource exists already.
  public static let alreadyExists = WSManErrorCode(0x8033_8033)
  /// Request exceeds an internal encoding limit.
  public static let encodingLimit = WSManErrorCode(0x8033_8035)
  /// Option invalid.
  public static let invalidOptions = WSManErrorCode(0x8033_8039)
  /// Parameter invalid.
  public static let invalidParameter = WSManErrorCode(0x8033_803A)
  /// The resource URI is missing or wrongly formed.
  public static let invalidResourceURI = WSManErrorCode(0x8033_803B)
  /// The selectors are not valid for the resource.
  public static let invalidSelectors = WSManErrorCode(0x8033_803D)
  /// The service is too busy for another request.
  public static let quotaLimit = WSManErrorCode(0x8033_803F)
  /// The XML violates the schema of the resource: a value is out of range or a property is
  /// unknown.
  public static let schemaValidationError = WSManErrorCode(0x8033_8041)
  /// Feature not supported.
  public static let unsupportedFeature = WSManErrorCode(0x8033_8042)
  /// The XML of the message is not well formed.
  public static let invalidXML = WSManErrorCode(0x8033_8043)
  /// Requested MaxEnvelopeSize too large.
  public static let maxEnvelopeSize = WSManErrorCode(0x8033_8047)
  /// The answer is larger than the client accepts.
  public static let maxEnvelopeSizeExceeded = WSManErrorCode(0x8033_8048)
  /// Response exceeds the service limit.
  public static let serverEnvelopeLimit = WSManErrorCode(0x8033_8049)
  /// Too many selectors.
  public static let selectorLimit = WSManErrorCode(0x8033_804A)
  /// Too many options.
  public static let optionLimit = WSManErrorCode(0x8033_804B)
  /// Character set not supported.
  public static let characterSet = WSManErrorCode(0x8033_804C)
  /// Succeeded, but the result is too large to send.
  public static let unreportableSuccess = WSManErrorCode(0x8033_804D)
  /// Option with MustComply not supported.
  public static let optionsNotSupported = WSManErrorCode(0x8033_8051)
  /// Option name invalid.
  public static let optionsInvalidName = WSManErrorCode(0x8033_8052)
  /// Option value invalid.
  public static let optionsInvalidValue = WSManErrorCode(0x8033_8053)
  /// Method parameter has the wrong type.
  public static let parameterTypeMismatch = WSManErrorCode(0x8033_8054)
  /// Method parameter name invalid.
  public static let invalidParameterName = WSManErrorCode(0x8033_8055)
  /// XML contains invalid values.
  public static let invalidXMLValues = WSManErrorCode(0x8033_8056)
  /// XML lacks required values.
  public static let invalidXMLMissingValues = WSManErrorCode(0x8033_8057)
  /// Namespace of the input XML wrong.
  public static let invalidXMLNamespace = WSManErrorCode(0x8033_8058)
  /// XML fragment in the URI invalid.
  public static let invalidXMLFragment = WSManErrorCode(0x8033_8059)
  /// A selector that the resource needs is missing.
  public static let insufficientSelectors = WSManErrorCode(0x8033_805A)
  /// A selector is not defined for the resource, or the shell or command that it names does not
  /// exist.
  public static let unexpectedSelectors = WSManErrorCode(0x8033_805B)
  /// Selector value of wrong type.
  public static let selectorTypeMismatch = WSManErrorCode(0x8033_805C)
  /// Selector value invalid.
  public static let invalidSelectorValue = WSManErrorCode(0x8033_805D)
  /// Selectors match several instances.
  public static let ambiguousSelectors = WSManErrorCode(0x8033_805E)
  /// Selector given twice.
  public static let duplicateSelectors = WSManErrorCode(0x8033_805F)
  /// ReplyTo/FaultTo not anonymous.
  public static let unsupportedAddressingMode = WSManErrorCode(0x8033_8076)
  /// Fragment transfer not supported.
  public static let fragmentTransferNotSupported = WSManErrorCode(0x8033_8077)
  /// The part of the resource URI after the question mark is malformed.
  public static let queryStringSyntaxError = WSManErrorCode(0x8033_807A)
  /// Requested envelope size too small.
  public static let minEnvelopeSize = WSManErrorCode(0x8033_807E)
  /// OperationTimeout header invalid.
  public static let invalidTimeoutHeader = WSManErrorCode(0x8033_8081)
  /// Enumeration mode not supported.
  public static let enumerationModeUnsupported = WSManErrorCode(0x8033_8086)
  /// Locale header must not be mustUnderstand.
  public static let mustUnderstandOnLocaleUnsupported = WSManErrorCode(0x8033_8087)
  /// Fragment dialect not supported.
  public static let fragmentDialectUnavailable = WSManErrorCode(0x8033_8090)
  /// Fragment path invalid (names are case-sensitive).
  public static let invalidFragmentPath = WSManErrorCode(0x8033_8093)
  /// Options not supported for this resource.
  public static let unsupportedFeatureOptions = WSManErrorCode(0x8033_80A6)
  /// Put would change a key.
  public static let cannotChangeKeys = WSManErrorCode(0x8033_80ED)
  /// Keys missing for a class that is no singleton.
  public static let selectorsMissing = WSManErrorCode(0x8033_80FA)
  /// WQL filter needs class "*" and no keys.
  public static let wqlNeedsAllClasses = WSManErrorCode(0x8033_80FB)
  /// Enumerate with keys in the URI.
  public static let enumerateWithKeys = WSManErrorCode(0x8033_8108)
  /// Fragment path empty.
  public static let blankFragmentPath = WSManErrorCode(0x8033_8109)
  /// Selector values match no known resource, or it is offline.
  public static let endpointUnavailableInvalidValue = WSManErrorCode(0x8033_811A)
  /// Expiry must be a duration.
  public static let unsupportedExpirationType = WSManErrorCode(0x8033_811C)
  /// Filter invalid or too complex.
  public static let cannotProcessFilterOrTooComplex = WSManErrorCode(0x8033_8122)
  /// Polymorphism mode not supported (WQL with Shallow/BasePropertiesOnly).
  public static let polymorphismModeUnsupported = WSManErrorCode(0x8033_8137)
  /// "__cimnamespace" selector contradicts the URI.
  public static let differentCIMSelector = WSManErrorCode(0x8033_813B)
  /// Too many shells for the user.
  public static let quotaMaxShells = WSManErrorCode(0x8033_81A5)
  /// Too many concurrent operations for the user.
  public static let quotaMaxOperations = WSManErrorCode(0x8033_81A6)
  /// Pull parameters differ from Enumerate.
  public static let pullParametersDiffer = WSManErrorCode(0x8033_81AD)
  /// The service refuses all requests from elsewhere (AllowRemoteAccess false).
  public static let remoteAccessDisabled = WSManErrorCode(0x8033_81DD)
  /// Too many users have shells.
  public static let quotaMaxShellUsers = WSManErrorCode(0x8033_81AB)
  /// The computer allows no remote shells.
  public static let remoteShellsNotAllowed = WSManErrorCode(0x8033_81AC)
  /// An enumeration of commands does not tell the shell.
  public static let shellCommandsNeedFilter = WSManErrorCode(0x8033_81C0)
  /// Commands have no references.
  public static let shellCommandsHaveNoReferences = WSManErrorCode(0x8033_81C1)
  /// The name of a shell is too long.
  public static let shellNameInvalid = WSManErrorCode(0x8033_81C2)
  /// The shell is disconnected.
  public static let shellDisconnected = WSManErrorCode(0x8033_81C4)
  /// The shell cannot be disconnected.
  public static let shellDisconnectNotSupported = WSManErrorCode(0x8033_81C5)
  /// The shell is disconnected already.
  public static let shellAlreadyDisconnected = WSManErrorCode(0x8033_81CF)
  /// The shell is not disconnected.
  public static let shellNotDisconnected = WSManErrorCode(0x8033_81D0)
  /// The id that a client chose for a command is no GUID.
  public static let commandIDInvalid = WSManErrorCode(0x8033_81D4)
  /// The id that a client chose for a shell is no GUID.
  public static let shellIDInvalid = WSManErrorCode(0x8033_81D5)
  /// The id that a client chose for a command is taken.
  public static let commandIDTaken = WSManErrorCode(0x8033_81D6)
  /// The id that a client chose for a shell is taken.
  public static let shellIDTaken = WSManErrorCode(0x8033_81D7)
  /// The user has as many shells as the plugin lets one have.
  public static let quotaMaxPluginShellsPerUser = WSManErrorCode(0x8033_81E4)
  /// As many users as it allows are busy with the plugin.
  public static let quotaMaxPluginUsers = WSManErrorCode(0x8033_81E5)
  /// The plugin, or the computer, has as many shells as it can.
  public static let quotaMaxPluginShells = WSManErrorCode(0x8033_81E6)
  /// The plugin has as many operations as it can.
  public static let quotaMaxPluginOperations = WSManErrorCode(0x8033_81E7)
  /// The user has as many operations as the plugin lets one have.
  public static let quotaMaxPluginOperationsPerUser = WSManErrorCode(0x8033_81E8)
  /// The shell has as many commands as it can.
  public static let quotaMaxCommandsPerShell = WSManErrorCode(0x8033_81E9)
  /// The idle timeout that was asked for is not allowed.
  public static let idleTimeoutOutOfRange = WSManErrorCode(0x8033_81F2)
}
