/// The name in a type literal, a cast or an attribute: `int`, `string[]`,
/// `System.Collections.Generic.List[string]`.
public struct TypeName: Sendable {
  /// The shape of a name.
  public indirect enum Shape: Sendable {
    /// A plain name, with dots and `+` as typed.
    case simple(String)
    /// `Name[Argument, …]`
    case generic(TypeName, arguments: [TypeName])
    /// `Element[]`, `Element[,]`
    case array(TypeName, rank: Int)
  }

  /// The shape.
  public let shape: Shape
  /// Where the name stands, without the brackets around it.
  public let extent: ScriptExtent

  /// The name as PowerShell prints it: `System.String[]` as typed, without blanks.
  public var fullName: String {
    switch shape {
    case .simple(let name): name
    case .generic(let name, let arguments):
      name.fullName + "[" + arguments.map(\.fullName).joined(separator: ",") + "]"
    case .array(let element, let rank):
      element.fullName + "[" + String(repeating: ",", count: max(0, rank - 1)) + "]"
    }
  }
}

extension TypeName: Ast {
  /// The name in brackets.
  public var description: String { "[\(fullName)]" }
}
