/// Messages in the form of the Ruby client WinRM 2.3: which headers there are and in which order, marks
/// without the namespace of SOAP, namespaces that nobody uses, an element of its own in Enumerate.
enum RubyMessages {
  private static func message(
    _ action: String, _ resource: String, header: String = "", body: String = ""
  ) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>\
    <env:Envelope xmlns:xsd="http://www.w3.org/2001/XMLSchema" \
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
    xmlns:env="http://www.w3.org/2003/05/soap-envelope" \
    xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
    xmlns:b="http://schemas.dmtf.org/wbem/wsman/1/cimbinding.xsd" \
    xmlns:n="http://schemas.xmlsoap.org/ws/2004/09/enumeration" \
    xmlns:x="http://schemas.xmlsoap.org/ws/2004/09/transfer" \
    xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd" \
    xmlns:p="http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd" \
    xmlns:rsp="http://schemas.microsoft.com/wbem/wsman/1/windows/shell" \
    xmlns:cfg="http://schemas.microsoft.com/wbem/wsman/1/config"><env:Header>\
    <a:To>http://recorded:5985/wsman</a:To><a:ReplyTo><a:Address mustUnderstand="true">\
    http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:Address></a:ReplyTo>\
    <w:MaxEnvelopeSize mustUnderstand="true">153600</w:MaxEnvelopeSize>\
    <a:MessageID>uuid:7C0F2A3E-52C5-4B1C-9D0E-6E1B7B2C9A10</a:MessageID>\
    <p:SessionId mustUnderstand="false">uuid:4F2C9A1B-0D7E-4C55-8B8A-1E2D3C4B5A69</p:SessionId>\
    <w:Locale xml:lang="en-US" mustUnderstand="false"/>\
    <p:DataLocale xml:lang="en-US" mustUnderstand="false"/>\
    <w:OperationTimeout>PT60S</w:OperationTimeout>\
    <w:ResourceURI mustUnderstand="true">http://schemas.microsoft.com/wbem/wsman/1/\(resource)\
    </w:ResourceURI><a:Action mustUnderstand="true">\(action)</a:Action>\(header)</env:Header>\
    <env:Body>\(body)</env:Body></env:Envelope>
    """
  }

  private static let transfer = "http://schemas.xmlsoap.org/ws/2004/09/transfer/"
  private static let shell = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/"
  private static let id = "00000000-0000-4000-8000-000000000000"
  private static let selectors =
    "<w:SelectorSet><w:Selector Name=\"ShellId\">\(id)</w:Selector></w:SelectorSet>"

  private static func options(_ values: KeyValuePairs<String, String>) -> String {
    let list = values.map { "<w:Option Name=\"\($0)\">\($1)</w:Option>" }.joined()
    return "<w:OptionSet>\(list)</w:OptionSet>"
  }

  static let create = message(
    transfer + "Create", "windows/shell/cmd",
    header: options(["WINRS_NOPROFILE": "FALSE", "WINRS_CODEPAGE": "65001"]),
    body: "<rsp:Shell><rsp:InputStreams>stdin</rsp:InputStreams>"
      + "<rsp:OutputStreams>stdout stderr</rsp:OutputStreams></rsp:Shell>")

  static func command(_ line: String) -> String {
    message(
      shell + "Command", "windows/shell/cmd",
      header: options(["WINRS_CONSOLEMODE_STDIN": "TRUE", "WINRS_SKIP_CMD_SHELL": "FALSE"])
        + selectors,
      body: "<rsp:CommandLine CommandId=\"0A1B2C3D-0000-4000-8000-00000000001D\">"
        + "<rsp:Command>\"\(line)\"</rsp:Command></rsp:CommandLine>")
  }

  static let receive = message(
    shell + "Receive", "windows/shell/cmd",
    header: options(["WSMAN_CMDSHELL_OPTION_KEEPALIVE": "TRUE"]) + selectors,
    body: "<rsp:Receive><rsp:DesiredStream CommandId=\"\(id)\">stdout stderr</rsp:DesiredStream>"
      + "</rsp:Receive>")

  static let signal = message(
    shell + "Signal", "windows/shell/cmd", header: selectors,
    body: "<rsp:Signal CommandId=\"\(id)\"><rsp:Code>\(shell)signal/terminate</rsp:Code>"
      + "</rsp:Signal>")

  static let delete = message(transfer + "Delete", "windows/shell/cmd", header: selectors)

  static let configuration = message(transfer + "Get", "config")

  static func query(_ text: String) -> String {
    message(
      "http://schemas.xmlsoap.org/ws/2004/09/enumeration/Enumerate", "wmi/root/cimv2/*",
      body: "<n:Enumerate><w:OptimizeEnumeration xsi:nil=\"true\"/><w:MaxElements>32000"
        + "</w:MaxElements><w:Filter Dialect=\"http://schemas.microsoft.com/wbem/wsman/1/WQL\">"
        + "\(text)</w:Filter><p:SessionId>uuid:4F2C9A1B-0D7E-4C55-8B8A-1E2D3C4B5A69</p:SessionId>"
        + "</n:Enumerate>")
  }
}
