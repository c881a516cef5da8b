extension WSManErrorAdvice {
  /// Numbers of requests that do not fit.
  static let request = #"""
    ERROR_WSMAN_RESOURCE_NOT_FOUND
    ? The class or the instance does not exist, or stands in another namespace.
    ? The selectors name something that is not there.
    ! List what there is: Get-WSManInstance URI -Enumerate -ReturnType EPR
    ERROR_WSMAN_INVALID_RESOURCE_URI
    ? The resource URI is misspelt or has no known beginning.
    ! Write it with an alias: winrm/config, wmicimv2/Win32_Service, cimv2/CIM_Service.
    ERROR_WSMAN_INVALID_SELECTORS
    ? A selector is no key of the class.
    ! Look at the keys: Get-WSManInstance URI -Enumerate -ReturnType EPR
    ERROR_WSMAN_INSUFFCIENT_SELECTORS
    ? A key of the resource is missing.
    ! Give all keys: -SelectorSet @{Address='*'; Transport='HTTP'}
    ERROR_WSMAN_INVALID_URI_WMI_SINGLETON
    ? The class has several instances and none was named.
    ! Add -SelectorSet @{Name='…'}, or enumerate with -Enumerate.
    ERROR_WSMAN_INVALID_URI_WMI_ENUM_WQL
    ? A query names its class itself.
    ! Use the resource with a star: wmicimv2/* and -Filter 'select * from Win32_Service'
    ERROR_WSMAN_UNEXPECTED_SELECTORS
    ? The resource has no such key, or the shell or command has ended.
    ! Leave the selector out; for shells begin a new one.
    ERROR_WSMAN_ACTION_NOT_SUPPORTED
    ? The resource cannot do what was asked, such as Delete of a setting.
    ? The method is misspelt.
    ! Use Get or Set on settings; check the name of the method.
    ERROR_WSMAN_ALREADY_EXISTS
    ? A listener, plugin or mapping with the same keys exists.
    ! Change it with Set-WSManInstance, or remove it with Remove-WSManInstance.
    ERROR_WSMAN_SCHEMA_VALIDATION_ERROR
    ? A value is outside its range, or an element is unknown or in the wrong order.
    ! Get the document, change the one value, and put it back.
    ! Read the range of a setting: Get-Help about_WSMan_Provider
    ERROR_WSMAN_INVALID_REPRESENTATION
    ? The body belongs to another resource, or has another namespace.
    ! Begin with what Get returns.
    ERROR_WSMAN_INVALID_XML
    ? The message is not well formed.
    ! Trace the exchange: Trace-WSMan { … } -Detail Envelope
    ERROR_WSMAN_CANNOT_PROCESS_FILTER
    ? The query has an error, or names a class or property that does not exist.
    ! Try the query with fewer conditions; texts in WQL stand in single quotes.
    ERROR_WSMAN_ENUMERATE_FILTER_DIALECT_REQUESTED_UNAVAILABLE
    ? The resource knows no filter of this language.
    ! Use -Dialect WQL for WMI classes, Selector for keys.
    ERROR_WSMAN_INVALID_FRAGMENT_PATH
    ? The property does not exist; upper and lower case count.
    ! Get the whole instance and take the name from there.
    ERROR_WSMAN_CONFIG_CANNOT_CHANGE_GPO_CONTROLLED_SETTING
    ? Group policy sets the value; SourceOfValue says GPO.
    ! Change the policy, or ask who does.
    ERROR_WSMAN_CONFIG_READONLY_PROPERTY
    ? The value is computed, such as ListeningOn.
    ! Change what it comes from.
    ERROR_INVALID_PARAMETER
    ? A value has the wrong form for the resource.
    ! Compare with what Get returns.
    """#
}
