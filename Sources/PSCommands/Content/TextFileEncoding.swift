import PSEngine

/// Encodings of text files, with the names and numbers of Windows PowerShell's
/// `FileSystemCmdletProviderEncoding`.
///
/// `Default`, `Oem` and `String` mean the code page of the machine on Windows; here they are UTF-8
/// without a byte-order mark, which is what files of this machine have.
enum TextFileEncoding: Int64, EnumParameterValue, Sendable {
  case unknown = 0
  case string = 1
  case unicode = 2
  case byte = 3
  case bigEndianUnicode = 4
  case utf8 = 5
  case utf7 = 6
  case utf32 = 7
  case ascii = 8
  case `default` = 9
  case oem = 10
  case bigEndianUTF32 = 11
  /// UTF-8 without a mark by its name of PowerShell 7.
  case utf8NoBOM = 12
  /// UTF-8 with a mark by its name of PowerShell 7.
  case utf8BOM = 13

  static let enumType = PSEnumType(
    "Microsoft.PowerShell.Commands.FileSystemCmdletProviderEncoding",
    [
      ("Unknown", 0), ("String", 1), ("Unicode", 2), ("Byte", 3), ("BigEndianUnicode", 4),
      ("UTF8", 5), ("UTF7", 6), ("UTF32", 7), ("Ascii", 8), ("Default", 9), ("Oem", 10),
      ("BigEndianUTF32", 11), ("utf8NoBOM", 12), ("utf8BOM", 13),
    ])

  /// The byte-order mark that a new file of this encoding begins with.
  var mark: [UInt8] {
    switch self {
    case .unicode: return [0xff, 0xfe]
    case .bigEndianUnicode: return [0xfe, 0xff]
    case .utf8, .utf8BOM: return [0xef, 0xbb, 0xbf]
    case .utf32: return [0xff, 0xfe, 0, 0]
    case .bigEndianUTF32: return [0, 0, 0xfe, 0xff]
    default: return []
    }
  }

  /// The text as bytes, without a mark. What ASCII cannot express becomes `?`.
  func encode(_ text: String) -> [UInt8] {
    switch self {
    case .unicode: return text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    case .bigEndianUnicode:
      return text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    case .utf32: return text.unicodeScalars.flatMap { Self.littleEndian($0.value) }
    case .bigEndianUTF32:
      return text.unicodeScalars.flatMap { Array(Self.littleEndian($0.value).reversed()) }
    case .ascii:
      return text.unicodeScalars.map { $0.isASCII ? UInt8($0.value) : UInt8(ascii: "?") }
    default: return Array(text.utf8)
    }
  }

  /// Text of a file. A byte-order mark wins over the encoding asked for; ill-formed sequences
  /// become U+FFFD.
  static func decode(_ bytes: [UInt8], as encoding: TextFileEncoding? = nil) -> String {
    let (marked, length) = mark(of: bytes)
    let rest = bytes[length...]
    switch marked ?? encoding ?? .default {
    case .unicode: return String(decoding: units(rest, bigEndian: false), as: UTF16.self)
    case .bigEndianUnicode: return String(decoding: units(rest, bigEndian: true), as: UTF16.self)
    case .utf32: return String(decoding: scalars(rest, bigEndian: false), as: UTF32.self)
    case .bigEndianUTF32: return String(decoding: scalars(rest, bigEndian: true), as: UTF32.self)
    case .ascii:
      return String(decoding: rest.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    default: return String(decoding: rest, as: UTF8.self)
    }
  }

  /// The encoding that a byte-order mark tells, and the mark's length.
  static func mark(of bytes: [UInt8]) -> (TextFileEncoding?, Int) {
    // UTF-32 first: its little-endian mark begins with that of UTF-16.
    for candidate in [TextFileEncoding.utf32, .bigEndianUTF32, .utf8, .unicode, .bigEndianUnicode]
    where bytes.starts(with: candidate.mark) {
      return (candidate, candidate.mark.count)
    }
    return (nil, 0)
  }

  private static func littleEndian(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
  }

  private static func units(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt16] {
    stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map {
      let (first, second) = (UInt16(bytes[$0]), UInt16(bytes[$0 + 1]))
      return bigEndian ? first << 8 | second : second << 8 | first
    }
  }

  private static func scalars(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt32] {
    stride(from: bytes.startIndex, to: bytes.endIndex - 3, by: 4).map { start in
      (0..<4).reduce(0) { sum, offset in
        sum | UInt32(bytes[start + offset]) << (8 * UInt32(bigEndian ? 3 - offset : offset))
      }
    }
  }
}

/// Lines of text files.
enum TextLines {
  /// Cuts at LF, CR LF and CR; a line end at the very end makes no further line.
  static func split(_ text: String) -> [String] {
    var lines: [String] = []
    var line: [UInt8] = []
    var afterReturn = false
    var pending = false
    for byte in text.utf8 {
      if afterReturn && byte == 0x0a {
        afterReturn = false
        continue
      }
      afterReturn = byte == 0x0d
      if byte == 0x0a || byte == 0x0d {
        lines.append(String(decoding: line, as: UTF8.self))
        line.removeAll(keepingCapacity: true)
        pending = false
      } else {
        line.append(byte)
        pending = true
      }
    }
    if pending { lines.append(String(decoding: line, as: UTF8.self)) }
    return lines
  }
}
