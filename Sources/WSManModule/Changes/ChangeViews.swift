import PSFormatting

/// The views of changes and differences.
enum ChangeViews {
  static var all: [FormatViewDefinition] {
    [
      .table(
        for: [ChangeObject.typeName],
        [
          FormatColumn("Id", width: 4), FormatColumn("Path", width: 46),
          FormatColumn("Before", width: 20), FormatColumn("After"),
        ]),
      .list(
        for: [ChangeObject.typeName],
        ["Id", "Time", "ComputerName", "Path", "Before", "After"].map { FormatColumn($0) }),
      .table(
        for: [DifferenceObject.typeName],
        [
          FormatColumn("Path", width: 46), FormatColumn("Left", width: 20), FormatColumn("Right"),
        ]),
      .list(
        for: [DifferenceObject.typeName],
        ["Path", "LeftName", "Left", "RightName", "Right"].map { FormatColumn($0) }),
    ]
  }
}
