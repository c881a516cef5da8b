/// The name behind `$`, taken apart (`language.md` 2.5, 5.3).
public struct VariablePath: Sendable, Equatable, Hashable {
  /// What stands before the colon.
  public enum Qualifier: Sendable, Equatable, Hashable {
    /// No prefix: the nearest definition is read, the current scope is written.
    case unqualified
    /// `$global:x`
    case global
    /// `$script:x`
    case script
    /// `$local:x`
    case local
    /// `$private:x`
    case `private`
    /// `$using:x`
    case using
    /// `$variable:x`
    case variable
    /// Any other prefix is the name of a drive: `$env:x`, `${C:\a.txt}`.
    case drive(String)
  }

  /// The prefix.
  public let qualifier: Qualifier
  /// The name behind the prefix, as typed.
  public let name: String
  /// `name` in lower case: names compare without regard to case.
  public let key: String

  /// Takes the text between `$` and the end of the name (or between the braces) apart.
  public init(_ text: String) {
    guard let colon = text.firstIndex(of: ":") else {
      self.init(qualifier: .unqualified, name: text)
      return
    }
    let prefix = String(text[..<colon])
    let qualifier: Qualifier =
      switch prefix.lowercased() {
      case "global": .global
      case "script": .script
      case "local": .local
      case "private": .private
      case "using": .using
      case "variable": .variable
      case "": .unqualified
      default: .drive(prefix)
      }
    self.init(qualifier: qualifier, name: String(text[text.index(after: colon)...]))
  }

  /// A name with a known prefix.
  public init(qualifier: Qualifier, name: String) {
    self.qualifier = qualifier
    self.name = name
    self.key = name.lowercased()
  }

  /// The drive of a path such as `env:x`; `nil` for variables.
  public var driveName: String? {
    if case .drive(let name) = qualifier { name } else { nil }
  }

  /// The path as one would type it behind `$`.
  public var userPath: String {
    switch qualifier {
    case .unqualified: name
    case .global: "global:" + name
    case .script: "script:" + name
    case .local: "local:" + name
    case .private: "private:" + name
    case .using: "using:" + name
    case .variable: "variable:" + name
    case .drive(let drive): drive + ":" + name
    }
  }
}
