/// What the two editions of PowerShell lay out differently (`language.md` 1.1, 10.6).
public struct OutputStyle: Sendable, Equatable {
  /// The edition.
  public enum Edition: Sendable {
    /// Windows PowerShell 5.1.
    case desktop
    /// PowerShell 7.
    case core
  }

  /// The edition.
  public let edition: Edition
  /// The mark of cut text.
  public let ellipsis: String
  /// How errors are shown; the edition's own view unless `$ErrorView` names another.
  public var errorView: ErrorView
  /// Elements of a collection that a cell shows, `$FormatEnumerationLimit`; negative shows all.
  public var enumerationLimit = 4

  /// The layout of an edition.
  public init(_ edition: Edition) {
    self.edition = edition
    ellipsis = edition == .desktop ? "..." : "\u{2026}"
    errorView = edition == .desktop ? .normal : .concise
  }

  /// Windows PowerShell 5.1, the default.
  public static let desktop = OutputStyle(.desktop)
  /// PowerShell 7.
  public static let core = OutputStyle(.core)

  var isDesktop: Bool { edition == .desktop }
}
