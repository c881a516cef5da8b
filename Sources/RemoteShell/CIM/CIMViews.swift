import PSEngine
import PSFormatting

/// How processes and instances are shown.
enum CIMViews {
  /// What is shown of instances of well-known classes; of CIM as tables, of WMI as lists.
  private static var shown: [(name: String, columns: [FormatColumn], isTable: Bool)] {
    [
      (
        "Win32_OperatingSystem",
        columns(
          "SystemDirectory", "Organization", "BuildNumber", "RegisteredUser", "SerialNumber",
          "Version"),
        true
      ),
      (
        "Win32_Process",
        columns("ProcessId", "Name", "HandleCount", "WorkingSetSize", "VirtualSize"),
        true
      ),
      (
        "Win32_Service", columns("ProcessId", "Name", "StartMode", "State", "Status", "ExitCode"),
        true
      ),
      (
        "Win32_LogicalDisk",
        columns("DeviceID", "DriveType", "ProviderName", "VolumeName", "Size", "FreeSpace"), true
      ),
      (
        "Win32_ComputerSystem",
        columns(
          "Name", "PrimaryOwnerName", "Domain", "TotalPhysicalMemory", "Model", "Manufacturer"),
        true
      ),
      (
        "Win32_BIOS",
        columns("SMBIOSBIOSVersion", "Manufacturer", "Name", "SerialNumber", "Version"),
        false
      ),
      (
        "Win32_NetworkAdapterConfiguration",
        columns("ServiceName", "DHCPEnabled", "Index", "Description"), false
      ),
    ]
  }

  private static func columns(_ names: String...) -> [FormatColumn] {
    names.map { FormatColumn($0) }
  }

  static var all: [FormatViewDefinition] {
    [processes, hotFixes]
      + shown.flatMap { name, columns, isTable -> [FormatViewDefinition] in
        let cim = ["\(CIMObject.cimTypeName)#root/cimv2/\(name)"]
        let wmi = ["\(CIMObject.wmiTypeName)#root\\cimv2\\\(name)"]
        return [
          isTable ? .table(for: cim, columns) : .list(for: cim, columns), .list(for: wmi, columns),
        ]
      }
  }

  private static var hotFixes: FormatViewDefinition {
    .table(
      for: ["\(CIMObject.wmiTypeName)#root\\cimv2\\Win32_QuickFixEngineering"],
      [
        FormatColumn("PSComputerName", label: "Source", width: 13),
        FormatColumn("Description", width: 16), FormatColumn("HotFixID", width: 13),
        FormatColumn("InstalledBy", width: 20), FormatColumn("InstalledOn"),
      ])
  }

  private static var processes: FormatViewDefinition {
    func kilobytes(_ label: String, _ property: String, width: Int) -> FormatColumn {
      FormatColumn(label: label, width: width, alignment: .right) { item in
        guard case .number(let number)? = item.asObject?.declaredValue(property),
          let bytes = number.integer
        else { return .null }
        return .string(String(Int64(clamping: bytes) / 1024))
      }
    }
    return .table(
      for: [ProcessObject.typeName],
      [
        FormatColumn("Handles", width: 7, alignment: .right),
        kilobytes("NPM(K)", "NPM", width: 7), kilobytes("PM(K)", "PM", width: 8),
        kilobytes("WS(K)", "WS", width: 10),
        FormatColumn(label: "CPU(s)", width: 10, alignment: .right) { item in
          guard let time = item.asObject?.declaredValue("CPU") else { return .null }
          return DisplayText.formatted(time, "N2").map { .string($0) } ?? .null
        },
        FormatColumn("Id", width: 6, alignment: .right),
        FormatColumn("SI", width: 3, alignment: .right), FormatColumn("ProcessName"),
      ])
  }
}
