import PSEngine

/// Views of the shell's own objects: drives, providers, commands, members, history, modules.
enum ShellViews {
  private static let automation = "System.Management.Automation."
  private static let commands = "Microsoft.PowerShell.Commands."

  static func all(isDesktop: Bool) -> [FormatViewDefinition] {
    [
      drives, driveList, providers, commandTable, members, history(isDesktop), locations,
      variables, entryList, modules(isDesktop), groups, groupsWithoutElements, measures, matches,
      helpList,
    ]
  }

  private static var drives: FormatViewDefinition {
    .table(
      for: [automation + "PSDriveInfo"],
      [
        FormatColumn("Name", width: 10),
        FormatColumn(label: "Used (GB)", width: 13, alignment: .right) { gibibytes($0, "Used") },
        FormatColumn(label: "Free (GB)", width: 13, alignment: .right) { gibibytes($0, "Free") },
        FormatColumn(label: "Provider", width: 13) { providerName($0) },
        FormatColumn("Root", width: 35),
        FormatColumn("CurrentLocation", alignment: .right),
      ])
  }

  private static var driveList: FormatViewDefinition {
    .list(
      for: [automation + "PSDriveInfo"],
      [
        FormatColumn("Name"), FormatColumn("Description"), FormatColumn("Provider"),
        FormatColumn("Root"), FormatColumn("CurrentLocation"),
      ])
  }

  private static func providerName(_ item: PSValue) -> PSValue {
    (item.asObject as? PSDriveInfo).map { .string($0.provider.name) } ?? .null
  }

  /// A number of bytes in units of 2^30 with two decimals; nothing where the drive has no size.
  private static func gibibytes(_ item: PSValue, _ property: String) -> PSValue {
    guard case .number(let bytes)? = item.asObject?.value(of: property) else { return .null }
    return DisplayText.formatted(.number(.double(bytes.doubleValue / 1_073_741_824)), "##0.00")
      .map { .string($0) } ?? .null
  }

  private static var providers: FormatViewDefinition {
    .table(
      for: [automation + "ProviderInfo"],
      [FormatColumn("Name", width: 20), FormatColumn("Capabilities"), FormatColumn("Drives")])
  }

  private static var commandTable: FormatViewDefinition {
    .table(
      for: [automation + "CommandInfo"],
      [
        FormatColumn("CommandType", width: 15),
        FormatColumn("DisplayName", label: "Name", width: 50),
        FormatColumn("Version", width: 10), FormatColumn("Source"),
      ])
  }

  private static var members: FormatViewDefinition {
    var table = TableControl([
      FormatColumn("Name"), FormatColumn("MemberType"), FormatColumn("Definition"),
    ])
    table.autosizes = true
    return FormatViewDefinition(
      "MemberDefinition", for: [commands + "MemberDefinition"],
      groupBy: FormatGrouping("TypeName"), control: .table(table))
  }

  private static func history(_ isDesktop: Bool) -> FormatViewDefinition {
    let id = FormatColumn("Id", width: 4, alignment: .right)
    let line = FormatColumn("CommandLine")
    let duration = FormatColumn(label: "Duration", width: 12, alignment: .right) { item in
      guard let entry = item.asObject as? HistoryEntry else { return .null }
      return .string(durationText(entry.end - entry.start))
    }
    return .table(
      for: [commands + "HistoryInfo"], isDesktop ? [id, line] : [id, duration, line])
  }

  /// `1.234` seconds, `2:05.000` minutes, `1:02:05.000` hours.
  private static func durationText(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "" }
    let milliseconds = Int((seconds * 1000).rounded())
    let (whole, part) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    let fraction = "." + String(repeating: "0", count: 3 - String(part).count) + String(part)
    let (minutes, second) = whole.quotientAndRemainder(dividingBy: 60)
    if minutes == 0 { return "\(second)\(fraction)" }
    let (hours, minute) = minutes.quotientAndRemainder(dividingBy: 60)
    let tail = "\(second < 10 ? "0" : "")\(second)\(fraction)"
    return hours == 0 ? "\(minute):\(tail)" : "\(hours):\(minute < 10 ? "0" : "")\(minute):\(tail)"
  }

  private static var locations: FormatViewDefinition {
    .table(for: [automation + "PathInfo"], [FormatColumn("Path")])
  }

  private static var variables: FormatViewDefinition {
    .table(
      for: [
        automation + "PSVariable", "System.Collections.DictionaryEntry",
      ], [FormatColumn("Name", width: 30), FormatColumn("Value")])
  }

  private static var entryList: FormatViewDefinition {
    .list(
      for: ["System.Collections.DictionaryEntry"], [FormatColumn("Name"), FormatColumn("Value")])
  }

  private static func modules(_ isDesktop: Bool) -> FormatViewDefinition {
    var columns = [
      FormatColumn("ModuleType", width: 10), FormatColumn("Version", width: 10),
      FormatColumn("Name", width: 35), FormatColumn("ExportedCommands"),
    ]
    if !isDesktop { columns.insert(FormatColumn("PreRelease", width: 10), at: 2) }
    return .table(for: [automation + "PSModuleInfo"], columns)
  }

  private static var groups: FormatViewDefinition {
    .table(
      for: [commands + "GroupInfo"],
      [
        FormatColumn("Count", width: 5, alignment: .right), FormatColumn("Name", width: 25),
        FormatColumn("Group"),
      ])
  }

  private static var groupsWithoutElements: FormatViewDefinition {
    .table(
      for: [commands + "GroupInfoNoElement"],
      [FormatColumn("Count", width: 5, alignment: .right), FormatColumn("Name", width: 25)])
  }

  private static var measures: FormatViewDefinition {
    .list(
      for: [commands + "GenericMeasureInfo"],
      ["Count", "Average", "Sum", "Maximum", "Minimum", "Property"].map { FormatColumn($0) })
  }

  private static var matches: FormatViewDefinition {
    .text(for: [commands + "MatchInfo"]) { item, _ in [TextConversion.text(of: item)] }
  }

  private static var helpList: FormatViewDefinition {
    .table(
      for: ["HelpInfoShort"],
      [
        FormatColumn("Name", width: 33), FormatColumn("Category", width: 9),
        FormatColumn("ModuleName", label: "Module", width: 25), FormatColumn("Synopsis"),
      ])
  }
}
