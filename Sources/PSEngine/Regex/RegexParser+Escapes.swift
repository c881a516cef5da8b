// Escapes and sets of characters.
extension RegexParser {
  /// What follows a backslash outside a set.
  mutating func escape() throws(RegexSyntaxError) -> RegexNode {
    guard let scalar = current else { throw error("Illegal \\ at end of pattern.") }
    switch scalar {
    case "b": return assertion(.wordBoundary)
    case "B": return assertion(.notWordBoundary)
    case "A": return assertion(.start)
    case "z": return assertion(.end)
    case "Z": return assertion(.endOrLastLineFeed)
    case "G": return assertion(.searchStart)
    case "k":
      position += 1
      let end: Unicode.Scalar
      if take("<") {
        end = ">"
      } else if take("'") {
        end = "'"
      } else {
        throw error("Malformed \\k<...> named back reference.")
      }
      let name = try groupName(until: end)
      if let number = Int(name) { return reference(.numbered(number)) }
      guard let index = names.firstIndex(of: name) else {
        throw error("Reference to undefined group name \(name).")
      }
      return reference(.named(index))
    case "1"..."9":
      let number = number() ?? 0
      return reference(.numbered(number))
    default: break
    }
    if let category = try category() {
      var set = RegexSet()
      set.categories = [category]
      return .set(set)
    }
    return literal(try characterEscape())
  }

  private mutating func assertion(_ kind: RegexAssertion) -> RegexNode {
    position += 1
    return .assertion(kind)
  }

  private func reference(_ group: RegexGroup) -> RegexNode {
    .backreference(group, ignoresCase: options.contains(.ignoreCase))
  }

  /// `\d \w \s \p{…}` and their negations; `nil` for another escape.
  private mutating func category() throws(RegexSyntaxError) -> (RegexSet.Category, Bool)? {
    guard let scalar = current else { return nil }
    switch scalar {
    case "d", "D":
      position += 1
      return (.digit, scalar == "D")
    case "w", "W":
      position += 1
      return (.word, scalar == "W")
    case "s", "S":
      position += 1
      return (.space, scalar == "S")
    case "p", "P":
      position += 1
      guard take("{") else { throw error("Malformed \\p{X} character escape.") }
      var name = ""
      while let next = current, next != "}" {
        name.unicodeScalars.append(next)
        position += 1
      }
      guard take("}"), RegexCharacters.isKnown(name) else {
        throw error("Unknown property '\(name)'.")
      }
      return (.general(name), scalar == "P")
    default: return nil
    }
  }

  /// An escape that stands for one character.
  private mutating func characterEscape() throws(RegexSyntaxError) -> UInt16 {
    guard let scalar = current else { throw error("Illegal \\ at end of pattern.") }
    let unit = pattern[position]
    position += 1
    switch scalar {
    case "t": return 9
    case "n": return 10
    case "v": return 11
    case "f": return 12
    case "r": return 13
    case "a": return 7
    case "e": return 27
    case "x": return try hexadecimal(2)
    case "u": return try hexadecimal(4)
    case "c":
      guard let letter = current, letter.isASCII else { throw error("Missing control character.") }
      position += 1
      return UInt16(letter.value & 0x1f)
    case "0":
      var value: UInt16 = 0
      while let digit = current, ("0"..."7").contains(digit), value < 32 {
        value = value * 8 + UInt16(digit.value - 0x30)
        position += 1
      }
      return value
    default:
      if RegexCharacters.isWord(unit) && unit != 0x5f {
        throw error("Unrecognized escape sequence \\\(scalar).")
      }
      return unit
    }
  }

  private mutating func hexadecimal(_ count: Int) throws(RegexSyntaxError) -> UInt16 {
    let end = position + count
    guard end <= pattern.count,
      let value = UInt16(String(decoding: pattern[position..<end], as: UTF16.self), radix: 16)
    else { throw error("Insufficient hexadecimal digits.") }
    position = end
    return value
  }

  // MARK: Sets

  /// A set after its opening bracket.
  mutating func set() throws(RegexSyntaxError) -> RegexSet {
    var set = RegexSet()
    set.ignoresCase = options.contains(.ignoreCase)
    set.isNegated = take("^")
    var isFirst = true
    while let scalar = current {
      if scalar == "]" && !isFirst {
        position += 1
        return set
      }
      isFirst = false
      if scalar == "-", peek(1) == "[" {
        position += 2
        set.excluded = [try self.set()]
        guard take("]") else {
          throw error("A subtraction must be the last element in a character class.")
        }
        return set
      }
      guard let low = try member(of: &set) else { continue }
      guard current == "-", let after = peek(1), after != "]", after != "[" else {
        set.ranges.append(low...low)
        continue
      }
      position += 1
      guard let high = try member(of: &set) else {
        throw error("Cannot include class in character range.")
      }
      guard low <= high else { throw error("[x-y] range in reverse order.") }
      set.ranges.append(low...high)
    }
    throw error("Unterminated [] set.")
  }

  /// A character of a set; `nil` when it was a class, which is added.
  private mutating func member(of set: inout RegexSet) throws(RegexSyntaxError) -> UInt16? {
    let unit = pattern[position]
    position += 1
    guard unit == 0x5c else { return unit }
    if let category = try category() {
      set.categories.append(category)
      return nil
    }
    if take("b") { return 8 }
    return try characterEscape()
  }
}
