import PSEngine

/// Views of files and folders.
enum FileViews {
  private static let types = ["System.IO.DirectoryInfo", "System.IO.FileInfo"]
  private static let providerPrefix = "Microsoft.PowerShell.Core\\FileSystem::"

  static func all(isDesktop: Bool) -> [FormatViewDefinition] {
    [table(isDesktop), list(isDesktop), wide(isDesktop)]
  }

  private static func table(_ isDesktop: Bool) -> FormatViewDefinition {
    let date = isDesktop ? 25 : 26
    var control = TableControl([
      FormatColumn("Mode", width: 7),
      FormatColumn(label: "LastWriteTime", width: date, alignment: .right) { item in
        lastWriteTime(item, gap: isDesktop ? "  " : " ")
      },
      FormatColumn("Length", width: 14, alignment: .right),
      FormatColumn("Name"),
    ])
    control.wraps = true
    return FormatViewDefinition(
      "children", for: types, groupBy: grouping(isDesktop), control: .table(control))
  }

  private static func list(_ isDesktop: Bool) -> FormatViewDefinition {
    FormatViewDefinition(
      "children", for: types, groupBy: grouping(isDesktop),
      control: .list(
        [
          "Name", "Length", "CreationTime", "LastWriteTime", "LastAccessTime", "Mode", "LinkType",
          "Target",
        ].map { FormatColumn($0) }))
  }

  private static func wide(_ isDesktop: Bool) -> FormatViewDefinition {
    let name = FormatColumn(label: "Name") { item in
      let name = item.asObject?.value(of: "Name").map { TextConversion.text(of: $0) } ?? ""
      let isFolder = TypeNames.chain(of: item).first == types[0]
      return .string(isFolder ? "[\(name)]" : name)
    }
    return FormatViewDefinition(
      "children", for: types, groupBy: grouping(isDesktop), control: .wide(name))
  }

  /// `    Directory: C:\x`, with one empty line more below it in 5.1.
  private static func grouping(_ isDesktop: Bool) -> FormatGrouping {
    var grouping = FormatGrouping(label: "Directory") { item in
      guard let path = item.asObject?.value(of: "PSParentPath") else { return .null }
      let text = TextConversion.text(of: path)
      return .string(
        text.hasPrefixIgnoringCase(providerPrefix)
          ? String(text.dropFirst(providerPrefix.count)) : text)
    }
    grouping.indent = 4
    grouping.extraLinesBelow = isDesktop ? 1 : 0
    return grouping
  }

  /// Short date and short time, right-aligned in 10 and 8 cells.
  private static func lastWriteTime(_ item: PSValue, gap: String) -> PSValue {
    guard let time = item.asObject?.value(of: "LastWriteTime"), !time.isNull,
      let date = DisplayText.formatted(time, "M/d/yyyy"),
      let clock = DisplayText.formatted(time, "h:mm tt")
    else { return .null }
    var text = ""
    CellFitting.append(date, to: &text, width: 10, alignment: .right)
    text += gap
    CellFitting.append(clock, to: &text, width: 8, alignment: .right)
    return .string(text)
  }
}
