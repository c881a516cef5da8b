import PSEngine

/// The text of an error as shown (`language.md` 9.2, 9.3).
public enum ErrorView: Sendable {
  /// Windows PowerShell's: message, position, category and id.
  case normal
  /// PowerShell 7's: one line at the prompt, the place in a script.
  case concise
  /// The category alone.
  case category

  /// The view that `$ErrorView` names; `nil` for any other text.
  public init?(name: String) {
    switch name.lowercased() {
    case "normalview": self = .normal
    case "conciseview": self = .concise
    case "categoryview": self = .category
    default: return nil
    }
  }

  /// The lines of an error.
  /// - Parameters:
  ///   - report: its texts.
  ///   - lineWidth: cells that a line may take.
  ///   - style: edition and, where `$ErrorView` says so, another view than the edition's own.
  public static func lines(
    _ report: ErrorReport, lineWidth: Int, style: OutputStyle
  ) -> [String] {
    if report.isPlainMessage { return WordWrap.lines(report.message, width: lineWidth) }
    switch style.errorView {
    case .normal:
      return WordWrap.lines(normalText(report, lineWidth, style), width: lineWidth)
    case .concise: return ConciseErrorView.lines(report, lineWidth: lineWidth)
    case .category:
      return WordWrap.lines(categoryText(report, style: style), width: lineWidth)
    }
  }

  /// `Category: (Target:Type) [Activity], Reason`, long names cut as the edition does.
  static func categoryText(_ report: ErrorReport, style: OutputStyle) -> String {
    report.category.text(kept: style.isDesktop ? 15 : 19, ellipsis: style.ellipsis)
  }

  private static func normalText(
    _ report: ErrorReport, _ lineWidth: Int, _ style: OutputStyle
  ) -> String {
    var text = report.prefix.map { $0 + " : " } ?? ""
    text += report.message
    if let position = report.position {
      let place =
        "At \(position.fileName ?? "line"):\(position.line) char:\(position.column)\n"
        + "+ \(position.source)\n+ \(position.marks)"
      text = report.isSyntaxError ? place + "\n" + text : text + "\n" + place
    }
    let fields = [
      ("CategoryInfo          ", categoryText(report, style: style)),
      ("FullyQualifiedErrorId ", report.fullyQualifiedErrorId),
      ("PSComputerName        ", report.computerName ?? ""),
    ]
    for (label, value) in fields where !value.isEmpty {
      text += "\n" + indented("+ \(label): \(value)", chunk: max(lineWidth - 5, 1))
    }
    return report.isExceptionMessage ? text + "\n " : text
  }

  /// Chunks of a text, each with four blanks in front and nothing between them; the word wrapper
  /// then breaks the lines.
  private static func indented(_ text: String, chunk: Int) -> String {
    var result = "    "
    var left = chunk
    for scalar in text.unicodeScalars {
      let cells = DisplayWidth.cells(scalar)
      if cells > left, left < chunk {
        result += "    "
        left = chunk
      }
      result.unicodeScalars.append(scalar)
      left -= cells
    }
    return result
  }
}
