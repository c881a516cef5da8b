/// The brackets that further lines of an incomplete input open and close, and the strings and comments
/// between them, in which brackets mean nothing.
///
/// It knows only what can be told without the grammar. Once a line holds something else, each line
/// with the awaited bracket counts as a possible end.
struct BracketBalance {
  private enum Level {
    /// Code up to this bracket.
    case code(end: UInt8)
    case singleQuotes, doubleQuotes
    case literalHereString, expandableHereString
    case comment
  }

  private var open: [Level] = []
  private var isSure = true

  /// Whether a line may close the bracket that was open before all of these lines.
  mutating func closes(_ line: [UInt8], awaited: UInt8) -> Bool {
    if isSure, let closes = scan(line) { return closes }
    isSure = false
    return line.contains(awaited)
  }

  /// Follows a line; `nil` for what cannot be told.
  private mutating func scan(_ line: [UInt8]) -> Bool? {
    var index = 0
    var isTokenStart = true
    while index < line.count {
      let step: Step
      switch open.last {
      case nil, .code?: step = scanCode(line, &index, &isTokenStart)
      case .singleQuotes?: step = scanSingleQuotes(line, &index)
      case .doubleQuotes?: step = scanDoubleQuotes(line, &index, isHereString: false)
      case .expandableHereString?: step = scanDoubleQuotes(line, &index, isHereString: true)
      case .literalHereString?: step = scanHereString(line, &index, quote: 0x27)
      case .comment?: step = scanComment(line, &index)
      }
      switch step {
      case .goOn: break
      case .endOfLine: return false
      case .closes: return true
      case .unknown: return nil
      }
    }
    return false
  }

  private enum Step { case goOn, endOfLine, closes, unknown }

  private mutating func scanCode(
    _ line: [UInt8], _ index: inout Int, _ isTokenStart: inout Bool
  ) -> Step {
    let byte = line[index]
    let next = index + 1 < line.count ? line[index + 1] : 0
    let wasTokenStart = isTokenStart
    isTokenStart = false
    index += 1
    switch byte {
    case 0x20, 0x09, 0x2C, 0x3B, 0x7C, 0x26: isTokenStart = true
    case 0x28, 0x7B:
      open.append(.code(end: byte == 0x28 ? 0x29 : 0x7D))
      isTokenStart = true
    case 0x29, 0x7D:
      guard case .code(let end)? = open.popLast(), end == byte else { return .closes }
      // Behind the end of an expression in a string, the string goes on.
      isTokenStart = true
    case 0x23: return wasTokenStart ? .endOfLine : .unknown
    case 0x27: open.append(.singleQuotes)
    case 0x22: open.append(.doubleQuotes)
    case 0x24 where next == 0x7B:
      guard let end = line[index...].firstIndex(of: 0x7D), !line[index..<end].contains(0x60)
      else { return .unknown }
      index = end + 1
    case 0x60:
      // What is escaped means nothing; at the end of the line it continues it.
      index += 1
    case 0x3C where next == 0x23:
      open.append(.comment)
      index += 1
    case 0x3C, 0xE2: return .unknown
    case 0x40 where next == 0x27 || next == 0x22:
      // Nothing but blanks may follow.
      guard line[(index + 1)...].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { return .unknown }
      open.append(next == 0x27 ? .literalHereString : .expandableHereString)
      return .endOfLine
    case 0x2D where next == 0x2D && index + 1 < line.count && line[index + 1] == 0x25:
      return .unknown
    default: break
    }
    return .goOn
  }

  private mutating func scanSingleQuotes(_ line: [UInt8], _ index: inout Int) -> Step {
    let byte = line[index]
    index += 1
    if byte == 0xE2 { return .unknown }
    guard byte == 0x27 else { return .goOn }
    if index < line.count, line[index] == 0x27 {
      index += 1
    } else {
      open.removeLast()
    }
    return .goOn
  }

  private mutating func scanDoubleQuotes(
    _ line: [UInt8], _ index: inout Int, isHereString: Bool
  ) -> Step {
    if isHereString, index == 0, line.starts(with: [0x22, 0x40]) {
      open.removeLast()
      index = 2
      return .goOn
    }
    let byte = line[index]
    let next = index + 1 < line.count ? line[index + 1] : 0
    index += 1
    switch byte {
    case 0xE2: return .unknown
    case 0x60: index += 1
    case 0x24 where next == 0x28:
      open.append(.code(end: 0x29))
      index += 1
    case 0x22 where !isHereString:
      if next == 0x22 { index += 1 } else { open.removeLast() }
    default: break
    }
    return .goOn
  }

  private mutating func scanHereString(
    _ line: [UInt8], _ index: inout Int, quote: UInt8
  ) -> Step {
    if line.contains(0xE2) { return .unknown }
    guard index == 0, line.starts(with: [quote, 0x40]) else { return .endOfLine }
    open.removeLast()
    index = 2
    return .goOn
  }

  private mutating func scanComment(_ line: [UInt8], _ index: inout Int) -> Step {
    guard
      let end = line[index...].indices.first(where: {
        line[$0] == 0x23 && $0 + 1 < line.count && line[$0 + 1] == 0x3E
      })
    else { return .endOfLine }
    open.removeLast()
    index = end + 2
    return .goOn
  }
}
