/// The encodings that a transcript may have.
public enum TextForm: Sendable {
  case utf8
  case utf16LittleEndian
  case utf16BigEndian

  /// The form that the first bytes of a file tell, and the length of their mark.
  static func told(by bytes: some Collection<UInt8>) -> (form: TextForm, mark: Int) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return (.utf8, 0)
  }

  /// A text as bytes, without a mark.
  func encode(_ text: String) -> [UInt8] {
    switch self {
    case .utf8: return Array(text.utf8)
    case .utf16LittleEndian:
      return text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    case .utf16BigEndian:
      return text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    }
  }

  /// Bytes as text; `nil` when they are none.
  func decode(_ bytes: ArraySlice<UInt8>) -> String? {
    guard self != .utf8 else { return String(validating: bytes, as: UTF8.self) }
    guard bytes.count % 2 == 0 else { return nil }
    let isLittle = self == .utf16LittleEndian
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let first = UInt16(bytes[index])
      let second = UInt16(bytes[index + 1])
      units.append(isLittle ? second << 8 | first : first << 8 | second)
      index += 2
    }
    return String(validating: units, as: UTF16.self)
  }
}

/// A line of a file as its bytes.
struct RawLine: Sendable {
  /// The bytes without the line end.
  let bytes: ArraySlice<UInt8>
  /// The line end; empty for a last line without one.
  let end: ArraySlice<UInt8>
}

/// Cuts a file that is read piece by piece into its lines.
public struct RawLines {
  /// A line longer than this is none of a text (64 MB).
  private static let longestLine = 64 << 20

  /// How much is looked at to find out how lines end (1 MB).
  private static let searchedForLineEnd = 1 << 20

  /// Gives the next bytes; `nil` at the end.
  public typealias Reader = () throws -> [UInt8]?

  private let read: Reader
  private var buffer: [UInt8] = []
  private var position = 0
  private var searched = 0
  private var isAtEnd = false
  private var hasBegun = false
  /// The encoding, told by the mark in front of the first line.
  private(set) var form = TextForm.utf8
  /// The mark.
  private(set) var mark: [UInt8] = []
  /// What ends a line: a line feed, or a carriage return in a file without any line feed.
  private var lastByte: UInt8 = 0x0A

  /// Lines of what a function reads.
  public init(_ read: @escaping Reader) { self.read = read }

  /// The next line.
  mutating func next() throws -> RawLine? {
    if !hasBegun { try begin() }
    while true {
      if let end = lineEnd() {
        defer {
          position = end
          searched = end
        }
        return line(end)
      }
      guard !isAtEnd else {
        guard position < buffer.count else { return nil }
        defer { position = buffer.count }
        return RawLine(bytes: buffer[position...], end: [])
      }
      guard buffer.count - position <= Self.longestLine else { throw LineTooLong() }
      try fill()
    }
  }

  /// A line that is no text.
  struct LineTooLong: Error {}

  private mutating func begin() throws {
    hasBegun = true
    while buffer.count < 3, !isAtEnd { try fill() }
    let told = TextForm.told(by: buffer.prefix(3))
    form = told.form
    mark = Array(buffer[..<told.mark])
    position = told.mark
    searched = told.mark
    while lineEnd() == nil, !isAtEnd, buffer.count < Self.searchedForLineEnd { try fill() }
    if lineEnd() == nil {
      searched = position
      lastByte = 0x0D
      if lineEnd() == nil { lastByte = 0x0A }
    }
    searched = position
  }

  private mutating func fill() throws {
    buffer.removeSubrange(..<position)
    searched -= position
    position = 0
    guard let bytes = try read(), !bytes.isEmpty else { return isAtEnd = true }
    buffer += bytes
  }

  /// The place behind the next line end; keeps what it has searched.
  private mutating func lineEnd() -> Int? {
    let step = form == .utf8 ? 1 : 2
    while searched + step <= buffer.count {
      switch form {
      case .utf8:
        guard let end = buffer[searched...].firstIndex(of: lastByte) else {
          searched = buffer.count
          return nil
        }
        return end + 1
      case .utf16LittleEndian:
        if buffer[searched] == lastByte, buffer[searched + 1] == 0 { return searched + 2 }
      case .utf16BigEndian:
        if buffer[searched] == 0, buffer[searched + 1] == lastByte { return searched + 2 }
      }
      searched += step
    }
    return nil
  }

  private func line(_ end: Int) -> RawLine {
    let step = form == .utf8 ? 1 : 2
    var content = end - step
    let hasReturn: Bool
    switch form {
    case _ where lastByte == 0x0D: hasReturn = false
    case .utf8: hasReturn = content > position && buffer[content - 1] == 0x0D
    case .utf16LittleEndian:
      hasReturn = content - 2 >= position && buffer[content - 2] == 0x0D && buffer[content - 1] == 0
    case .utf16BigEndian:
      hasReturn = content - 2 >= position && buffer[content - 2] == 0 && buffer[content - 1] == 0x0D
    }
    if hasReturn { content -= step }
    return RawLine(bytes: buffer[position..<content], end: buffer[content..<end])
  }
}

/// The lines of a file that is read piece by piece, as text.
struct FileLineSource: LineSource {
  private var raw: RawLines
  private var number = 0
  private var rest: TextLines?

  init(_ raw: RawLines) { self.raw = raw }

  mutating func next() throws(Transcript.Failure) -> NumberedLine? {
    while true {
      if let line = rest?.next() {
        return NumberedLine(number: number, text: Screen.plain(line))
      }
      rest = nil
      guard let line = try readLine() else { return nil }
      number += 1
      guard let text = raw.form.decode(line.bytes) else {
        throw Transcript.Failure(
          line: number,
          message: "this line is not text in UTF-8, nor in UTF-16 with a byte-order mark; "
            + "convert the file first, for example with iconv")
      }
      // Most lines have nothing but their line end.
      rest = TextLines(text[...])
    }
  }

  private mutating func readLine() throws(Transcript.Failure) -> RawLine? {
    do {
      return try raw.next()
    } catch is RawLines.LineTooLong {
      throw Transcript.Failure(line: number + 1, message: "this line has no end")
    } catch {
      throw Transcript.Failure(line: number + 1, message: "the file \(error)")
    }
  }
}
