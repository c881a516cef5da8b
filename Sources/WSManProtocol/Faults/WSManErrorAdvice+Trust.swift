extension WSManErrorAdvice {
  /// Numbers of who one is, and of who may.
  static let trust = #"""
    ERROR_ACCESS_DENIED
    ? The account is neither an administrator nor in Remote Management Users.
    ? User name or password is wrong, or the mechanism is switched off at the service.
    ? Locally: the shell runs without administrator rights.
    ? A local administrator over the network is filtered (LocalAccountTokenFilterPolicy).
    ! Give the account: -Credential DOMAIN\user, or COMPUTER\user for a local one.
    ! On the computer: net localgroup "Remote Management Users" USER /add
    ! On the computer: dir WSMan:\localhost\Service\Auth shows what is accepted.
    E_ACCESSDENIED
    ? The resource itself refuses the account, such as a WMI namespace.
    ! Use an account with administrator rights on the computer.
    ERROR_LOGON_FAILURE
    ? User name or password is wrong, the account is locked or its password has expired.
    ! Write the account with its place: DOMAIN\user, user@domain or COMPUTER\user.
    ERROR_NO_LOGON_SERVERS
    ? No domain controller answers.
    ! Use a local account of the computer, or repair the connection to the domain.
    ERROR_WSMAN_SERVER_NOT_TRUSTED
    ? Without Kerberos and HTTPS nothing proves that the computer is the one that you mean.
    ! Set-Item WSMan:\localhost\Client\TrustedHosts NAME -Concatenate
    ! Better: connect with -UseSSL, or by the name of a computer in the domain.
    ERROR_WSMAN_EXPLICIT_CREDENTIALS_REQUIRED
    ? Negotiate would send the credential of this session to a computer that is not trusted.
    ! Name the account with -Credential, and the computer in TrustedHosts.
    ERROR_WSMAN_DEFAULTAUTH_IPADDRESS
    ? An address cannot be proved by Kerberos.
    ! Use the name of the computer.
    ! Or use HTTPS or TrustedHosts, and give -Credential.
    ERROR_WSMAN_KERBEROS_IPADDRESS
    ? Kerberos knows names, not addresses.
    ! Use the name of the computer, or -Authentication Negotiate.
    ERROR_WSMAN_SERVER_DESTINATION_LOCALHOST
    ? Kerberos was asked for with localhost.
    ! Leave -Authentication out, or use the computer's own name.
    ERROR_WSMAN_CLIENT_WORKGROUP_NO_KERBEROS
    ? This computer is in no domain, so it has no ticket.
    ! Give -Credential DOMAIN\user.
    ERROR_WSMAN_CLIENT_UNENCRYPTED_DISABLED
    ? Basic and Digest over HTTP would send everything in clear.
    ? -NoEncryption or -Authentication None was given.
    ! Use HTTPS: -UseSSL
    ! In a closed test network: Set-Item WSMan:\localhost\Client\AllowUnencrypted $true, and the \#
    same at the service.
    ERROR_WSMAN_CLIENT_BASIC_AUTHENTICATION_DISABLED
    ? Basic is switched off in the configuration of this client.
    ! Set-Item WSMan:\localhost\Client\Auth\Basic $true
    ! Better: leave -Authentication out, so that Negotiate is used.
    ERROR_WSMAN_CLIENT_CREDSSP_AUTHENTICATION_DISABLED
    ? CredSSP is off until somebody says to which computers credentials may be handed on.
    ! Enable-WSManCredSSP -Role Client -DelegateComputer NAME
    ERROR_WSMAN_CLIENT_ALLOWFRESHCREDENTIALS
    ? The delegation policy does not name the computer as it was typed.
    ! Enable-WSManCredSSP -Role Client -DelegateComputer *.contoso.com, and connect by the full name.
    ERROR_WSMAN_CLIENT_ALLOWFRESHCREDENTIALS_NTLMONLY
    ? The computer proved itself by NTLM only, which the policy does not allow.
    ! Use the name under which Kerberos knows the computer.
    ERROR_WSMAN_CLIENT_USERNAME_PASSWORD_NEEDED
    ? Basic and Digest know no user of the session.
    ! Give -Credential (Get-Credential).
    ERROR_WSMAN_CREDS_PASSED_WITH_NO_AUTH_FLAG
    ? A credential stands beside -Authentication None.
    ! Leave one of them out.
    ERROR_WSMAN_CANNOT_USE_CERTIFICATES_FOR_HTTP
    ? A certificate proves identity inside TLS only.
    ! Add -UseSSL.
    ERROR_WSMAN_CERT_NOT_FOUND
    ? No certificate has the thumbprint, or its key is missing.
    ! List them: dir Cert:\LocalMachine\My
    ERROR_WSMAN_MUTUAL_AUTH_FAILED
    ? The computer could not prove its name.
    ! Connect by the name that the domain or the certificate knows.
    SEC_E_NO_CREDENTIALS
    ? There is no Kerberos ticket and no credential.
    ! Give -Credential, or get a ticket with kinit.
    SEC_E_TARGET_UNKNOWN
    ? The domain has no service of that name.
    ! Use the full name of the computer; check its WSMAN and HTTP service principals.
    """#
}
