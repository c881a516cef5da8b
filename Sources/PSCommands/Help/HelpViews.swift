import PSEngine
import PSFormatting

/// How the results of `Get-Help` are printed.
enum HelpViews {
  static var all: [FormatViewDefinition] {
    [
      .text(for: ["HelpInfo"]) { item, context in
        guard case .object(let page as HelpPage) = item else { return [] }
        return page.lines(width: context.lineWidth + 1, isCore: context.style.edition == .core)
      },
      .text(for: ["MamlCommandHelpInfo#parameter"]) { item, context in
        guard case .object(let parameter as HelpParameter) = item else { return [] }
        return HelpPage.lines(
          of: parameter, width: context.lineWidth + 1, isCore: context.style.edition == .core)
      },
    ]
  }
}
