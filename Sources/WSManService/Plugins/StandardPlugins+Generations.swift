import WSManProtocol

/// The plugins of fresh servers of earlier generations (`configuration.md` 9.4).
extension StandardPlugins {
  /// Name and document of each plugin of a generation, sorted by name; WinRM 1.1 has none.
  static func documents(in profile: ConfigurationProfile) -> [(name: String, text: String)] {
    switch profile {
    case .current: documents
    case .ws2012:
      documents.map { name, text in
        (name, quotasOf2012[name].map { replacingQuotas(of: text, with: $0) } ?? text)
      }
    case .winrm20: documentsOf20
    case .winrm11: []
    }
  }

  // MARK: 2012 and 2012 R2

  private static let quotasOf2012: [String: String] = {
    let shells = #"""
      <Quotas MaxMemoryPerShellMB="1024" MaxIdleTimeoutms="2147483647" MaxConcurrentUsers="5"
        IdleTimeoutms="7200000" MaxProcessesPerShell="15" MaxConcurrentCommandsPerShell="1000"
        MaxShells="25" MaxShellsPerUser="25"/>
      """#
    let events = #"""
      <Quotas MaxConcurrentUsers="100" MaxConcurrentOperationsPerUser="15"
        MaxConcurrentOperations="1500"/>
      """#
    let classes = #"""
      <Quotas MaxConcurrentUsers="100" MaxConcurrentOperationsPerUser="100"
        MaxConcurrentOperations="1500"/>
      """#
    return [
      "Event Forwarding Plugin": events, "SEL Plugin": events, "WMI Provider": classes,
      "microsoft.powershell": shells, "microsoft.powershell.workflow": shells,
      "microsoft.powershell32": shells,
    ]
  }()

  private static func replacingQuotas(of text: String, with quotas: String) -> String {
    guard let start = text.firstRange(of: "<Quotas")?.lowerBound else { return text }
    return text[..<start] + quotas + "</PlugInConfiguration>"
  }

  // MARK: WinRM 2.0

  /// Generation 2.0 has neither quotas of plugins nor accounts that they run as.
  private static let documentsOf20: [(name: String, text: String)] = {
    let administrators = "O:NSG:BAD:P(A;;GA;;;BA)S:P(AU;FA;GA;;;WD)(AU;SA;GXGW;;;WD)"
    return [
      document20(
        "Event Forwarding Plugin", #"C:\Windows\system32\wevtfwd.dll"#,
        resources: resources(of: "Event Forwarding Plugin")),
      document20(
        "microsoft.powershell", #"%windir%\system32\pwrshplugin.dll"#, parameters: powerShell20,
        resources: shell("microsoft.powershell", administrators)),
      document20(
        "microsoft.ServerManager", #"%windir%\system32\pwrshplugin.dll"#, parameters: powerShell20,
        resources: shell("microsoft.ServerManager", administrators)),
      document20(
        "SEL Plugin", #"C:\Windows\system32\wsmselpl.dll"#, resources: resources(of: "SEL Plugin")),
      document20(
        "WMI Provider", #"C:\Windows\system32\WsmWmiPl.dll"#,
        resources: resources(of: "WMI Provider")),
    ]
  }()

  private static let powerShell20 = #"""
    <InitializationParameters><Param Name="PSVersion" Value="2.0"/></InitializationParameters>
    """#

  private static func document20(
    _ name: String, _ file: String, parameters: String = "", resources: String
  ) -> (name: String, text: String) {
    let text = #"""
      <PlugInConfiguration
        xmlns="http://schemas.microsoft.com/wbem/wsman/1/config/PluginConfiguration"
        Name="\#(name)" Filename="\#(file)" SDKVersion="1" XmlRenderingType="text"
        xml:lang="en-US">\#(parameters)<Resources>\#(resources)</Resources></PlugInConfiguration>
      """#
    return (name, text)
  }

  private static func shell(_ name: String, _ sddl: String) -> String {
    let uri = "http://schemas.microsoft.com/powershell/" + name
    return #"""
      <Resource ResourceUri="\#(uri)" SupportsOptions="true" ExactMatch="true">
        <Security Uri="\#(uri)" ExactMatch="true" Sddl="\#(sddl)"/>
        <Capability Type="Shell"/>
      </Resource>
      """#
  }

  /// What stands between the tags `Resources` in the present document of a plugin. The group of
  /// those who manage from a distance came later.
  private static func resources(of name: String) -> String {
    guard let text = documents.first(where: { $0.name == name })?.text,
      let start = text.firstRange(of: "<Resources>")?.upperBound,
      let end = text.firstRange(of: "</Resources>")?.lowerBound, start <= end
    else { return "" }
    return String(text[start..<end].replacing("(A;;GA;;;RM)", with: ""))
  }
}
