extension WSManErrorCatalogue {
  /// Codes that do not belong to WinRM but are met in its messages (`protocol.md` 11.3).
  static let windows = #"""
    5 ERROR_ACCESS_DENIED Access is denied.
    E ERROR_OUTOFMEMORY There is not enough memory for the operation.
    32 ERROR_NOT_SUPPORTED The request is not supported.
    35 ERROR_BAD_NETPATH The network path was not found.
    57 ERROR_INVALID_PARAMETER A parameter is incorrect.
    10B ERROR_DIRECTORY The directory name is invalid.
    3E3 ERROR_OPERATION_ABORTED The operation was ended because what it worked on was closed.
    45B ERROR_SHUTDOWN_IN_PROGRESS The system is shutting down.
    4C7 ERROR_CANCELLED The operation was cancelled.
    51F ERROR_NO_LOGON_SERVERS No logon server is available.
    520 ERROR_NO_SUCH_LOGON_SESSION The logon session does not exist.
    52E ERROR_LOGON_FAILURE The user name or the password is incorrect.
    532 ERROR_PASSWORD_EXPIRED The password has expired.
    54F ERROR_INTERNAL_ERROR An internal error occurred.
    6BA RPC_S_SERVER_UNAVAILABLE The RPC server is not available.
    271D WSAEACCES The port is reserved.
    2740 WSAEADDRINUSE The port is taken by another program.
    2741 WSAEADDRNOTAVAIL The computer does not have the address.
    2F8F ERROR_WINHTTP_SECURE_FAILURE The certificate of the server cannot be trusted.
    80070002 ERROR_FILE_NOT_FOUND The file was not found.
    80070005 E_ACCESSDENIED Access is denied.
    8007007E ERROR_MOD_NOT_FOUND A module was not found.
    800700CE ERROR_FILENAME_EXCED_RANGE A name is too long.
    800703FA ERROR_KEY_DELETED The user profile was unloaded while it was needed.
    80090303 SEC_E_TARGET_UNKNOWN The target of the authentication is unknown.
    8009030E SEC_E_NO_CREDENTIALS No credentials are available for the authentication.
    80090324 SEC_E_TIME_SKEW The clocks of the two computers are too far apart.
    """#
}
