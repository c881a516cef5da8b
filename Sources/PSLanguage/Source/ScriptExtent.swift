/// A place in a script: line and column count from 1, the column in UTF-16 units.
public struct ScriptPosition: Sendable, Equatable {
  /// UTF-8 bytes before the place.
  public let offset: Int
  /// Line, from 1.
  public let lineNumber: Int
  /// Column in UTF-16 units, from 1.
  public let columnNumber: Int
}

/// A stretch of a script: what a token or a node of the tree was made from.
///
/// It is cheap to keep (a reference and two offsets); lines, columns and text are worked out on demand.
public struct ScriptExtent: Sendable {
  /// The text that the extent belongs to.
  public let source: SourceText
  private let start: Int32
  private let end: Int32

  init(source: SourceText, start: Int, end: Int) {
    self.source = source
    self.start = Int32(clamping: start)
    self.end = Int32(clamping: end)
  }

  /// UTF-8 bytes before the first character.
  public var startOffset: Int { Int(start) }
  /// UTF-8 bytes before the place behind the last character.
  public var endOffset: Int { Int(end) }
  /// Whether nothing lies between start and end.
  public var isEmpty: Bool { start == end }
  /// Path of the script file, if the text came from one.
  public var fileName: String? { source.fileName }
  /// The covered text.
  public var text: String { source.text(startOffset, endOffset) }
  /// Where the extent begins.
  public var startPosition: ScriptPosition { source.position(at: startOffset) }
  /// Where the extent ends (behind its last character).
  public var endPosition: ScriptPosition { source.position(at: endOffset) }

  /// The extent from the start of this one to the end of `other`, which lies behind it.
  public func joined(with other: ScriptExtent) -> ScriptExtent {
    source.extent(startOffset, other.endOffset)
  }

  /// An extent for values that come from no script.
  public static let empty = ScriptExtent(source: SourceText(""), start: 0, end: 0)
}
