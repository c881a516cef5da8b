import PSEngine
import SystemFiles

/// Reads a file byte by byte (`-Encoding Byte`).
final class ByteReader: ContentReader {
  private let file: FileReader

  init(_ file: FileReader) { self.file = file }

  func next() throws -> [PSValue]? { try file.next()?.map { .number(.byte($0)) } }
}

/// Reads a text file line by line, so that a long file takes no memory and its first lines come at
/// once.
final class LineReader: ContentReader {
  private let file: FileReader
  /// Bytes of a line whose end has not been read yet.
  private var rest: [UInt8] = []
  /// Whether the last byte was a CR, so that an LF belongs to it.
  private var isAfterReturn = false
  private var isAtEnd = false

  /// Begins at the start of a file.
  /// - Returns: `nil` when the encoding does not allow to cut between bytes.
  /// - Throws: ``SystemCallFailure``, `CancellationError`.
  init?(_ path: String, _ encoding: TextFileEncoding?) throws {
    if let encoding, !Self.isCuttable(encoding) { return nil }
    file = try FileReader(path)
    // Enough for a byte-order mark.
    while rest.count < 4, let piece = try file.next() { rest += piece }
    let (marked, length) = TextFileEncoding.mark(of: rest)
    if let marked, !Self.isCuttable(marked) { return nil }
    rest.removeFirst(length)
  }

  private static func isCuttable(_ encoding: TextFileEncoding) -> Bool {
    switch encoding {
    case .string, .utf8, .utf8BOM, .utf8NoBOM, .default, .oem, .unknown: true
    default: false
    }
  }

  func next() throws -> [PSValue]? {
    if isAtEnd { return nil }
    var lines: [PSValue] = []
    if !rest.isEmpty {
      let piece = rest
      rest = []
      cut(piece[...], into: &lines)
    }
    while lines.isEmpty {
      guard let piece = try file.next() else {
        isAtEnd = true
        if !rest.isEmpty { lines.append(text(rest[...])) }
        break
      }
      try ValueLimits.requireText(rest.count &+ piece.count)
      cut(piece, into: &lines)
    }
    return lines
  }

  private func cut(_ piece: ArraySlice<UInt8>, into lines: inout [PSValue]) {
    var start = piece.startIndex
    for index in piece.indices {
      let byte = piece[index]
      if byte == 0x0A, isAfterReturn {
        start = index + 1
      } else if byte == 0x0A || byte == 0x0D {
        if rest.isEmpty {
          lines.append(text(piece[start..<index]))
        } else {
          rest += piece[start..<index]
          lines.append(text(rest[...]))
          rest.removeAll(keepingCapacity: true)
        }
        start = index + 1
      }
      isAfterReturn = byte == 0x0D
    }
    rest += piece[start...]
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> PSValue {
    .string(String(decoding: bytes, as: UTF8.self))
  }
}
