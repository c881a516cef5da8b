/// A terminal as far as recordings need one: the line that is being written, with a cursor. Colours,
/// titles and jumps to other lines are left out.
struct Screen {
  private var cells: [Character] = []
  private var column = 0
  private var pending: [Unicode.Scalar] = []

  /// The line without escape sequences; as it stands when it has none.
  static func plain(_ line: Substring) -> Substring {
    guard line.utf8.contains(where: { $0 == 0x1B || $0 == 0x08 }) else { return line }
    var screen = Screen()
    _ = screen.write(String(line))
    return Substring(screen.takeLine())
  }

  /// Takes what a program writes.
  /// - Returns: the lines that it completes.
  mutating func write(_ text: String) -> [String] {
    var lines: [String] = []
    var scalars = Array(text.unicodeScalars)
    if !pending.isEmpty {
      scalars = pending + scalars
      pending = []
    }
    var index = 0
    while index < scalars.count {
      switch scalars[index] {
      case "\n":
        lines.append(takeLine())
        index += 1
      case "\r":
        column = 0
        index += 1
      case "\u{8}":
        column = max(0, column - 1)
        index += 1
      case "\u{1B}":
        guard let end = escape(scalars, index) else {
          pending = Array(scalars[index...].prefix(Self.longestEscape))
          return lines
        }
        index = end
      case "\u{7}", "\u{0}": index += 1
      case let scalar:
        put(scalar)
        index += 1
      }
    }
    return lines
  }

  /// Takes the line as far as it has been written.
  mutating func takeLine() -> String {
    while let last = cells.last, last == " " { cells.removeLast() }
    defer {
      cells = []
      column = 0
    }
    return String(cells)
  }

  /// Whether the line has nothing.
  var isEmpty: Bool { cells.isEmpty }

  private static let longestEscape = 4096
  /// Beyond this a column is a mistake.
  private static let longestLine = 1 << 20

  private mutating func put(_ scalar: Unicode.Scalar) {
    if scalar.properties.isGraphemeExtend, column > 0, column <= cells.count {
      cells[column - 1] = Character(String(cells[column - 1]) + String(scalar))
      return
    }
    while cells.count < column { cells.append(" ") }
    if column < cells.count {
      cells[column] = Character(scalar)
    } else {
      cells.append(Character(scalar))
    }
    column += 1
  }

  /// Obeys an escape sequence.
  /// - Returns: the index behind it; `nil` when it has not come whole.
  private mutating func escape(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
    guard start + 1 < scalars.count else { return nil }
    switch scalars[start + 1] {
    case "[":
      var index = start + 2
      var digits = ""
      while index < scalars.count {
        let scalar = scalars[index]
        if ("@"..."~").contains(scalar) {
          control(scalar, Int(digits.prefix { $0.isNumber }) ?? 0)
          return index + 1
        }
        digits.unicodeScalars.append(scalar)
        index += 1
      }
      return nil
    case "]", "P", "_", "^":
      var index = start + 2
      while index < scalars.count {
        if scalars[index] == "\u{7}" { return index + 1 }
        if scalars[index] == "\u{1B}", index + 1 < scalars.count, scalars[index + 1] == "\\" {
          return index + 2
        }
        index += 1
      }
      return nil
    case "(", ")": return start + 3 <= scalars.count ? start + 3 : nil
    default: return start + 2
    }
  }

  private mutating func control(_ code: Unicode.Scalar, _ number: Int) {
    let count = min(max(1, number), Self.longestLine)
    switch code {
    case "C": column = min(column + count, Self.longestLine)
    case "D": column = max(0, column - count)
    case "G": column = count - 1
    case "K":
      switch number {
      case 0: cells.removeLast(max(0, cells.count - column))
      case 1:
        for index in cells.indices.prefix(column + 1) { cells[index] = " " }
      default: cells = []
      }
    case "P":
      guard column < cells.count else { return }
      cells.removeSubrange(column..<min(cells.count, column + count))
    case "@":
      guard column < cells.count, cells.count + count <= Self.longestLine else { return }
      cells.insert(contentsOf: repeatElement(" ", count: count), at: column)
    case "J":
      if number == 0 { cells.removeLast(max(0, cells.count - column)) }
      if number >= 2 { cells = [] }
    case "H": column = 0
    default: break
    }
  }
}
