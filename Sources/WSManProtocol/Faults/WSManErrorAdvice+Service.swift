extension WSManErrorAdvice {
  /// Numbers of the service's limits.
  static let service = #"""
    ERROR_WSMAN_OPERATION_TIMEDOUT
    ? The work takes longer than the time limit of the operation.
    ? For Receive of a shell it only says that there is no output yet.
    ! -SessionOption (New-WSManSessionOption -OperationTimeout 300000); the service cuts it at MaxTimeoutms.
    ERROR_WSMAN_ENUMERATE_INVALID_ENUMERATION_CONTEXT
    ? The enumeration has ended, or nobody pulled for a while (EnumerationTimeoutms).
    ? The context belongs to another user.
    ! Begin the enumeration again.
    ERROR_WSMAN_MAX_ENVELOPE_SIZE_EXCEEDED
    ? The answer is larger than the client said it takes.
    ! Set-Item WSMan:\localhost\MaxEnvelopeSizekb 2048, or ask for fewer properties.
    ERROR_WSMAN_SERVER_ENVELOPE_LIMIT
    ? The answer is larger than the service sends.
    ! Set-Item WSMan:\NAME\MaxEnvelopeSizekb 2048, or use a filter.
    ERROR_WSMAN_UNSUPPORTED_FEATURE
    ? The service does not offer what the request asks for.
    ! Leave the option or the header out.
    ERROR_WSMAN_SOAP_FAULT_MUST_UNDERSTAND
    ? A header is marked mustUnderstand, and the service does not know it.
    ! The header NotUnderstood of the answer names it; leave it out.
    ERROR_WSMAN_INVALID_MESSAGE_INFORMATION_HEADER
    ? A header has a malformed value, such as a time limit.
    ! Trace the exchange: Trace-WSMan { … } -Detail Header
    ERROR_WSMAN_QUOTA_LIMIT
    ? The service has too many operations at once.
    ! Wait, or: Set-Item WSMan:\NAME\Service\MaxConcurrentOperationsPerUser 3000
    ERROR_WSMAN_QUOTA_MAX_SHELLS
    ? The user has as many shells as Shell\MaxShellsPerUser allows; some may have been left over.
    ! Remove those that nobody needs: Get-WSManInstance shell -Enumerate
    ! Set-Item WSMan:\NAME\Shell\MaxShellsPerUser 50
    ERROR_WSMAN_QUOTA_MAX_OPERATIONS
    ? The user has as many operations as Service\MaxConcurrentOperationsPerUser allows.
    ! Wait for some to end, or: \#
    Set-Item WSMan:\NAME\Service\MaxConcurrentOperationsPerUser 3000
    ERROR_WSMAN_QUOTA_MAX_USERS_PPQ
    ? As many users are busy with the plugin as its quota MaxConcurrentUsers allows.
    ! Set-Item 'WSMan:\NAME\Plugin\PLUGIN\Quotas\MaxConcurrentUsers' 200, then restart WinRM there.
    ERROR_WSMAN_QUOTA_MAX_PLUGINOPERATIONS_PPQ
    ? The plugin has as many operations as its quota MaxConcurrentOperations allows.
    ! Wait for some to end, or: \#
    Set-Item 'WSMan:\NAME\Plugin\PLUGIN\Quotas\MaxConcurrentOperations' 3000, then restart WinRM there.
    ERROR_WSMAN_QUOTA_MAX_OPERATIONS_USER_PPQ
    ? The user has as many operations as the plugin's quota MaxConcurrentOperationsPerUser allows.
    ! Wait for some to end, or: \#
    Set-Item 'WSMan:\NAME\Plugin\PLUGIN\Quotas\MaxConcurrentOperationsPerUser' 100, then restart \#
    WinRM there.
    ERROR_WSMAN_REMOTESHELLS_NOT_ALLOWED
    ? Shell\AllowRemoteShellAccess is false.
    ! Set-Item WSMan:\NAME\Shell\AllowRemoteShellAccess $true
    ERROR_WSMAN_SERVICE_REMOTE_ACCESS_DISABLED
    ? The service takes requests of its own computer only.
    ! On the computer: Enable-PSRemoting, or Set-WSManQuickConfig
    ERROR_WINRS_SHELL_DISCONNECTED
    ? The shell waits for its client to reconnect.
    ! Reconnect from the session that made it.
    ERROR_WSMAN_CONFIG_CORRUPTED
    ? The stored configuration cannot be read.
    ! winrm invoke Restore winrm/config @{}
    ERROR_WSMAN_PUBLIC_FIREWALL_PROFILE_ACTIVE
    ? A network of the computer is public, where the firewall takes no exceptions.
    ! Make the network private, or add -SkipNetworkProfileCheck.
    ERROR_WSMAN_QUICK_CONFIG_FAILED_CERT_REQUIRED
    ? An HTTPS listener needs a certificate for server authentication with the computer's name.
    ! New-SelfSignedCertificate -DnsName NAME -CertStoreLocation Cert:\LocalMachine\My, for a test.
    ERROR_WSMAN_INVALID_HOSTNAME_PATTERN
    ? TrustedHosts has a * in the middle of a name, or an address with a pattern.
    ! Write names, addresses, *.domain, or * alone.
    WSAEADDRINUSE
    ? Another program listens at the port.
    ! Choose another port for the listener.
    RPC_S_SERVER_UNAVAILABLE
    ? A service that the provider needs is stopped.
    ! Look at the services of the computer: Get-Service -ComputerName NAME
    """#
}
