import PSFormatting

/// The views of changes and differences.
enum ChangeViews {
  static var all: [FormatViewDefinition] {
    [
      wrappingTable(
        for: ChangeObject.typeName,
        [
          FormatColumn("Id", width: 4), FormatColumn("Path", width: 46),
          FormatColumn("Before", width: 18), FormatColumn("After", width: 18),
          FormatColumn("Time", width: 8, format: "HH:mm:ss"),
        ]),
      .list(
        for: [ChangeObject.typeName],
        ["Id", "Time", "ComputerName", "Path", "Before", "After"].map { FormatColumn($0) }),
      wrappingTable(
        for: DifferenceObject.typeName,
        [
          FormatColumn("Path", width: 46), FormatColumn("Left", width: 20), FormatColumn("Right"),
        ]),
      .list(
        for: [DifferenceObject.typeName],
        ["Path", "LeftName", "Left", "RightName", "Right"].map { FormatColumn($0) }),
    ]
  }

  /// A table that cuts nothing: the last step of a path is the one that matters.
  private static func wrappingTable(
    for typeName: String, _ columns: [FormatColumn]
  ) -> FormatViewDefinition {
    var control = TableControl(columns)
    control.wraps = true
    return FormatViewDefinition(typeName, for: [typeName], control: .table(control))
  }
}
