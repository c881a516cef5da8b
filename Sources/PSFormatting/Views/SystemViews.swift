import PSEngine

/// Views of types of .NET: dates, versions, types, services.
enum SystemViews {
  static var all: [FormatViewDefinition] {
    [dates, spans, identifiers, versions, types, services, cultures, files, processes]
  }

  private static var dates: FormatViewDefinition {
    .text(for: ["System.DateTime"]) { item, _ in
      [DisplayText.formatted(item, dateFormat(item)) ?? TextConversion.text(of: item)]
    }
  }

  /// The long form, or the half that `Get-Date -DisplayHint` asks for.
  private static func dateFormat(_ item: PSValue) -> String {
    let hint = item.asObject?.value(of: "DisplayHint").map { TextConversion.text(of: $0) }
    switch hint?.lowercased() {
    case "date": return "dddd, MMMM d, yyyy"
    case "time": return "h:mm:ss tt"
    default: return "dddd, MMMM d, yyyy h:mm:ss tt"
    }
  }

  private static var spans: FormatViewDefinition {
    .list(
      for: ["System.TimeSpan"],
      [
        "Days", "Hours", "Minutes", "Seconds", "Milliseconds", "Ticks", "TotalDays", "TotalHours",
        "TotalMinutes", "TotalSeconds", "TotalMilliseconds",
      ].map { FormatColumn($0) })
  }

  private static var identifiers: FormatViewDefinition {
    .table(
      for: ["System.Guid"],
      [FormatColumn(label: "Guid") { .string(TextConversion.text(of: $0)) }])
  }

  private static var versions: FormatViewDefinition {
    .table(
      for: ["System.Version"],
      [
        FormatColumn("Major", width: 6), FormatColumn("Minor", width: 6),
        FormatColumn("Build", width: 6), FormatColumn("Revision", width: 8),
      ])
  }

  private static var types: FormatViewDefinition {
    .table(
      for: ["System.RuntimeType", "System.Type"],
      [
        FormatColumn("IsPublic", width: 8),
        FormatColumn("IsSerializable", label: "IsSerial", width: 8),
        FormatColumn("Name", width: 40), FormatColumn("BaseType"),
      ])
  }

  private static var services: FormatViewDefinition {
    .table(
      for: ["System.ServiceProcess.ServiceController"],
      [
        FormatColumn("Status", width: 8), FormatColumn("Name", width: 18),
        FormatColumn("DisplayName", width: 38),
      ])
  }

  private static var cultures: FormatViewDefinition {
    .table(
      for: ["System.Globalization.CultureInfo"],
      [
        FormatColumn("LCID", width: 16), FormatColumn("Name", width: 16),
        FormatColumn("DisplayName"),
      ])
  }

  private static var files: FormatViewDefinition {
    .table(
      for: ["Microsoft.PowerShell.Commands.FileHashInfo"],
      [
        FormatColumn("Algorithm", width: 15), FormatColumn("Hash", width: 70), FormatColumn("Path"),
      ])
  }

  private static var processes: FormatViewDefinition {
    .table(
      for: ["System.Diagnostics.Process"],
      [
        FormatColumn("HandleCount", label: "Handles", width: 7, alignment: .right),
        FormatColumn("Id", width: 7, alignment: .right), FormatColumn("ProcessName"),
      ])
  }
}
