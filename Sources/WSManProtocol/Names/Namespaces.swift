/// The namespaces of messages (`protocol.md` 2.2).
public enum Namespaces {
  /// SOAP 1.2, prefix `s`.
  public static let soap = "http://www.w3.org/2003/05/soap-envelope"
  /// WS-Addressing of August 2004, prefix `a`.
  public static let addressing = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
  /// WS-Management, prefix `w`.
  public static let wsman = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"
  /// Microsoft's additions to WS-Management, prefix `p`.
  public static let microsoft = "http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd"
  /// WS-Transfer, prefix `x`.
  public static let transfer = "http://schemas.xmlsoap.org/ws/2004/09/transfer"
  /// WS-Enumeration, prefix `n`.
  public static let enumeration = "http://schemas.xmlsoap.org/ws/2004/09/enumeration"
  /// WS-Eventing, prefix `e`.
  public static let eventing = "http://schemas.xmlsoap.org/ws/2004/08/eventing"
  /// Identify, prefix `wsmid`.
  public static let identity = "http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"
  /// The CIM binding, prefix `b`.
  public static let cimBinding = "http://schemas.dmtf.org/wbem/wsman/1/cimbinding.xsd"
  /// Common types of CIM in XML, prefix `cim`.
  public static let cim = "http://schemas.dmtf.org/wbem/wscim/1/common"
  /// The details of Windows' faults, prefix `f`.
  public static let fault = "http://schemas.microsoft.com/wbem/wsman/1/wsmanfault"
  /// The remote shell, prefix `rsp`.
  public static let shell = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell"
  /// The document of a plugin, used as default namespace (`protocol.md` 10).
  public static let pluginConfiguration =
    "http://schemas.microsoft.com/wbem/wsman/1/config/PluginConfiguration"
  /// The error class of WMI, a detail of faults.
  public static let wmiError =
    "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/MSFT_WmiError"
  /// Instances of XML schemas, prefix `xsi`.
  public static let schemaInstance = "http://www.w3.org/2001/XMLSchema-instance"
  /// XML schemas, prefix `xs`.
  public static let schema = "http://www.w3.org/2001/XMLSchema"
}
