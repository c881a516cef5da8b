extension WSManErrorAdvice {
  /// Numbers of connections that do not come about.
  static let connection = #"""
    ERROR_WSMAN_DESTINATION_UNREACHABLE
    ? The WinRM service of the computer is stopped, or has no listener.
    ? The port or the application name is another one.
    ? A firewall in between drops the connection.
    ! On the computer: Set-WSManQuickConfig, or winrm quickconfig
    ! On the computer: dir WSMan:\localhost\Listener shows port, transport and Enabled.
    ! From here: Test-WSMan NAME -Port 5985, then the same with -UseSSL -Port 5986.
    ERROR_WSMAN_NETWORK_TIMEDOUT
    ? The computer is switched off or in another network.
    ? A firewall drops packets without an answer.
    ? The service is too busy to answer in time.
    ! Try the port with another tool; a refusal would come at once, silence is a firewall.
    ! Give more time: -SessionOption (New-WSManSessionOption -OperationTimeout 180000), or Client\NetworkDelayms.
    ERROR_WSMAN_NAME_NOT_RESOLVED
    ? The name is misspelt, or a short name needs its domain.
    ? The name service knows nothing of the computer.
    ! Write the full name, such as server01.contoso.com, or an address.
    ! With an address the default authentication needs HTTPS or TrustedHosts, and a credential.
    ERROR_BAD_NETPATH
    ? The name cannot be found in the network.
    ! Check the spelling, and whether the computer is switched on.
    ERROR_WSMAN_SSL_CONNECTION_ABORTED
    ? The port speaks HTTP, not HTTPS.
    ? Client and service have no version of TLS in common.
    ? The service wants a client certificate and got none.
    ! Leave -UseSSL out for port 5985; use it for 5986.
    ! On the computer: dir WSMan:\localhost\Listener shows whether the thumbprint still exists.
    ERROR_WINHTTP_SECURE_FAILURE
    ? The certificate was not issued by an authority that this computer trusts.
    ? The certificate is for another name, or has expired.
    ! Import the authority: Import-Certificate FILE -CertStoreLocation Cert:\CurrentUser\Root
    ! Connect by the name that is in the certificate.
    ! For a test only: -SessionOption (New-WSManSessionOption -SkipCACheck -SkipCNCheck)
    ERROR_WSMAN_HTTP_NOT_FOUND_STATUS
    ? The application name differs from the listener's URLPrefix, which usually is wsman.
    ? Another program listens at that port.
    ! Name the application: -ApplicationName wsman
    ! On the computer: dir WSMan:\localhost\Listener shows URLPrefix and Port.
    ERROR_WSMAN_HTML_ERROR
    ? The address belongs to a web server or a proxy, not to WinRM.
    ! Check name and port; WinRM uses 5985 and 5986, not 80 and 443.
    ERROR_WSMAN_HTTP_SERVICE_UNAVAILABLE_STATUS
    ? The service starts, stops, or has reached a limit.
    ! Try again after some seconds.
    ERROR_WSMAN_HTTP_REQUEST_TOO_LARGE_STATUS
    ? The request is larger than MaxEnvelopeSizekb of the service.
    ! Send less at once, or: Set-Item WSMan:\NAME\MaxEnvelopeSizekb 2048
    ERROR_WSMAN_HTTP_STATUS_SERVER_ERROR
    ? The service refuses messages in clear, and answers without details.
    ? The service failed before it could build a message.
    ! Leave -NoEncryption out, or use HTTPS.
    ! Look into the event log of the computer: Microsoft-Windows-WinRM/Operational.
    ERROR_WSMAN_HTTP_STATUS_BAD_REQUEST
    ? Something in between has changed the message, or the port belongs to another program.
    ! Trace the exchange: Trace-WSMan { … } -Detail Envelope
    ERROR_WSMAN_UNSUPPORTED_HTTP_STATUS_REDIRECT
    ? The service has moved, and redirection is not followed.
    ! Connect to the new address with -ConnectionURI.
    ERROR_WSMAN_CLIENT_SESSION_UNUSABLE
    ? The session was closed, by a disconnect or an error.
    ! Connect again: Connect-WSMan NAME
    ERROR_WSMAN_RESPONSE_NO_SOAP_HEADER_BODY
    ? What answers is no WS-Management service.
    ! Check address and port, then trace the exchange: Trace-WSMan { … } -Detail Envelope
    ERROR_WSMAN_CANNOT_DECRYPT
    ? The connection was replaced on the way, by a proxy or a load balancer.
    ? The answer came in clear although the request was encrypted.
    ! Connect without a proxy in between, or use HTTPS.
    """#
}
