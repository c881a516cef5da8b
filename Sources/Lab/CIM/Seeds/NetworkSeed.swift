import CIMModel

extension CIMSeed {
  /// Network adapters with the addresses of the computer, and shared folders.
  var networkInstances: [CIMInstance] {
    let own = addresses.isEmpty ? ["192.0.2.10"] : addresses
    let hardware = macAddress(of: own[0])
    let adapter = CIMInstance(
      "Win32_NetworkAdapter", element("Ethernet Adapter"), device("Win32_NetworkAdapter", "1"),
      [
        "Caption": "[00000001] Ethernet Adapter", "Index": 1, "InterfaceIndex": 5,
        "MACAddress": .string(hardware), "NetConnectionID": "Ethernet", "NetConnectionStatus": 2,
        "NetEnabled": true, "AdapterType": "Ethernet 802.3", "AdapterTypeID": 0, "Installed": true,
        "Manufacturer": "Contoso", "PhysicalAdapter": true, "ProductName": "Ethernet Adapter",
        "ServiceName": "netvsc", "Speed": 10_000_000_000, "Availability": 3,
        "TimeOfLastReset": Self.bootTime,
      ])
    let configuration = CIMInstance(
      "Win32_NetworkAdapterConfiguration",
      [
        "Index": 1, "InterfaceIndex": 5, "Caption": "[00000001] Ethernet Adapter",
        "Description": "Ethernet Adapter", "IPEnabled": true, "DHCPEnabled": false,
        "IPAddress": .array(own.map(CIMValue.string)),
        "IPSubnet": .array(own.map { $0.contains(":") ? "64" : "255.255.255.0" }),
        "DefaultIPGateway": .array([.string(gateway(of: own[0]))]),
        "GatewayCostMetric": .array([0]),
        "DNSServerSearchOrder": .array([.string(gateway(of: own[0]))]),
        "DNSDomain": domainName.map(CIMValue.string) ?? .null,
        "DNSHostName": .string(computerName.lowercased()), "MACAddress": .string(hardware),
        "ServiceName": "netvsc", "TcpipNetbiosOptions": 0, "IPConnectionMetric": 15,
        "FullDNSRegistrationEnabled": true, "DomainDNSRegistrationEnabled": false,
        "WINSEnableLMHostsLookup": true, "DatabasePath": #"%SystemRoot%\System32\drivers\etc"#,
        "SettingID": "{7A1B2C3D-0000-4000-8000-00155D00020A}",
      ])
    let idle = CIMInstance(
      "Win32_NetworkAdapterConfiguration",
      [
        "Index": 0, "InterfaceIndex": 1, "Caption": "[00000000] Kernel Debug Network Adapter",
        "Description": "Kernel Debug Network Adapter", "IPEnabled": false, "DHCPEnabled": true,
        "ServiceName": "kdnic",
      ])
    return [
      adapter, idle, configuration,
      CIMInstance(
        "Win32_NetworkAdapterSetting",
        ("Element", CIMObjectPath(className: "Win32_NetworkAdapter", keys: ["DeviceID": "1"])),
        (
          "Setting",
          CIMObjectPath(className: "Win32_NetworkAdapterConfiguration", keys: ["Index": "1"])
        )),
      share("ADMIN$", #"C:\Windows"#, "Remote Admin", 2_147_483_648),
      share("C$", #"C:\"#, "Default share", 2_147_483_648),
      share("IPC$", "", "Remote IPC", 2_147_483_651),
    ]
  }

  private func share(
    _ name: String, _ path: String, _ description: String, _ type: UInt64
  ) -> CIMInstance {
    CIMInstance(
      "Win32_Share", element(name, description: description),
      [
        "Caption": .string(description), "Path": .string(path), "Type": .unsigned(type),
        "AllowMaximum": true,
      ])
  }

  /// A number of Hyper-V's range whose end is that of the address.
  private func macAddress(of address: String) -> String {
    let last = address.split(separator: ".").last.flatMap { UInt8($0) } ?? 10
    let digits = String(last, radix: 16, uppercase: true)
    return "00:15:5D:00:02:" + (digits.utf8.count == 1 ? "0" : "") + digits
  }

  private func gateway(of address: String) -> String {
    let parts = address.split(separator: ".")
    return parts.count == 4 ? parts.dropLast().joined(separator: ".") + ".1" : address
  }
}
