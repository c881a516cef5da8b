import CIMModel
import PSEngine
import WSManService

/// `systeminfo`: what the classes of the computer tell of it, on one page.
enum SystemInfoTool {
  static let usage = """
    SYSTEMINFO [/FO LIST|CSV] [/NH]
        Shows what this computer is: its system, hardware, memory, updates and addresses.
    """

  @Sendable static func run(
    _ access: CIMAccess, _ arguments: [String], _ console: ProgramConsole
  ) async throws -> Int32 {
    var isTable = false
    var hasHeader = true
    var words = arguments[...]
    while let word = words.popFirst() {
      switch ComputerTool.option(word) {
      case "?":
        try await console.write(usage)
        return 0
      case "nh": hasHeader = false
      case "fo":
        guard let name = words.popFirst()?.lowercased() else {
          throw ComputerTool.Mistake.missingValue(word, of: "SYSTEMINFO")
        }
        guard ["list", "csv"].contains(name) else {
          throw ComputerTool.Mistake.unknown(name, of: "SYSTEMINFO")
        }
        isTable = name == "csv"
      default: throw ComputerTool.Mistake.unknown(word, of: "SYSTEMINFO")
      }
    }
    let fields = try await fields(access)
    var lines: [String] = []
    if isTable {
      if hasHeader { lines.append(quoted(fields.map(\.name))) }
      lines.append(quoted(fields.map { $0.lines.joined(separator: ",") }))
    } else {
      lines.append("")
      for field in fields {
        for (index, line) in field.lines.enumerated() {
          lines.append((index == 0 ? field.name + ":" : "").padded(27) + line)
        }
      }
    }
    try await console.write(lines.joined(separator: "\n"))
    return 0
  }

  private static func quoted(_ values: [String]) -> String {
    values.map { "\"\($0)\"" }.joined(separator: ",")
  }

  private typealias Field = (name: String, lines: [String])

  private static func fields(_ access: CIMAccess) async throws -> [Field] {
    func all(_ name: String) async throws -> [CIMInstance] {
      try await access.service.cimInstances(
        query: CIMAccess.query(name, filter: nil), in: CIMAccess.namespace(nil)
      ).map(\.instance)
    }
    let system = try await all("Win32_OperatingSystem").first
    let computer = try await all("Win32_ComputerSystem").first
    let bios = try await all("Win32_BIOS").first
    let zone = try await all("Win32_TimeZone").first
    func text(_ instance: CIMInstance?, _ property: String) -> String {
      let text = instance?[property].text ?? ""
      return text.isEmpty ? "N/A" : text
    }
    func number(_ instance: CIMInstance?, _ property: String) -> UInt64 {
      if case .unsigned(let number)? = instance?[property] { number } else { 0 }
    }
    func megabytes(_ kilobytes: UInt64) -> String {
      ComputerTool.grouped(kilobytes / 1024) + " MB"
    }
    func time(_ instance: CIMInstance?, _ property: String) -> WallTime? {
      guard case .datetime(.timestamp(let time))? = instance?[property] else { return nil }
      return WallTime(seconds: Int(time.microseconds / 1_000_000))
    }
    let virtual = number(system, "TotalVirtualMemorySize")
    let free = number(system, "FreeVirtualMemory")
    let used: UInt64 = virtual > free ? virtual - free : 0
    let released = time(bios, "ReleaseDate").map { ", \($0.shortDate)" } ?? ""
    let fields: [(String, String)] = [
      ("Host Name", access.computer), ("OS Name", text(system, "Caption")),
      ("OS Version", "\(text(system, "Version")) N/A Build \(text(system, "BuildNumber"))"),
      ("OS Manufacturer", text(system, "Manufacturer")),
      ("OS Configuration", role(number(computer, "DomainRole"))),
      ("OS Build Type", text(system, "BuildType")),
      ("Registered Owner", text(system, "RegisteredUser")),
      ("Registered Organization", text(system, "Organization")),
      ("Product ID", text(system, "SerialNumber")),
      ("Original Install Date", time(system, "InstallDate")?.dateAndTime ?? "N/A"),
      ("System Boot Time", time(system, "LastBootUpTime")?.dateAndTime ?? "N/A"),
      ("System Manufacturer", text(computer, "Manufacturer")),
      ("System Model", text(computer, "Model")), ("System Type", text(computer, "SystemType")),
    ]
    let rest: [(String, String)] = [
      (
        "BIOS Version",
        "\(text(bios, "Manufacturer")) \(text(bios, "SMBIOSBIOSVersion"))\(released)"
      ),
      ("Windows Directory", text(system, "WindowsDirectory")),
      ("System Directory", text(system, "SystemDirectory")),
      ("Boot Device", text(system, "BootDevice")), ("Time Zone", text(zone, "Caption")),
      ("Total Physical Memory", megabytes(number(computer, "TotalPhysicalMemory") / 1024)),
      ("Available Physical Memory", megabytes(number(system, "FreePhysicalMemory"))),
      ("Virtual Memory: Max Size", megabytes(virtual)),
      ("Virtual Memory: Available", megabytes(free)),
      ("Virtual Memory: In Use", megabytes(used)),
      ("Domain", text(computer, computer?["Domain"].isNull == false ? "Domain" : "Workgroup")),
    ]
    let processors = try await all("Win32_Processor").map {
      "\(text($0, "Caption")) \(text($0, "Manufacturer")) ~\(text($0, "MaxClockSpeed")) Mhz"
    }
    let updates = try await all("Win32_QuickFixEngineering").map { text($0, "HotFixID") }
    let cards = try await all("Win32_NetworkAdapterConfiguration").filter {
      $0["IPEnabled"] == .boolean(true)
    }.map { card in
      ([text(card, "Description")] + card["IPAddress"].elements.map(\.text))
        .joined(separator: ", ")
    }
    return fields.map { ($0.0, [$0.1]) }
      + [("Processor(s)", counted(processors, "Processor(s) Installed."))]
      + rest.map { ($0.0, [$0.1]) }
      + [
        ("Hotfix(s)", counted(updates, "Hotfix(s) Installed.")),
        ("Network Card(s)", counted(cards, "NIC(s) Installed.")),
      ]
  }

  private static func counted(_ values: [String], _ what: String) -> [String] {
    ["\(values.count) \(what)"]
      + values.enumerated().map { index, value in
        "[\(index < 9 ? "0" : "")\(index + 1)]: \(value)"
      }
  }

  /// What `DomainRole` of the computer stands for.
  private static func role(_ number: UInt64) -> String {
    let roles = [
      "Standalone Workstation", "Member Workstation", "Standalone Server", "Member Server",
      "Backup Domain Controller", "Primary Domain Controller",
    ]
    return number < UInt64(roles.count) ? roles[Int(number)] : "N/A"
  }
}
