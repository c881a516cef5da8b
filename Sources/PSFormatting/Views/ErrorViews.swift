import PSEngine

/// Views of exceptions and of records of the other streams: their text, wherever they occur.
enum ErrorViews {
  static var all: [FormatViewDefinition] {
    [
      .text(for: ["System.Exception"], isOutOfBand: true) { item, _ in
        [(item.asObject as? PSException)?.message ?? TextConversion.text(of: item)]
      },
      .text(
        for: [
          "System.Management.Automation.InformationalRecord",
          "System.Management.Automation.InformationRecord",
        ], isOutOfBand: true
      ) { item, _ in [TextConversion.text(of: item)] },
    ]
  }
}
