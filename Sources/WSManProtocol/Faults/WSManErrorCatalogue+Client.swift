extension WSManErrorCatalogue {
  /// Codes 0x803380A9 to 0x80338140: mostly failures that a client finds.
  static let client = #"""
    803380A9 ERROR_WSMAN_PROVSYS_NOT_SUPPORTED
    803380AA ERROR_WSMAN_PUSH_SUBSCRIPTION_CONFIG_INVALID
    803380AB ERROR_WSMAN_CREDS_PASSED_WITH_NO_AUTH_FLAG A credential or a certificate cannot be \#
    used with authentication None. Choose a mechanism with -Authentication.
    803380AC ERROR_WSMAN_CLIENT_INVALID_FLAG Unknown or illegal flag.
    803380AD ERROR_WSMAN_CLIENT_MULTIPLE_AUTH_FLAGS More than one authentication flag.
    803380AE ERROR_WSMAN_CLIENT_SPN_WRONG_AUTH -SPNPort goes with Negotiate \#
    and Kerberos only. Leave it out, or choose another mechanism with -Authentication.
    803380AF ERROR_WSMAN_CLIENT_CERT_UNNEEDED_CREDS Credential given with smart card or default \#
    certificate.
    803380B0 ERROR_WSMAN_CLIENT_USERNAME_PASSWORD_NEEDED Basic and Digest authentication need a \#
    user name and a password. Give them with -Credential.
    803380B1 ERROR_WSMAN_CLIENT_CERT_UNNEEDED_USERNAME User name together with certificate \#
    authentication.
    803380B2 ERROR_WSMAN_CLIENT_CREDENTIALS_NEEDED Credential flag without credential.
    803380B3 ERROR_WSMAN_CLIENT_CREDENTIALS_FLAG_NEEDED Credential without credential flag.
    803380B4 ERROR_WSMAN_CLIENT_CERT_NEEDED Client certificate authentication needs a \#
    certificate. Give its thumbprint with -CertificateThumbprint.
    803380B5 ERROR_WSMAN_CLIENT_CERT_UNKNOWN_TYPE
    803380B6 ERROR_WSMAN_CLIENT_CERT_UNKNOWN_LOCATION
    803380B7 ERROR_WSMAN_CLIENT_INVALID_CERT
    803380B8 ERROR_WSMAN_CLIENT_LOCAL_INVALID_CREDS The local session takes \#
    no credential. Name the computer with -ComputerName, or leave -Credential out.
    803380B9 ERROR_WSMAN_CLIENT_LOCAL_INVALID_CONNECTION_OPTIONS The local \#
    session takes no options. Name the computer with -ComputerName, or leave -SessionOption out.
    803380BA ERROR_WSMAN_CLIENT_CREATESESSION_NULL_PARAM
    803380BB ERROR_WSMAN_CLIENT_ENUMERATE_NULL_PARAM
    803380BC ERROR_WSMAN_CLIENT_SUBSCRIBE_NULL_PARAM
    803380BD ERROR_WSMAN_CLIENT_NULL_RESULT_PARAM
    803380BE ERROR_WSMAN_CLIENT_NO_HANDLE
    803380BF ERROR_WSMAN_CLIENT_BLANK_URI The resource URI is empty. Give one, such as \#
    winrm/config.
    803380C0 ERROR_WSMAN_CLIENT_INVALID_RESOURCE_LOCATOR Resource locator invalid.
    803380C1 ERROR_WSMAN_CLIENT_BLANK_INPUT_XML Input XML empty.
    803380C2 ERROR_WSMAN_CLIENT_BATCH_ITEMS_TOO_SMALL Batch size too small.
    803380C3 ERROR_WSMAN_CLIENT_MAX_CHARS_TOO_SMALL
    803380C4 ERROR_WSMAN_CLIENT_BLANK_ACTION_URI Action URI empty.
    803380C5 ERROR_WSMAN_CLIENT_ZERO_HEARTBEAT
    803380C6 ERROR_WSMAN_CLIENT_MULTIPLE_DELIVERY_MODES
    803380C7 ERROR_WSMAN_CLIENT_MULTIPLE_ENVELOPE_POLICIES
    803380C8 ERROR_WSMAN_CLIENT_UNKNOWN_EXPIRATION_TYPE
    803380C9 ERROR_WSMAN_CLIENT_MISSING_EXPIRATION
    803380CA ERROR_WSMAN_CLIENT_PULL_INVALID_FLAGS
    803380CB ERROR_WSMAN_CLIENT_PUSH_UNSUPPORTED_TRANSPORT
    803380CC ERROR_WSMAN_CLIENT_PUSH_HOST_TOO_LONG
    803380CD ERROR_WSMAN_CLIENT_COMPRESSION_INVALID_OPTION
    803380CE ERROR_WSMAN_CLIENT_DELIVERENDSUBSCRIPTION_NULL_PARAM
    803380CF ERROR_WSMAN_CLIENT_DELIVEREVENTS_NULL_PARAM
    803380D0 ERROR_WSMAN_CLIENT_GETBOOKMARK_NULL_PARAM
    803380D1 ERROR_WSMAN_CLIENT_DECODEOBJECT_NULL_PARAM
    803380D2 ERROR_WSMAN_CLIENT_ENCODEOBJECT_NULL_PARAM
    803380D3 ERROR_WSMAN_CLIENT_ENUMERATORADDOBJECT_NULL_PARAM
    803380D4 ERROR_WSMAN_CLIENT_ENUMERATORNEXTOBJECT_NULL_PARAM
    803380D5 ERROR_WSMAN_CLIENT_CONSTRUCTERROR_NULL_PARAM
    803380D6 ERROR_WSMAN_SERVER_NONPULLSUBSCRIBE_NULL_PARAM
    803380D7 ERROR_WSMAN_CLIENT_UNENCRYPTED_HTTP_ONLY Encryption can be switched off for HTTP \#
    only, not for HTTPS. Leave -NoEncryption or -UseSSL out.
    803380D8 ERROR_WSMAN_CANNOT_USE_CERTIFICATES_FOR_HTTP Certificate authentication needs \#
    HTTPS. Add -UseSSL.
    803380D9 ERROR_WSMAN_CONNECTIONSTR_INVALID The connection string is malformed. Write it as \#
    [http://|https://]computer[:port][/application].
    803380DA ERROR_WSMAN_TRANSPORT_NOT_SUPPORTED The scheme of the connection URI is not \#
    supported. Use http or https.
    803380DB ERROR_WSMAN_PORT_INVALID The port is not valid. Use a number from 1 to 65535.
    803380DC ERROR_WSMAN_CONFIG_PORT_INVALID Port in the configuration not 1–65535.
    803380DD ERROR_WSMAN_SENDHEARBEAT_EMPTY_ENUMERATOR
    803380DE ERROR_WSMAN_CLIENT_UNENCRYPTED_DISABLED Unencrypted traffic is switched off in the \#
    client configuration. Use HTTPS, or allow it: \#
    Set-Item WSMan:\localhost\Client\AllowUnencrypted $true
    803380DF ERROR_WSMAN_CLIENT_BASIC_AUTHENTICATION_DISABLED Basic authentication is switched \#
    off in the client configuration. Choose another mechanism, or switch it \#
    on: Set-Item WSMan:\localhost\Client\Auth\Basic $true
    803380E0 ERROR_WSMAN_CLIENT_DIGEST_AUTHENTICATION_DISABLED Digest authentication is switched \#
    off in the client configuration. Choose another mechanism, or switch it \#
    on: Set-Item WSMan:\localhost\Client\Auth\Digest $true
    803380E1 ERROR_WSMAN_CLIENT_NEGOTIATE_AUTHENTICATION_DISABLED Negotiate authentication is \#
    switched off in the client configuration. Choose another mechanism, or switch it \#
    on: Set-Item WSMan:\localhost\Client\Auth\Negotiate $true
    803380E2 ERROR_WSMAN_CLIENT_KERBEROS_AUTHENTICATION_DISABLED Kerberos authentication is \#
    switched off in the client configuration. Choose another mechanism, or switch it \#
    on: Set-Item WSMan:\localhost\Client\Auth\Kerberos $true
    803380E3 ERROR_WSMAN_CLIENT_CERTIFICATES_AUTHENTICATION_DISABLED Certificate authentication \#
    is switched off in the client configuration. Choose another mechanism, or switch it \#
    on: Set-Item WSMan:\localhost\Client\Auth\Certificate $true
    803380E4 ERROR_WSMAN_SERVER_NOT_TRUSTED The computer is not trusted: without Kerberos or \#
    HTTPS it must be in the list of trusted hosts. Use HTTPS, or add it: \#
    Set-Item WSMan:\localhost\Client\TrustedHosts COMPUTER -Concatenate
    803380E5 ERROR_WSMAN_EXPLICIT_CREDENTIALS_REQUIRED Negotiate over HTTP to a computer outside \#
    the list of trusted hosts needs explicit credentials. Use HTTPS, or give them with \#
    -Credential and add it: Set-Item WSMan:\localhost\Client\TrustedHosts COMPUTER -Concatenate
    803380E6 ERROR_WSMAN_CERT_THUMBPRINT_NOT_BLANK Thumbprint must be empty when the TLS \#
    configuration is shared.
    803380E7 ERROR_WSMAN_CERT_THUMBPRINT_BLANK Thumbprint must not be empty.
    803380E8 ERROR_WSMAN_CONFIG_CANNOT_SHARE_SSL_CONFIG TLS configuration of that address and \#
    port belongs to another service.
    803380E9 ERROR_WSMAN_CONFIG_CERT_CN_DOES_NOT_MATCH_HOSTNAME Certificate name and Hostname \#
    differ.
    803380EA ERROR_WSMAN_CONFIG_HOSTNAME_CHANGE_WITHOUT_CERT
    803380EB ERROR_WSMAN_CONFIG_THUMBPRINT_SHOULD_BE_EMPTY Thumbprint given for an HTTP listener.
    803380EC ERROR_WSMAN_INVALID_IPFILTER IPv4Filter/IPv6Filter syntax wrong.
    803380ED ERROR_WSMAN_CANNOT_CHANGE_KEYS Put would change a key.
    803380EE ERROR_WSMAN_CERT_INVALID_USAGE Certificate lacks server-authentication usage.
    803380EF ERROR_WSMAN_RESPONSE_NO_RESULTS Response without results.
    803380F0 ERROR_WSMAN_CREATE_RESPONSE_NO_EPR Create response without EPR.
    803380F1 ERROR_WSMAN_RESPONSE_INVALID_ENUMERATION_CONTEXT Response without valid enumeration \#
    context.
    803380F2 ERROR_WSMAN_RESPONSE_NO_XML_FRAGMENT_WRAPPER Fragment response without XmlFragment.
    803380F3 ERROR_WSMAN_RESPONSE_INVALID_MESSAGE_INFORMATION_HEADER The headers of the answer \#
    are not valid: they do not belong to the request. Try again, and look for a proxy in between.
    803380F4 ERROR_WSMAN_RESPONSE_NO_SOAP_HEADER_BODY The answer is no SOAP message with a \#
    header and a body. Check that the address and port belong to a WS-Management service.
    803380F5 ERROR_WSMAN_HTTP_NO_RESPONSE_DATA The answer is empty. Check that the address and \#
    port belong to a WS-Management service.
    803380F6 ERROR_WSMAN_RESPONSE_INVALID_SOAP_FAULT The answer is a fault that does not say \#
    what failed. Check that the address and port belong to a WS-Management service.
    803380F7 ERROR_WSMAN_HTTP_INVALID_CONTENT_TYPE_IN_RESPONSE_DATA The content type of the \#
    answer is missing or wrong. Check that the address and port belong to a WS-Management service.
    803380F8 ERROR_WSMAN_HTTP_CONTENT_TYPE_MISSMATCH_RESPONSE_DATA Response encoding differs \#
    from the request.
    803380F9 ERROR_WSMAN_CANNOT_DECRYPT Encrypted body cannot be decrypted. Try again, and \#
    look for a proxy in between that changes messages.
    803380FA ERROR_WSMAN_INVALID_URI_WMI_SINGLETON Keys missing for a class that is no singleton.
    803380FB ERROR_WSMAN_INVALID_URI_WMI_ENUM_WQL A WQL or association filter \#
    names its class itself. Write the resource with * and without keys, such as wmicimv2/*.
    803380FC ERROR_WSMAN_NO_IDENTIFY_FOR_LOCAL_SESSION Identify on a local session (older \#
    versions).
    803380FD ERROR_WSMAN_NO_PUSH_SUBSCRIPTION_FOR_LOCAL_SESSION
    803380FE ERROR_WSMAN_INVALID_SUBSCRIPTION_MANAGER
    803380FF ERROR_WSMAN_NON_PULL_SUBSCRIPTION_NOT_SUPPORTED
    80338100 ERROR_WSMAN_WMI_MAX_NESTED
    80338101 ERROR_WSMAN_REMOTE_CIMPATH_NOT_SUPPORTED WMI reference to another machine not \#
    supported.
    80338102 ERROR_WSMAN_WMI_PROVIDER_NOT_CAPABLE WMI provider not capable.
    80338103 ERROR_WSMAN_WMI_INVALID_VALUE WMI value invalid.
    80338104 ERROR_WSMAN_WMI_SVC_ACCESS_DENIED WMI service: access denied.
    80338105 ERROR_WSMAN_WMI_PROVIDER_ACCESS_DENIED WMI provider: access denied.
    80338106 ERROR_WSMAN_WMI_CANNOT_CONNECT_ACCESS_DENIED WMI connection: access denied.
    80338107 ERROR_WSMAN_INVALID_FILTER_XML Filter XML invalid.
    80338108 ERROR_WSMAN_ENUMERATE_WMI_INVALID_KEY An enumeration takes no keys. Leave them \#
    out, or get the one instance that they name.
    80338109 ERROR_WSMAN_INVALID_FRAGMENT_PATH_BLANK The fragment is blank. Name a property.
    8033810A ERROR_WSMAN_INVALID_CHARACTERS_IN_RESPONSE Invalid characters in the response.
    8033810B ERROR_WSMAN_KERBEROS_IPADDRESS Kerberos cannot be used with an IP address. Use the \#
    name of the computer, or -Authentication Negotiate with -Credential NAME.
    8033810C ERROR_WSMAN_CLIENT_WORKGROUP_NO_KERBEROS Kerberos from a workgroup computer needs \#
    explicit credentials or a ticket. Give them with -Credential, or get a ticket with kinit.
    8033810D ERROR_WSMAN_INVALID_BATCH_SETTINGS_PARAMETER
    8033810E ERROR_WSMAN_SERVER_DESTINATION_LOCALHOST The server does not offer the \#
    authentication mechanism that was asked for, or Kerberos was asked for with localhost. Use \#
    another mechanism.
    8033810F ERROR_WSMAN_UNKNOWN_HTTP_STATUS_RETURNED The service answered with an HTTP status \#
    that WS-Management does not know. Check that the address and port belong to a WS-Management \#
    service, and that nothing in between answers in its place.
    80338110 ERROR_WSMAN_UNSUPPORTED_HTTP_STATUS_REDIRECT The service redirects to another \#
    address, and redirection is not allowed. Connect to that address with -ConnectionURI.
    80338111 ERROR_WSMAN_HTTP_REQUEST_TOO_LARGE_STATUS The request is larger than the service \#
    accepts (HTTP 413). Send less at once, or let the service take more: \#
    Set-Item WSMan:\COMPUTER\MaxEnvelopeSizekb VALUE
    80338112 ERROR_WSMAN_HTTP_SERVICE_UNAVAILABLE_STATUS The service is not available at the \#
    moment (HTTP 503): it stops, or has as many connections as it allows. Wait, or close \#
    connections with Disconnect-WSMan, or let the service take more: \#
    Set-Item WSMan:\COMPUTER\Service\MaxConnections VALUE
    80338113 ERROR_WSMAN_HTTP_NOT_FOUND_STATUS Nothing is at that path of the service (HTTP \#
    404). Check the application name; the usual one is wsman.
    80338114 ERROR_WSMAN_EVENTING_MISSING_LOCALE_IN_DELIVERY Locale in Delivery lacks lang.
    80338115 ERROR_WSMAN_QUICK_CONFIG_FAILED_CERT_REQUIRED No suitable certificate for an HTTPS \#
    listener.
    80338116 ERROR_WSMAN_QUICK_CONFIG_FIREWALL_EXCEPTIONS_DISALLOWED Firewall allows no \#
    exceptions.
    80338117 ERROR_WSMAN_QUICK_CONFIG_LOCAL_POLICY_CHANGE_DISALLOWED Policy forbids local \#
    firewall changes.
    80338118 ERROR_WSMAN_INVALID_SELECTOR_NAME Selector name invalid.
    80338119 ERROR_WSMAN_ENCODING_TYPE Encoding type not supported.
    8033811A ERROR_WSMAN_ENDPOINT_UNAVAILABLE_INVALID_VALUE Selector values match no known \#
    resource, or it is offline.
    8033811B ERROR_WSMAN_INVALID_HEADER Header invalid.
    8033811C ERROR_WSMAN_ENUMERATE_UNSUPPORTED_EXPIRATION_TYPE Expiry must be a duration.
    8033811D ERROR_WSMAN_MAX_ELEMENTS_NOT_SUPPORTED MaxElements not supported.
    8033811E ERROR_WSMAN_WMI_PROVIDER_INVALID_PARAMETER WMI provider: invalid parameter.
    8033811F ERROR_WSMAN_CLIENT_MULTIPLE_ENUM_MODE_FLAGS More than one enumeration mode requested.
    80338120 ERROR_WINRS_CLIENT_INVALID_FLAG
    80338121 ERROR_WINRS_CLIENT_NULL_PARAM
    80338122 ERROR_WSMAN_CANNOT_PROCESS_FILTER Filter invalid or too complex.
    80338123 ERROR_WSMAN_CLIENT_ENUMERATORADDEVENT_NULL_PARAM
    80338124 ERROR_WSMAN_ADDOBJECT_MISSING_OBJECT
    80338125 ERROR_WSMAN_ADDOBJECT_MISSING_EPR
    80338126 ERROR_WSMAN_NETWORK_TIMEDOUT The computer does not answer in time. Check its name, \#
    that it is switched on, and that a firewall lets the port through.
    80338127 ERROR_WINRS_RECEIVE_IN_PROGRESS
    80338128 ERROR_WINRS_RECEIVE_NO_RESPONSE_DATA
    80338129 ERROR_WINRS_CLIENT_CREATESHELL_NULL_PARAM
    8033812A ERROR_WINRS_CLIENT_CLOSESHELL_NULL_PARAM
    8033812B ERROR_WINRS_CLIENT_FREECREATESHELLRESULT_NULL_PARAM
    8033812C ERROR_WINRS_CLIENT_RUNCOMMAND_NULL_PARAM
    8033812D ERROR_WINRS_CLIENT_FREERUNCOMMANDRESULT_NULL_PARAM
    8033812E ERROR_WINRS_CLIENT_SIGNAL_NULL_PARAM
    8033812F ERROR_WINRS_CLIENT_RECEIVE_NULL_PARAM
    80338130 ERROR_WINRS_CLIENT_FREEPULLRESULT_NULL_PARAM
    80338131 ERROR_WINRS_CLIENT_PULL_NULL_PARAM
    80338132 ERROR_WINRS_CLIENT_CLOSERECEIVEHANDLE_NULL_PARAM
    80338133 ERROR_WINRS_CLIENT_SEND_NULL_PARAM
    80338134 ERROR_WINRS_CLIENT_PUSH_NULL_PARAM
    80338135 ERROR_WINRS_CLIENT_CLOSESENDHANDLE_NULL_PARAM
    80338136 ERROR_WINRS_CLIENT_GET_NULL_PARAM
    80338137 ERROR_WSMAN_POLYMORPHISM_MODE_UNSUPPORTED Polymorphism mode not supported (WQL with \#
    Shallow/BasePropertiesOnly).
    80338138 ERROR_WSMAN_REQUEST_NOT_SUPPORTED_AT_SERVICE URI only usable in a local session.
    80338139 ERROR_WSMAN_URI_NON_DMTF_CLASS The address is for classes of DMTF, whose names \#
    begin with CIM_. Address other classes by their namespace, such as wmicimv2/Win32_Service.
    8033813A ERROR_WSMAN_URI_WRONG_DMTF_VERSION DMTF schema version differs.
    8033813B ERROR_WSMAN_DIFFERENT_CIM_SELECTOR "__cimnamespace" selector contradicts the URI.
    8033813C ERROR_WSMAN_PUSHSUBSCRIPTION_INVALIDUSERACCOUNT
    8033813D ERROR_WSMAN_EVENTING_NONDOMAINJOINED_PUBLISHER
    8033813E ERROR_WSMAN_EVENTING_NONDOMAINJOINED_COLLECTOR
    8033813F ERROR_WSMAN_CONFIG_READONLY_PROPERTY The setting is read-only.
    80338140 ERROR_WINRS_CODE_PAGE_NOT_SUPPORTED
    """#
}
