/// Terminal cells that a text takes (`language.md` 10.4): wide East Asian characters and emoji take
/// two, combining marks none, everything else one. Control characters count one, because
/// ``ControlCharacters`` shows each of them as one visible character.
public enum DisplayWidth {
  /// The cells of a text.
  public static func cells(_ text: String) -> Int {
    if let ascii = asciiCount(text) { return ascii }
    var total = 0
    for scalar in text.unicodeScalars { total += cells(scalar) }
    return total
  }

  /// The cells of one character.
  public static func cells(_ scalar: Unicode.Scalar) -> Int {
    let code = scalar.value
    if code < 0x300 { return 1 }
    if contains(code, in: wide) { return 2 }
    if (0x1160...0x11FF).contains(code) { return 0 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    case .format: return ControlCharacters.isDirectionOverride(scalar) ? 1 : 0
    default: return 1
    }
  }

  /// The longest beginning of a text that fits into a number of cells. Marks stay with the character
  /// that they belong to; half of a wide character is never shown.
  public static func prefix(_ text: String, cells limit: Int) -> Substring {
    guard limit > 0 else { return text.prefix(0) }
    if asciiCount(text) != nil {
      let utf8 = text.utf8
      let end = utf8.index(utf8.startIndex, offsetBy: limit, limitedBy: utf8.endIndex)
      return text[..<(end ?? utf8.endIndex)]
    }
    var used = 0
    var index = text.unicodeScalars.startIndex
    while index != text.unicodeScalars.endIndex {
      let width = cells(text.unicodeScalars[index])
      if used + width > limit { break }
      used += width
      index = text.unicodeScalars.index(after: index)
    }
    return text[..<index]
  }

  /// The longest end of a text that fits into a number of cells.
  public static func suffix(_ text: String, cells limit: Int) -> Substring {
    guard limit > 0 else { return text.suffix(0) }
    var used = 0
    let scalars = text.unicodeScalars
    var index = scalars.endIndex
    var start = index
    while index != scalars.startIndex {
      index = scalars.index(before: index)
      let width = cells(scalars[index])
      if used + width > limit { break }
      used += width
      if width > 0 { start = index }
    }
    return text[start...]
  }

  /// The number of characters when all of them are ASCII, the common case.
  private static func asciiCount(_ text: String) -> Int? {
    let utf8 = text.utf8
    let fast = utf8.withContiguousStorageIfAvailable { bytes -> Int? in
      for byte in bytes where byte >= 0x80 { return nil }
      return bytes.count
    }
    if let fast { return fast }
    return utf8.allSatisfy { $0 < 0x80 } ? utf8.count : nil
  }

  private static func contains(_ code: UInt32, in ranges: [ClosedRange<UInt32>]) -> Bool {
    guard let first = ranges.first, code >= first.lowerBound else { return false }
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < code { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(code)
  }

  /// Characters of East Asian width W and F (Unicode 15), ascending.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0,
    0x23F3...0x23F3, 0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F...0x267F,
    0x2693...0x2693, 0x26A1...0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5,
    0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA, 0x26F2...0x26F3, 0x26F5...0x26F5,
    0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728,
    0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
    0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55,
    0x2E80...0x2E99, 0x2E9B...0x2EF3, 0x2F00...0x2FD5, 0x2FF0...0x303E, 0x3041...0x3096,
    0x3099...0x30FF, 0x3105...0x312F, 0x3131...0x318E, 0x3190...0x31E3, 0x31EF...0x321E,
    0x3220...0x3247, 0x3250...0x4DBF, 0x4E00...0xA48C, 0xA490...0xA4C6, 0xA960...0xA97C,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE52, 0xFE54...0xFE66,
    0xFE68...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x16FE3, 0x16FF0...0x16FF1,
    0x17000...0x187F7, 0x18800...0x18CD5, 0x18D00...0x18D08, 0x1AFF0...0x1AFFE,
    0x1B000...0x1B122, 0x1B132...0x1B132, 0x1B150...0x1B152, 0x1B155...0x1B155,
    0x1B164...0x1B167, 0x1B170...0x1B2FB, 0x1F004...0x1F004, 0x1F0CF...0x1F0CF,
    0x1F18E...0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F202, 0x1F210...0x1F23B,
    0x1F240...0x1F248, 0x1F250...0x1F251, 0x1F260...0x1F265, 0x1F300...0x1F320,
    0x1F32D...0x1F335, 0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA,
    0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0, 0x1F3F4...0x1F3F4, 0x1F3F8...0x1F43E,
    0x1F440...0x1F440, 0x1F442...0x1F4FC, 0x1F4FF...0x1F53D, 0x1F54B...0x1F54E,
    0x1F550...0x1F567, 0x1F57A...0x1F57A, 0x1F595...0x1F596, 0x1F5A4...0x1F5A4,
    0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F6CC...0x1F6CC, 0x1F6D0...0x1F6D2,
    0x1F6D5...0x1F6D7, 0x1F6DC...0x1F6DF, 0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC,
    0x1F7E0...0x1F7EB, 0x1F7F0...0x1F7F0, 0x1F90C...0x1F93A, 0x1F93C...0x1F945,
    0x1F947...0x1F9FF, 0x1FA70...0x1FA7C, 0x1FA80...0x1FA88, 0x1FA90...0x1FABD,
    0x1FABF...0x1FAC5, 0x1FACE...0x1FADB, 0x1FAE0...0x1FAE8, 0x1FAF0...0x1FAF8,
    0x20000...0x2FFFD, 0x30000...0x3FFFD,
  ]
}
