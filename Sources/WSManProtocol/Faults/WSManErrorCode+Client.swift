/// Codes that a client finds itself.
extension WSManErrorCode {
  /// Certificate not found.
  public static let certificateNotFound = WSManErrorCode(0x8033_8082)
  /// A credential or a certificate cannot be used with authentication None.
  public static let credentialsWithoutAuthentication = WSManErrorCode(0x8033_80AB)
  /// SPN port flag without Negotiate/Kerberos.
  public static let spnPortWrongAuthentication = WSManErrorCode(0x8033_80AE)
  /// Basic and Digest authentication need a user name and a password.
  public static let userNamePasswordNeeded = WSManErrorCode(0x8033_80B0)
  /// Client certificate authentication needs a certificate.
  public static let certificateNeeded = WSManErrorCode(0x8033_80B4)
  /// Credential for a local session.
  public static let localSessionWithCredentials = WSManErrorCode(0x8033_80B8)
  /// Connection options for a local session.
  public static let localSessionWithOptions = WSManErrorCode(0x8033_80B9)
  /// The resource URI is empty.
  public static let resourceURIMissing = WSManErrorCode(0x8033_80BF)
  /// Encryption can be switched off for HTTP only, not for HTTPS.
  public static let unencryptedHTTPOnly = WSManErrorCode(0x8033_80D7)
  /// Certificate authentication needs HTTPS.
  public static let certificateOverHTTP = WSManErrorCode(0x8033_80D8)
  /// The connection string is malformed.
  public static let connectionStringInvalid = WSManErrorCode(0x8033_80D9)
  /// The scheme of the connection URI is not supported.
  public static let transportNotSupported = WSManErrorCode(0x8033_80DA)
  /// The port is not valid.
  public static let portInvalid = WSManErrorCode(0x8033_80DB)
  /// Unencrypted traffic is switched off in the client configuration.
  public static let unencryptedDisabled = WSManErrorCode(0x8033_80DE)
  /// Basic authentication is switched off in the client configuration.
  public static let basicDisabled = WSManErrorCode(0x8033_80DF)
  /// Digest authentication is switched off in the client configuration.
  public static let digestDisabled = WSManErrorCode(0x8033_80E0)
  /// Negotiate authentication is switched off in the client configuration.
  public static let negotiateDisabled = WSManErrorCode(0x8033_80E1)
  /// Kerberos authentication is switched off in the client configuration.
  public static let kerberosDisabled = WSManErrorCode(0x8033_80E2)
  /// Certificate authentication is switched off in the client configuration.
  public static let certificateDisabled = WSManErrorCode(0x8033_80E3)
  /// The computer is not trusted: without Kerberos or HTTPS it must be in the list of trusted
  /// hosts.
  public static let serverNotTrusted = WSManErrorCode(0x8033_80E4)
  /// Negotiate over HTTP to a computer outside the list of trusted hosts needs explicit
  /// credentials.
  public static let explicitCredentialsRequired = WSManErrorCode(0x8033_80E5)
  /// Response without results.
  public static let responseNoResults = WSManErrorCode(0x8033_80EF)
  /// Create response without EPR.
  public static let createResponseNoEPR = WSManErrorCode(0x8033_80F0)
  /// Response without valid enumeration context.
  public static let responseInvalidEnumerationContext = WSManErrorCode(0x8033_80F1)
  /// Fragment response without XmlFragment.
  public static let responseNoXMLFragmentWrapper = WSManErrorCode(0x8033_80F2)
  /// The headers of the answer are not valid: they do not belong to the request.
  public static let responseInvalidMessageInformationHeader = WSManErrorCode(0x8033_80F3)
  /// The answer is no SOAP message with a header and a body.
  public static let responseNoSOAPHeaderBody = WSManErrorCode(0x8033_80F4)
  /// The answer is empty.
  public static let httpNoResponseData = WSManErrorCode(0x8033_80F5)
  /// SOAP fault in the response invalid.
  public static let responseInvalidSOAPFault = WSManErrorCode(0x8033_80F6)
  /// The content type of the answer is missing or wrong.
  public static let httpInvalidContentType = WSManErrorCode(0x8033_80F7)
  /// Response encoding differs from the request.
  public static let httpContentTypeMismatch = WSManErrorCode(0x8033_80F8)
  /// Encrypted body cannot be decrypted.
  public static let cannotDecrypt = WSManErrorCode(0x8033_80F9)
  /// Kerberos cannot be used with an IP address.
  public static let kerberosIPAddress = WSManErrorCode(0x8033_810B)
  /// Kerberos from a workgroup computer needs explicit credentials.
  public static let workgroupNoKerberos = WSManErrorCode(0x8033_810C)
  /// The server offers no mechanism of the client (`protocol.md` 1.4), or Kerberos was asked for with
  /// localhost.
  public static let kerberosLocalhost = WSManErrorCode(0x8033_810E)
  /// The service answered with an HTTP status that WS-Management does not know.
  public static let unknownHTTPStatus = WSManErrorCode(0x8033_810F)
  /// The service redirects to another address, and redirection is not allowed.
  public static let httpRedirect = WSManErrorCode(0x8033_8110)
  /// The request is larger than the service accepts (HTTP 413).
  public static let httpRequestTooLarge = WSManErrorCode(0x8033_8111)
  /// The service is not available at the moment (HTTP 503).
  public static let httpServiceUnavailable = WSManErrorCode(0x8033_8112)
  /// Nothing is at that path of the service (HTTP 404).
  public static let httpNotFound = WSManErrorCode(0x8033_8113)
  /// The computer does not answer in time.
  public static let networkTimedOut = WSManErrorCode(0x8033_8126)
  /// Server returned more items than asked for.
  public static let tooManyItemsReceived = WSManErrorCode(0x8033_8143)
  /// A certificate thumbprint cannot be combined with a user name and a password.
  public static let multipleCredentials = WSManErrorCode(0x8033_8144)
  /// Default mechanism with something other than user name/password.
  public static let certificateForDefaultAuthentication = WSManErrorCode(0x8033_8146)
  /// A user name needs a password, and a password a user name.
  public static let userNameAndPasswordNeeded = WSManErrorCode(0x8033_8147)
  /// Certificate lacks client-authentication usage.
  public static let certificateInvalidClientUsage = WSManErrorCode(0x8033_8155)
  /// The service failed without details (HTTP 500).
  public static let httpServerError = WSManErrorCode(0x8033_8170)
  /// The service calls the request malformed, without details (HTTP 400).
  public static let httpBadRequest = WSManErrorCode(0x8033_8171)
  /// The answer is a web page, not a WS-Management message.
  public static let htmlError = WSManErrorCode(0x8033_8173)
  /// No-proxy with proxy credential.
  public static let noProxyWithCredentials = WSManErrorCode(0x8033_819D)
  /// CredSSP authentication needs a user name and a password.
  public static let credSSPUserNamePasswordNeeded = WSManErrorCode(0x8033_81A1)
  /// CredSSP authentication is switched off in the client configuration.
  public static let credSSPDisabled = WSManErrorCode(0x8033_81A2)
  /// Delegation policy does not cover the target.
  public static let freshCredentialsNotAllowed = WSManErrorCode(0x8033_81A3)
  /// Delegation policy covers the target, but its identity is only known by NTLM.
  public static let freshCredentialsNTLMOnly = WSManErrorCode(0x8033_81A4)
  /// Implicit Negotiate credentials need HTTPS.
  public static let implicitNegotiateOverHTTP = WSManErrorCode(0x8033_81B0)
  /// Proxy settings with HTTP.
  public static let proxyOverHTTP = WSManErrorCode(0x8033_81B1)
  /// Proxy settings with Kerberos.
  public static let proxyWithKerberos = WSManErrorCode(0x8033_81B2)
  /// Proxy settings with CredSSP.
  public static let proxyWithCredSSP = WSManErrorCode(0x8033_81B3)
  /// The computer name cannot be resolved.
  public static let nameNotResolved = WSManErrorCode(0x8033_81B9)
  /// The TLS connection was aborted.
  public static let sslConnectionAborted = WSManErrorCode(0x8033_81BA)
  /// The default authentication cannot be used with an IP address unless the connection uses
  /// HTTPS or the address is in the list of trusted hosts, and a credential is given.
  public static let defaultAuthenticationIPAddress = WSManErrorCode(0x8033_81BB)
  /// SSL was asked for, but the connection string says http.
  public static let sslButHTTP = WSManErrorCode(0x8033_81BE)
  /// Server identity not verified.
  public static let mutualAuthenticationFailed = WSManErrorCode(0x8033_81F0)
  /// The destination must be a computer name.
  public static let destinationInvalid = WSManErrorCode(0x8033_81F8)
  /// The service does not support Identify.
  public static let identifyNotSupported = WSManErrorCode(0x8033_81F9)
  /// Session unusable, create a new one.
  public static let clientSessionUnusable = WSManErrorCode(0x8033_81FA)
}
