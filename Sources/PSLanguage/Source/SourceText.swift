/// The text of one script or one input line, with the tables that turn offsets into lines and columns.
///
/// Offsets are UTF-8 bytes. Columns are UTF-16 units, as PowerShell counts them. A lookup costs a
/// binary search for the line and at most one block of `blockSize` bytes for the column, however
/// long the line is.
public final class SourceText: Sendable {
  /// Path of the script file; `nil` for text typed at the prompt or made at run time.
  public let fileName: String?
  /// The text as UTF-8.
  public let utf8: [UInt8]
  /// Offset of the first byte of every line; the first element is 0.
  private let lineStarts: [Int32]
  /// UTF-16 units before every block of `blockSize` bytes; empty when the text is ASCII.
  private let unitsBeforeBlock: [Int32]

  private static let blockSize = 1024
  /// Texts longer than this, in bytes, are cut: offsets are 32 bits wide.
  static let maximumLength = Int(Int32.max) - 1

  /// Builds the tables in one pass over `text`.
  public init(_ text: String, fileName: String? = nil) {
    self.fileName = fileName
    var bytes = Array(text.utf8)
    if bytes.count > Self.maximumLength { bytes.removeSubrange(Self.maximumLength...) }
    var starts: [Int32] = [0]
    var blocks: [Int32] = []
    var units: Int32 = 0
    var isASCII = true
    for index in bytes.indices {
      if index % Self.blockSize == 0 { blocks.append(units) }
      let byte = bytes[index]
      if byte >= 0x80 { isASCII = false }
      units &+= Int32(Self.utf16Units(startedBy: byte))
      if byte == 0x0A {
        starts.append(Int32(index + 1))
      } else if byte == 0x0D, index + 1 == bytes.count || bytes[index + 1] != 0x0A {
        starts.append(Int32(index + 1))
      }
    }
    utf8 = bytes
    lineStarts = starts
    unitsBeforeBlock = isASCII ? [] : blocks
  }

  /// Number of lines; a text that ends in a line end has an empty last line.
  public var lineCount: Int { lineStarts.count }

  /// The extent from `start` up to `end`, both clamped to the text.
  public func extent(_ start: Int, _ end: Int) -> ScriptExtent {
    ScriptExtent(source: self, start: clamp(start), end: max(clamp(end), clamp(start)))
  }

  /// The text between two offsets; bytes of a cut character become U+FFFD.
  public func text(_ start: Int, _ end: Int) -> String {
    let from = clamp(start)
    return String(decoding: utf8[from..<max(from, clamp(end))], as: UTF8.self)
  }

  /// Line (from 1) and column (from 1, in UTF-16 units) of an offset.
  public func position(at offset: Int) -> ScriptPosition {
    let offset = clamp(offset)
    let line = lineIndex(at: offset)
    let start = Int(lineStarts[line])
    let column = unitsBefore(offset) - unitsBefore(start)
    return ScriptPosition(offset: offset, lineNumber: line + 1, columnNumber: column + 1)
  }

  /// The text of a line (from 1) without its line end; empty for a line that does not exist.
  public func line(_ number: Int) -> String {
    guard number >= 1, number <= lineStarts.count else { return "" }
    let start = Int(lineStarts[number - 1])
    var end = number < lineStarts.count ? Int(lineStarts[number]) : utf8.count
    while end > start, utf8[end - 1] == 0x0A || utf8[end - 1] == 0x0D { end -= 1 }
    return text(start, end)
  }

  private func clamp(_ offset: Int) -> Int { min(max(offset, 0), utf8.count) }

  private func lineIndex(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func unitsBefore(_ offset: Int) -> Int {
    guard !unitsBeforeBlock.isEmpty else { return offset }
    let block = min(offset / Self.blockSize, unitsBeforeBlock.count - 1)
    var units = Int(unitsBeforeBlock[block])
    for index in (block * Self.blockSize)..<offset {
      units += Self.utf16Units(startedBy: utf8[index])
    }
    return units
  }

  /// A lead byte stands for the whole character; continuation bytes count nothing.
  private static func utf16Units(startedBy byte: UInt8) -> Int {
    if byte < 0x80 { return 1 }
    if byte < 0xC0 { return 0 }
    return byte >= 0xF0 ? 2 : 1
  }
}
