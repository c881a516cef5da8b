/// Category of an error record, with PowerShell's numbers (`language.md` 9.1).
public enum ErrorCategory: Int, Sendable, CaseIterable {
  case notSpecified = 0
  case openError, closeError, deviceError, deadlockDetected, invalidArgument, invalidData
  case invalidOperation, invalidResult, invalidType, metadataError, notImplemented, notInstalled
  case objectNotFound, operationStopped, operationTimeout, syntaxError, parserError
  case permissionDenied, resourceBusy, resourceExists, resourceUnavailable, readError, writeError
  case fromStdErr, securityError, protocolError, connectionError, authenticationError
  case limitsExceeded, quotaExceeded, notEnabled

  /// The name as shown, such as `ObjectNotFound`.
  public var name: String { Self.names[rawValue] }

  /// The names by number.
  private static let names = [
    "NotSpecified", "OpenError", "CloseError", "DeviceError", "DeadlockDetected",
    "InvalidArgument", "InvalidData", "InvalidOperation", "InvalidResult", "InvalidType",
    "MetadataError", "NotImplemented", "NotInstalled", "ObjectNotFound", "OperationStopped",
    "OperationTimeout", "SyntaxError", "ParserError", "PermissionDenied", "ResourceBusy",
    "ResourceExists", "ResourceUnavailable", "ReadError", "WriteError", "FromStdErr",
    "SecurityError", "ProtocolError", "ConnectionError", "AuthenticationError",
    "LimitsExceeded", "QuotaExceeded", "NotEnabled",
  ]
}
