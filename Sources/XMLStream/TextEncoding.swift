/// The encodings of messages (`protocol.md` 1.2).
public enum TextEncoding: Sendable, Equatable {
  case utf8
  case utf16LittleEndian
  case utf16BigEndian

  /// Finds the encoding from the first bytes: the byte-order mark, else the zero bytes around the
  /// first `<`, else UTF-8.
  ///
  /// - Returns: the encoding and the length of the mark.
  public static func detect(_ bytes: [UInt8]) -> (encoding: TextEncoding, markLength: Int) {
    let first = bytes.first ?? 0
    let second = bytes.count > 1 ? bytes[1] : 0
    if first == 0xFF, second == 0xFE { return (.utf16LittleEndian, 2) }
    if first == 0xFE, second == 0xFF { return (.utf16BigEndian, 2) }
    if first == 0xEF, second == 0xBB, bytes.count > 2, bytes[2] == 0xBF { return (.utf8, 3) }
    if bytes.count > 1 {
      if first != 0, second == 0 { return (.utf16LittleEndian, 0) }
      if first == 0, second != 0 { return (.utf16BigEndian, 0) }
    }
    return (.utf8, 0)
  }

  /// The text in UTF-8, without byte-order mark; nil when the bytes are not of the encoding.
  public func decode(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    switch self {
    case .utf8: return Array(bytes)
    case .utf16LittleEndian, .utf16BigEndian:
      guard bytes.count.isMultiple(of: 2) else { return nil }
      let high = self == .utf16BigEndian ? 0 : 1
      var units: [UInt16] = []
      units.reserveCapacity(bytes.count / 2)
      var position = bytes.startIndex
      while position < bytes.endIndex {
        let upper = UInt16(bytes[position + high])
        let lower = UInt16(bytes[position + 1 - high])
        units.append(upper << 8 | lower)
        position += 2
      }
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count / 2)
      let isBroken = transcode(
        units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true
      ) { result.append($0) }
      return isBroken ? nil : result
    }
  }

  /// Text in UTF-8 turned into this encoding; UTF-16 with a byte-order mark, as Windows sends it.
  public func encode(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .utf8: return bytes
    case .utf16LittleEndian, .utf16BigEndian:
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count * 2 + 2)
      let isBig = self == .utf16BigEndian
      func append(_ unit: UInt16) {
        let upper = UInt8(truncatingIfNeeded: unit >> 8)
        let lower = UInt8(truncatingIfNeeded: unit)
        result.append(isBig ? upper : lower)
        result.append(isBig ? lower : upper)
      }
      append(0xFEFF)
      for unit in String(decoding: bytes, as: UTF8.self).utf16 { append(unit) }
      return result
    }
  }
}
