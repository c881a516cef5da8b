/// Where a value stands in its column.
public enum ColumnAlignment: Sendable {
  case left, right, center
}

/// Fits the text of a value into a column (`language.md` 10.5).
enum CellFitting {
  /// The first line of a text, with the ellipsis where more lines follow.
  static func firstLine(_ text: String, ellipsis: String) -> String {
    guard WordWrap.hasLineBreak(text) else { return text }
    let end = text.unicodeScalars.firstIndex { $0 == "\n" || $0 == "\r" } ?? text.endIndex
    return text[..<end] + ellipsis
  }

  /// Cuts a one-line text to a width.
  static func cut(
    _ text: String, width: Int, alignment: ColumnAlignment, ellipsis: String
  ) -> String {
    guard DisplayWidth.cells(text) > width else { return text }
    let mark = DisplayWidth.cells(ellipsis)
    guard width > mark else { return String(DisplayWidth.prefix(text, cells: width)) }
    if alignment == .right {
      return ellipsis + DisplayWidth.suffix(text, cells: width - mark)
    }
    return DisplayWidth.prefix(text, cells: width - mark) + ellipsis
  }

  /// Appends a text padded to a column's width.
  static func append(
    _ text: String, to line: inout String, width: Int, alignment: ColumnAlignment
  ) {
    let room = width - DisplayWidth.cells(text)
    guard room > 0 else {
      line += text
      return
    }
    let before: Int
    switch alignment {
    case .left: before = 0
    case .right: before = room
    case .center: before = room / 2
    }
    appendBlanks(before, to: &line)
    line += text
    appendBlanks(room - before, to: &line)
  }

  /// Appends blanks.
  static func appendBlanks(_ count: Int, to line: inout String) {
    var rest = count
    while rest > 0 {
      let piece = min(rest, blanks.count - 1)
      line += blanks[piece]
      rest -= piece
    }
  }

  /// The text without blanks and tabs at its end.
  static func trimmingEnd(_ text: String) -> String {
    let utf8 = text.utf8
    guard let last = utf8.last, last == 0x20 || last == 0x09 else { return text }
    var end = utf8.endIndex
    while end != utf8.startIndex {
      let before = utf8.index(before: end)
      guard utf8[before] == 0x20 || utf8[before] == 0x09 else { break }
      end = before
    }
    return String(text[..<end])
  }

  /// Texts of 0, 1, 2… blanks.
  private static let blanks = (0...64).map { String(repeating: " ", count: $0) }
}
