/// A node of the syntax tree. Nodes are immutable and never change after parsing.
public protocol Ast: Sendable, CustomStringConvertible {
  /// The text that the node was made from.
  var extent: ScriptExtent { get }
}
