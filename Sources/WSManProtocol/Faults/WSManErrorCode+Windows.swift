/// Codes of Windows outside WinRM (`protocol.md` 11.3).
extension WSManErrorCode {
  /// Access is denied.
  public static let accessDenied = WSManErrorCode(5)
  /// There is not enough memory for the operation.
  public static let outOfMemory = WSManErrorCode(14)
  /// The request is not supported.
  public static let notSupported = WSManErrorCode(50)
  /// The network path was not found.
  public static let badNetworkPath = WSManErrorCode(53)
  /// A parameter is incorrect.
  public static let invalidParameterValue = WSManErrorCode(87)
  /// The name of a directory is invalid.
  public static let directoryInvalid = WSManErrorCode(267)
  /// The operation was ended because what it worked on was closed.
  public static let operationAborted = WSManErrorCode(995)
  /// The system is shutting down.
  public static let shutdownInProgress = WSManErrorCode(1115)
  /// The operation was cancelled.
  public static let cancelled = WSManErrorCode(1223)
  /// No logon server is available.
  public static let noLogonServers = WSManErrorCode(1311)
  /// The logon session does not exist.
  public static let noSuchLogonSession = WSManErrorCode(1312)
  /// The user name or the password is incorrect.
  public static let logonFailure = WSManErrorCode(1326)
  /// An internal error occurred.
  public static let internalError = WSManErrorCode(1359)
  /// The RPC server is not available.
  public static let rpcServerUnavailable = WSManErrorCode(1722)
  /// The port is reserved for programs with more rights.
  public static let portReserved = WSManErrorCode(10013)
  /// The port is taken by another program.
  public static let portTaken = WSManErrorCode(10048)
  /// The computer does not have the address.
  public static let addressNotAvailable = WSManErrorCode(10049)
  /// The certificate of the server cannot be trusted.
  public static let tlsFailure = WSManErrorCode(12175)
  /// The file was not found.
  public static let fileNotFound = WSManErrorCode(0x8007_0002)
  /// Access is denied.
  public static let accessDeniedHResult = WSManErrorCode(0x8007_0005)
  /// A module was not found.
  public static let moduleNotFound = WSManErrorCode(0x8007_007E)
  /// The quota of the process does not suffice.
  public static let notEnoughQuota = WSManErrorCode(0x8007_0718)
  /// A name is too long.
  public static let fileNameTooLong = WSManErrorCode(0x8007_00CE)
  /// The user profile was unloaded while it was needed.
  public static let keyDeleted = WSManErrorCode(0x8007_03FA)
  /// The target of the authentication is unknown.
  public static let targetUnknown = WSManErrorCode(0x8009_0303)
  /// No credentials are available for the authentication.
  public static let noCredentials = WSManErrorCode(0x8009_030E)
}
