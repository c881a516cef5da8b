import PSEngine
import PSFormatting

/// How the results of `Get-Help` are printed.
enum HelpViews {
  static var all: [FormatViewDefinition] {
    [
      .text(for: ["HelpInfo"]) { item, context in
        guard case .object(let page as HelpPage) = item else { return [] }
        return withoutFirstLine(
          page.lines(width: context.lineWidth + 1, isCore: context.style.edition == .core))
      },
      .text(for: ["MamlCommandHelpInfo#parameter"]) { item, context in
        guard case .object(let parameter as HelpParameter) = item else { return [] }
        return withoutFirstLine(
          HelpPage.lines(
            of: parameter, width: context.lineWidth + 1, isCore: context.style.edition == .core))
      },
    ]
  }

  /// The empty line in front of a page is the one that every document begins with.
  private static func withoutFirstLine(_ lines: [String]) -> [String] {
    lines.first?.isEmpty == true ? Array(lines.dropFirst()) : lines
  }
}
