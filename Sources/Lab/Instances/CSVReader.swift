/// Reads a file of comma-separated values (RFC 4180) row by row: fields may stand in quotation marks,
/// which are doubled inside, and lines end in LF or CR LF. Empty lines are passed over.
struct CSVReader {
  /// One field of a row.
  struct Field: Sendable, Equatable {
    let text: String
    /// Whether the field was written in quotation marks.
    let isQuoted: Bool
  }

  /// The line on which the latest row begins, counted from 1.
  private(set) var rowLine = 0

  private let file: InputFile
  private let path: String
  private var chunk: [UInt8] = []
  private var position = 0
  private var line = 1

  private static let chunkSize = 1 << 16
  private static let largestRow = 1 << 20
  private static let mostFields = 1024

  /// Opens a file; it has to be a regular one, because it is read more than once.
  init(path: String) throws(LabFileError) {
    self.path = path
    do throws(InputFile.Failure) {
      file = try InputFile(path: path)
      guard file.isRegular else { throw InputFile.Failure("is no regular file") }
      chunk = try file.read(atMost: Self.chunkSize)
    } catch {
      throw LabFileError(file: path, message: "The file \"\(path)\" \(error.reason).")
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if chunk.starts(with: mark) { position = mark.count }
  }

  /// The next row; nil after the last one.
  mutating func next() throws(LabFileError) -> [Field]? {
    while let row = try readRow() {
      if row.count > 1 || row.first.map({ !$0.text.isEmpty || $0.isQuoted }) == true { return row }
    }
    return nil
  }

  /// The row that begins here, which may be an empty line; nil at the end of the file.
  private mutating func readRow() throws(LabFileError) -> [Field]? {
    rowLine = line
    guard try peek() != nil else { return nil }
    var fields: [Field] = []
    var size = 0
    while true {
      let field = try readField(&size)
      fields.append(field)
      guard fields.count <= Self.mostFields else {
        throw wrong("The row has more than \(Self.mostFields) values")
      }
      guard let end = try take() else { return fields }
      switch end {
      case UInt8(ascii: ","): continue
      case UInt8(ascii: "\r"):
        if try peek() == UInt8(ascii: "\n") { position += 1 }
        line += 1
        return fields
      default:
        line += 1
        return fields
      }
    }
  }

  /// The field that begins here; the position is then at the comma or the end of the line behind it.
  private mutating func readField(_ size: inout Int) throws(LabFileError) -> Field {
    var bytes: [UInt8] = []
    let isQuoted = try peek() == UInt8(ascii: "\"")
    if isQuoted {
      position += 1
      try readQuoted(into: &bytes, size)
    } else {
      while let byte = try peek(), !Self.isEnd(byte) {
        guard byte != UInt8(ascii: "\"") else {
          throw wrong("A value with a quotation mark inside has to stand in quotation marks")
        }
        bytes.append(byte)
        position += 1
        try checkSize(size + bytes.count)
      }
    }
    if let byte = try peek(), !Self.isEnd(byte) {
      throw wrong("Something follows the closing quotation mark of a value")
    }
    size += bytes.count + 1
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw wrong("The row is not text in UTF-8")
    }
    return Field(text: text, isQuoted: isQuoted)
  }

  private mutating func readQuoted(into bytes: inout [UInt8], _ size: Int) throws(LabFileError) {
    while let byte = try take() {
      if byte == UInt8(ascii: "\"") {
        guard try peek() == byte else { return }
        position += 1
      } else if byte == UInt8(ascii: "\n") {
        line += 1
      }
      bytes.append(byte)
      try checkSize(size + bytes.count)
    }
    throw wrong("A quotation mark is never closed")
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private func checkSize(_ size: Int) throws(LabFileError) {
    guard size <= Self.largestRow else { throw wrong("The row is larger than 1 MB") }
  }

  private func wrong(_ problem: String) -> LabFileError {
    LabFileError(file: path, line: rowLine, message: "\(problem).")
  }

  /// The next byte, which stays; nil at the end.
  private mutating func peek() throws(LabFileError) -> UInt8? {
    if position == chunk.count {
      do throws(InputFile.Failure) {
        chunk = try file.read(atMost: Self.chunkSize)
      } catch {
        throw LabFileError(file: path, message: "The file \"\(path)\" \(error.reason).")
      }
      position = 0
    }
    return position < chunk.count ? chunk[position] : nil
  }

  private mutating func take() throws(LabFileError) -> UInt8? {
    let byte = try peek()
    if byte != nil { position += 1 }
    return byte
  }
}
