extension WSManErrorCatalogue {
  /// Codes 0x80338000 to 0x803380A8: mostly answers of a service.
  static let service = #"""
    80338000 ERROR_WSMAN_RESOURCE_NOT_FOUND No resource matches the resource URI and the \#
    selectors. Check the names in both; selectors must name one existing instance.
    80338001 ERROR_WSMAN_INVALID_ACTIONURI Action URI malformed.
    80338002 ERROR_WSMAN_INVALID_URI URI missing or malformed.
    80338003 ERROR_WSMAN_PROVIDER_FAILURE Error inside a provider plug-in.
    80338004 ERROR_WSMAN_BATCH_COMPLETE
    80338005 ERROR_WSMAN_CONFIG_CORRUPTED Stored configuration unreadable; cure: "winrm invoke \#
    Restore winrm/config @{}".
    80338006 ERROR_WSMAN_PULL_IN_PROGRESS A Pull for this enumeration is already running.
    80338007 ERROR_WSMAN_ENUMERATION_CLOSED Enumeration ended or cancelled.
    80338008 ERROR_WSMAN_SUBSCRIPTION_CLOSED
    80338009 ERROR_WSMAN_SUBSCRIPTION_CLOSE_IN_PROGRESS
    8033800A ERROR_WSMAN_SUBSCRIPTION_CLIENT_DID_NOT_CALL_WITHIN_HEARTBEAT
    8033800B ERROR_WSMAN_SUBSCRIPTION_NO_HEARTBEAT
    8033800C ERROR_WSMAN_UNSUPPORTED_TIMEOUT Requested timeout below the service minimum.
    8033800D ERROR_WSMAN_SOAP_VERSION_MISMATCH The envelope is not SOAP 1.2. This service reads \#
    SOAP 1.2 only.
    8033800E ERROR_WSMAN_SOAP_DATA_ENCODING_UNKNOWN SOAP encoding unknown.
    8033800F ERROR_WSMAN_INVALID_MESSAGE_INFORMATION_HEADER A SOAP header is invalid.
    80338010 ERROR_WSMAN_SOAP_FAULT_MUST_UNDERSTAND A header marked mustUnderstand is not \#
    understood.
    80338011 ERROR_WSMAN_MESSAGE_INFORMATION_HEADER_REQUIRED A required header is missing.
    80338012 ERROR_WSMAN_DESTINATION_UNREACHABLE The destination cannot be reached: nothing \#
    answers there, or the WinRM service is stopped. Check the computer name and the port, and \#
    run "winrm quickconfig" on the destination.
    80338013 ERROR_WSMAN_ACTION_NOT_SUPPORTED The resource does not support the action. Check \#
    the operation and the resource URI.
    80338014 ERROR_WSMAN_ENDPOINT_UNAVAILABLE Resource offline.
    80338015 ERROR_WSMAN_INVALID_REPRESENTATION Body of Put/Create not recognised.
    80338016 ERROR_WSMAN_ENUMERATE_INVALID_EXPIRATION_TIME Enumeration expiration zero or in the \#
    past.
    80338017 ERROR_WSMAN_ENUMERATE_UNSUPPORTED_EXPIRATION_TIME Enumeration expiration not \#
    supported.
    80338018 ERROR_WSMAN_ENUMERATE_FILTERING_NOT_SUPPORTED This resource takes no filter. \#
    Enumerate it without one, and choose among what comes.
    80338019 ERROR_WSMAN_ENUMERATE_FILTER_DIALECT_REQUESTED_UNAVAILABLE The resource does not \#
    know the dialect of the filter. Classes take WQL, Selector and Association.
    8033801A ERROR_WSMAN_ENUMERATE_CANNOT_PROCESS_FILTER Filter missing or invalid.
    8033801B ERROR_WSMAN_ENUMERATE_INVALID_ENUMERATION_CONTEXT The enumeration context is not \#
    valid: the enumeration has ended, was released or has expired. Start it again.
    8033801C ERROR_WSMAN_ENUMERATE_TIMED_OUT Pull produced nothing in MaxTime; enumeration stays \#
    usable.
    8033801D ERROR_WSMAN_ENUMERATE_UNABLE_TO_RENEW Enumeration cannot be renewed.
    8033801E ERROR_WSMAN_EVENTING_DELIVERY_MODE_REQUESTED_UNAVAILABLE Delivery mode not offered.
    8033801F ERROR_WSMAN_EVENTING_INVALID_EXPIRATION_TIME Subscription expiry invalid.
    80338020 ERROR_WSMAN_EVENTING_UNSUPPORTED_EXPIRATION_TYPE Expiry must be a duration.
    80338021 ERROR_WSMAN_EVENTING_FILTERING_NOT_SUPPORTED Event filtering unsupported.
    80338022 ERROR_WSMAN_EVENTING_FILTERING_REQUESTED_UNAVAILABLE Event filter cannot be \#
    processed.
    80338023 ERROR_WSMAN_EVENTING_SOURCE_UNABLE_TO_PROCESS Source cannot subscribe.
    80338024 ERROR_WSMAN_EVENTING_UNABLE_TO_RENEW Subscription cannot be renewed.
    80338025 ERROR_WSMAN_EVENTING_INVALID_MESSAGE Subscribe malformed.
    80338026 ERROR_WSMAN_ENVELOPE_TOO_LARGE The answer is larger than allowed. \#
    Ask for less, or let this client take more: \#
    Set-Item WSMan:\localhost\MaxEnvelopeSizekb VALUE, and the service send more: \#
    Set-Item WSMan:\COMPUTER\MaxEnvelopeSizekb VALUE
    80338027 ERROR_WSMAN_INVALID_SOAP_BODY SOAP body invalid.
    80338028 ERROR_WSMAN_INVALID_RESUMPTION_CONTEXT
    80338029 ERROR_WSMAN_OPERATION_TIMEDOUT The operation did not finish within its time limit. \#
    Give it more time with the OperationTimeout of New-WSManSessionOption.
    8033802A ERROR_WSMAN_RESUMPTION_NOT_SUPPORTED
    8033802B ERROR_WSMAN_RESUMPTION_TYPE_NOT_SUPPORTED
    8033802C ERROR_WSMAN_UNSUPPORTED_ENCODING Character encoding not UTF-8/UTF-16.
    8033802D ERROR_WSMAN_URI_LIMIT URI too long.
    8033802E ERROR_WSMAN_INVALID_PROPOSED_ID
    8033802F ERROR_WSMAN_INVALID_BATCH_PARAMETER Pull/Enumerate batch parameter invalid.
    80338030 ERROR_WSMAN_NO_ACK Event not acknowledged.
    80338031 ERROR_WSMAN_ACTION_MISMATCH Action does not fit the resource.
    80338032 ERROR_WSMAN_CONCURRENCY Resource in use.
    80338033 ERROR_WSMAN_ALREADY_EXISTS The resource exists already. Change it with \#
    Set-WSManInstance, or remove it first.
    80338034 ERROR_WSMAN_DELIVERY_REFUSED Receiver refuses events.
    80338035 ERROR_WSMAN_ENCODING_LIMIT Request exceeds an internal encoding limit.
    80338036 ERROR_WSMAN_FAILED_AUTHENTICATION Sender not authenticated.
    80338037 ERROR_WSMAN_INCOMPATIBLE_EPR EPR format not supported.
    80338038 ERROR_WSMAN_INVALID_BOOKMARK Bookmark invalid.
    80338039 ERROR_WSMAN_INVALID_OPTIONS Option invalid.
    8033803A ERROR_WSMAN_INVALID_PARAMETER Parameter invalid.
    8033803B ERROR_WSMAN_INVALID_RESOURCE_URI The resource URI is missing or wrongly formed. \#
    Write it in full or with an alias, such as winrm/config.
    8033803C ERROR_WSMAN_INVALID_SYSTEM System URI needed.
    8033803D ERROR_WSMAN_INVALID_SELECTORS The selectors are not valid for the resource. Check \#
    their names.
    8033803E ERROR_WSMAN_METADATA_REDIRECT
    8033803F ERROR_WSMAN_QUOTA_LIMIT The service is too busy for another request. Wait, and \#
    try again.
    80338040 ERROR_WSMAN_RENAME_FAILURE Rename failed.
    80338041 ERROR_WSMAN_SCHEMA_VALIDATION_ERROR The XML violates the schema of the resource: a \#
    value is out of range or a property is unknown.
    80338042 ERROR_WSMAN_UNSUPPORTED_FEATURE Feature not supported.
    80338043 ERROR_WSMAN_INVALID_XML The XML of the message is not well formed.
    80338044 ERROR_WSMAN_INVALID_KEY Unexpected selector in the URI.
    80338045 ERROR_WSMAN_DELIVER_IN_PROGRESS
    80338046 ERROR_WSMAN_SYSTEM_NOT_FOUND Target system unknown.
    80338047 ERROR_WSMAN_MAX_ENVELOPE_SIZE The client accepts larger answers than the service \#
    allows to ask for. Lower it: Set-Item WSMan:\localhost\MaxEnvelopeSizekb VALUE
    80338048 ERROR_WSMAN_MAX_ENVELOPE_SIZE_EXCEEDED The answer is larger than the client \#
    accepts. Ask for less, or let this client take more: \#
    Set-Item WSMan:\localhost\MaxEnvelopeSizekb VALUE
    80338049 ERROR_WSMAN_SERVER_ENVELOPE_LIMIT The answer is larger than the \#
    service sends. Ask for less, or let the service send more: \#
    Set-Item WSMan:\COMPUTER\MaxEnvelopeSizekb VALUE
    8033804A ERROR_WSMAN_SELECTOR_LIMIT Too many selectors.
    8033804B ERROR_WSMAN_OPTION_LIMIT Too many options.
    8033804C ERROR_WSMAN_CHARACTER_SET Character set not supported.
    8033804D ERROR_WSMAN_UNREPORTABLE_SUCCESS Succeeded, but the result is too large to send.
    8033804E ERROR_WSMAN_WHITESPACE White space in the request not supported.
    8033804F ERROR_WSMAN_FILTERING_REQUIRED An enumeration of this resource needs a filter.
    80338050 ERROR_WSMAN_BOOKMARK_EXPIRED Bookmark too old.
    80338051 ERROR_WSMAN_OPTIONS_NOT_SUPPORTED Option with MustComply not supported.
    80338052 ERROR_WSMAN_OPTIONS_INVALID_NAME Option name invalid.
    80338053 ERROR_WSMAN_OPTIONS_INVALID_VALUE Option value invalid.
    80338054 ERROR_WSMAN_PARAMETER_TYPE_MISMATCH Method parameter has the wrong type.
    80338055 ERROR_WSMAN_INVALID_PARAMETER_NAME Method parameter name invalid.
    80338056 ERROR_WSMAN_INVALID_XML_VALUES XML contains invalid values.
    80338057 ERROR_WSMAN_INVALID_XML_MISSING_VALUES XML lacks required values.
    80338058 ERROR_WSMAN_INVALID_XML_NAMESPACE The first element of the input XML belongs to \#
    another resource. Read the resource with Get-WSManInstance, and change that.
    80338059 ERROR_WSMAN_INVALID_XML_FRAGMENT XML fragment in the URI invalid.
    8033805A ERROR_WSMAN_INSUFFCIENT_SELECTORS A selector that the resource needs is missing. \#
    Add it to the selector set.
    8033805B ERROR_WSMAN_UNEXPECTED_SELECTORS A selector is not defined for the resource, or the \#
    shell or command that it names does not exist.
    8033805C ERROR_WSMAN_SELECTOR_TYPEMISMATCH Selector value of wrong type.
    8033805D ERROR_WSMAN_INVALID_SELECTOR_VALUE Selector value invalid.
    8033805E ERROR_WSMAN_AMBIGUOUS_SELECTORS Selectors match several instances.
    8033805F ERROR_WSMAN_DUPLICATE_SELECTORS Selector given twice.
    80338060 ERROR_WSMAN_INVALID_TARGET_SELECTORS
    80338061 ERROR_WSMAN_INVALID_TARGET_RESOURCEURI
    80338062 ERROR_WSMAN_INVALID_TARGET_SYSTEM
    80338063 ERROR_WSMAN_TARGET_ALREADY_EXISTS Target of Create exists already.
    80338064 ERROR_WSMAN_AUTHORIZATION_MODE_NOT_SUPPORTED Authorisation mode.
    80338065 ERROR_WSMAN_ACK_NOT_SUPPORTED Acknowledgement unsupported.
    80338066 ERROR_WSMAN_OPERATION_TIMEOUT_NOT_SUPPORTED Timeouts unsupported.
    80338067 ERROR_WSMAN_LOCALE_NOT_SUPPORTED Locale unsupported.
    80338068 ERROR_WSMAN_EXPIRATION_TIME_NOT_SUPPORTED Expiry unsupported.
    80338069 ERROR_WSMAN_DELIVERY_RETRIES_NOT_SUPPORTED Retries unsupported.
    8033806A ERROR_WSMAN_HEARTBEATS_NOT_SUPPORTED Heartbeats unsupported.
    8033806B ERROR_WSMAN_BOOKMARKS_NOT_SUPPORTED Bookmarks unsupported.
    8033806C ERROR_WSMAN_MAXITEMS_NOT_SUPPORTED
    8033806D ERROR_WSMAN_MAXTIME_NOT_SUPPORTED MaxTime unsupported.
    8033806E ERROR_WSMAN_MAXENVELOPE_SIZE_NOT_SUPPORTED MaxEnvelopeSize value unsupported.
    8033806F ERROR_WSMAN_MAXENVELOPE_POLICY_NOT_SUPPORTED Envelope policy unsupported.
    80338070 ERROR_WSMAN_FILTERING_REQUIRED_NOT_SUPPORTED Enumeration without filter not \#
    supported.
    80338071 ERROR_WSMAN_INSECURE_ADDRESS_NOT_SUPPORTED Insecure delivery address.
    80338072 ERROR_WSMAN_FORMAT_MISMATCH_NOT_SUPPORTED Format mismatch.
    80338073 ERROR_WSMAN_FORMAT_SECURITY_TOKEN_NOT_SUPPORTED Security token format.
    80338074 ERROR_WSMAN_BAD_METHOD Peer says the method is unsupported.
    80338075 ERROR_WSMAN_UNSUPPORTED_MEDIA Media type not supported.
    80338076 ERROR_WSMAN_UNSUPPORTED_ADDRESSING_MODE ReplyTo/FaultTo not anonymous.
    80338077 ERROR_WSMAN_FRAGMENT_TRANSFER_NOT_SUPPORTED Fragment transfer not supported.
    80338078 ERROR_WSMAN_ENUMERATION_INITIALIZING
    80338079 ERROR_WSMAN_CONNECTOR_GET No component handles the request.
    8033807A ERROR_WSMAN_URI_QUERY_STRING_SYNTAX_ERROR The part of the resource URI after the \#
    question mark is malformed. Write it as name=value+name=value.
    8033807B ERROR_WSMAN_INEXISTENT_MAC_ADDRESS Configured MAC is not an enabled DHCP adapter.
    8033807C ERROR_WSMAN_NO_UNICAST_ADDRESSES
    8033807D ERROR_WSMAN_NO_DHCP_ADDRESSES
    8033807E ERROR_WSMAN_MIN_ENVELOPE_SIZE The client accepts smaller answers only than the \#
    service can send. Raise it: Set-Item WSMan:\localhost\MaxEnvelopeSizekb VALUE
    8033807F ERROR_WSMAN_EPR_NESTING_EXCEEDED EPR nested too deeply.
    80338080 ERROR_WSMAN_REQUEST_INIT_ERROR
    80338081 ERROR_WSMAN_INVALID_TIMEOUT_HEADER OperationTimeout header invalid.
    80338082 ERROR_WSMAN_CERT_NOT_FOUND Certificate not found.
    80338083 ERROR_WSMAN_PLUGIN_FAILED Data source returned nothing usable.
    80338084 ERROR_WSMAN_ENUMERATION_INVALID
    80338085 ERROR_WSMAN_CONFIG_CANNOT_CHANGE_MUTUAL Setting changed together with its \#
    counterpart.
    80338086 ERROR_WSMAN_ENUMERATION_MODE_UNSUPPORTED Enumeration mode not supported.
    80338087 ERROR_WSMAN_MUSTUNDERSTAND_ON_LOCALE_UNSUPPORTED Locale header must not be \#
    mustUnderstand.
    80338088 ERROR_WSMAN_POLICY_CORRUPTED Group policy configuration unreadable.
    80338089 ERROR_WSMAN_LISTENER_ADDRESS_INVALID Listener address not "*", "IP:…" or "MAC:…".
    8033808A ERROR_WSMAN_CONFIG_CANNOT_CHANGE_GPO_CONTROLLED_SETTING The setting is controlled \#
    by group policy and cannot be changed here.
    8033808B ERROR_WSMAN_EVENTING_CONCURRENT_CLIENT_RECEIVE
    8033808C ERROR_WSMAN_EVENTING_FAST_SENDER
    8033808D ERROR_WSMAN_EVENTING_INSECURE_PUSHSUBSCRIPTION_CONNECTION
    8033808E ERROR_WSMAN_EVENTING_INVALID_EVENTSOURCE
    8033808F ERROR_WSMAN_EVENTING_NOMATCHING_LISTENER
    80338090 ERROR_WSMAN_FRAGMENT_DIALECT_REQUESTED_UNAVAILABLE The dialect of the fragment is \#
    not known here. Leave it out: the only one is XPath, which is meant then.
    80338091 ERROR_WSMAN_MISSING_FRAGMENT_PATH Fragment dialect without path.
    80338092 ERROR_WSMAN_INVALID_FRAGMENT_DIALECT Fragment dialect invalid.
    80338093 ERROR_WSMAN_INVALID_FRAGMENT_PATH Fragment path invalid (names are case-sensitive).
    80338094 ERROR_WSMAN_EVENTING_INCOMPATIBLE_BATCHPARAMS_AND_DELIVERYMODE Batch settings do \#
    not fit the mode.
    80338095 ERROR_WSMAN_EVENTING_LOOPBACK_TESTFAILED Source cannot reach the push address.
    80338096 ERROR_WSMAN_EVENTING_INVALID_ENDTO_ADDRESSS EndTo differs from NotifyTo.
    80338097 ERROR_WSMAN_EVENTING_INVALID_INCOMING_EVENT_PACKET_HEADER
    80338098 ERROR_WSMAN_SESSION_ALREADY_CLOSED Session already closing.
    80338099 ERROR_WSMAN_SUBSCRIPTION_LISTENER_NOLONGERVALID
    8033809A ERROR_WSMAN_PROVIDER_LOAD_FAILED Plug-in could not be loaded.
    8033809B ERROR_WSMAN_EVENTING_SUBSCRIPTIONCLOSED_BYREMOTESERVICE
    8033809C ERROR_WSMAN_EVENTING_DELIVERYFAILED_FROMSOURCE
    8033809D ERROR_WSMAN_SECURITY_UNMAPPED Security error without mapping.
    8033809E ERROR_WSMAN_EVENTING_SUBSCRIPTION_CANCELLED_BYSOURCE
    8033809F ERROR_WSMAN_INVALID_HOSTNAME_PATTERN TrustedHosts contains an invalid pattern.
    803380A0 ERROR_WSMAN_EVENTING_MISSING_NOTIFYTO No NotifyTo.
    803380A1 ERROR_WSMAN_EVENTING_MISSING_NOTIFYTO_ADDRESSS NotifyTo without Address.
    803380A2 ERROR_WSMAN_EVENTING_INVALID_NOTIFYTO_ADDRESSS NotifyTo address invalid.
    803380A3 ERROR_WSMAN_EVENTING_INVALID_LOCALE_IN_DELIVERY Locale in Delivery invalid.
    803380A4 ERROR_WSMAN_EVENTING_INVALID_HEARTBEAT Heartbeat value invalid.
    803380A5 ERROR_WSMAN_MACHINE_OPTION_REQUIRED Request works only with "-remote".
    803380A6 ERROR_WSMAN_UNSUPPORTED_FEATURE_OPTIONS Options not supported for this resource.
    803380A7 ERROR_WSMAN_BATCHSIZE_TOO_SMALL
    803380A8 ERROR_WSMAN_EVENTING_DELIVERY_MODE_REQUESTED_INVALID Delivery mode missing or \#
    invalid.
    """#
}
