/// Custom numeric formats: `0 # . , % ;` and texts in quotes.
enum NumberPattern {
  private struct Section {
    var leading = 0
    var decimals = 0
    var optionalDecimals = 0
    var groups = false
    var scale = 0
    var percent = 0
    var exponent: (mark: String, digits: Int, showsPlus: Bool)?
  }

  static func format(_ number: PSNumber, _ pattern: String) -> String {
    let sections = split(pattern)
    let value = number.doubleValue
    var chosen = sections[0]
    var number = number
    if sections.count > 2 && value == 0 {
      chosen = sections[2]
    } else if sections.count > 1 && value < 0 && !sections[1].isEmpty {
      chosen = sections[1]
      number = magnitude(number)
    }
    return apply(chosen, number)
  }

  private static func magnitude(_ number: PSNumber) -> PSNumber {
    if let exact = number.decimalValue { return .decimal(exact.isNegative ? exact.negated : exact) }
    return .double(number.doubleValue.magnitude)
  }

  /// Sections at `;` outside quotes.
  private static func split(_ pattern: String) -> [[Character]] {
    var sections: [[Character]] = [[]]
    var quote: Character?
    for character in pattern {
      if quote == nil, character == ";" {
        sections.append([])
        continue
      }
      if character == quote {
        quote = nil
      } else if quote == nil, character == "'" || character == "\"" {
        quote = character
      }
      sections[sections.count - 1].append(character)
    }
    return sections
  }

  private static func apply(_ pattern: [Character], _ number: PSNumber) -> String {
    let section = measure(pattern)
    var number = number
    if section.percent > 0 { number = scaled(number, by: section.percent * 2) }
    if section.scale > 0 { number = scaled(number, by: -3 * section.scale) }
    var exponent = 0
    if section.exponent != nil {
      (number, exponent) = normalised(number, digits: max(1, section.leading))
    }
    let places = section.decimals + section.optionalDecimals
    var text = NumberFormat.fixed(number, places)
    let isNegative = text.hasPrefix("-") && text.contains { ("1"..."9").contains($0) }
    if text.hasPrefix("-") { text.removeFirst() }
    var parts = text.split(separator: ".").map(String.init)
    var fraction = parts.count > 1 ? parts[1] : ""
    while fraction.count > section.decimals, fraction.last == "0" { fraction.removeLast() }
    if parts[0] == "0" { parts[0] = "" }
    let whole = NumberFormat.padded(parts[0], section.leading)
    return assemble(pattern, section, whole, fraction, isNegative, exponent)
  }

  private static func scaled(_ number: PSNumber, by power: Int) -> PSNumber {
    guard let exact = number.decimalValue else {
      var value = number.doubleValue
      for _ in 0..<abs(power) { value = power > 0 ? value * 10 : value / 10 }
      return .double(value)
    }
    var text = exact.description
    if text.contains(".") == false { text += "." }
    return PSDecimal(text: text + "e\(power)").map { .decimal($0) } ?? number
  }

  private static func normalised(_ number: PSNumber, digits: Int) -> (PSNumber, Int) {
    let value = number.doubleValue
    guard value.isFinite, value != 0 else { return (number, 0) }
    let text = NumberText.digits(value, significant: 17)
    guard let mark = text.firstIndex(of: "e"), let shown = Int(text[text.index(after: mark)...])
    else { return (number, 0) }
    let exponent = shown - (digits - 1)
    var mantissa = Double(text[..<mark]) ?? value
    for _ in 1..<max(1, digits) { mantissa *= 10 }
    return (.double(mantissa), exponent)
  }

  /// Counts the places of a section.
  private static func measure(_ pattern: [Character]) -> Section {
    var section = Section()
    var seenPoint = false
    var zeroSeen = false
    var pendingCommas = 0
    scan(pattern) { token in
      switch token {
      case .digit(let isZero):
        if seenPoint {
          if isZero {
            section.decimals += section.optionalDecimals + 1
            section.optionalDecimals = 0
          } else {
            section.optionalDecimals += 1
          }
        } else {
          if pendingCommas > 0 { section.groups = true }
          pendingCommas = 0
          if isZero { zeroSeen = true }
          if zeroSeen { section.leading += 1 }
        }
      case .point:
        if !seenPoint { section.scale += pendingCommas }
        pendingCommas = 0
        seenPoint = true
      case .comma: if !seenPoint { pendingCommas += 1 }
      case .percent: section.percent += 1
      case .exponent(let mark, let digits, let showsPlus):
        section.exponent = (mark, digits, showsPlus)
      case .literal: break
      }
    }
    section.scale += pendingCommas
    return section
  }

  private enum Token {
    case digit(isZero: Bool)
    case point
    case comma
    case percent
    case exponent(mark: String, digits: Int, showsPlus: Bool)
    case literal(String)
  }

  private static func scan(_ pattern: [Character], _ visit: (Token) -> Void) {
    var index = 0
    while index < pattern.count {
      let character = pattern[index]
      index += 1
      switch character {
      case "0": visit(.digit(isZero: true))
      case "#": visit(.digit(isZero: false))
      case ".": visit(.point)
      case ",": visit(.comma)
      case "%": visit(.percent)
      case "\\" where index < pattern.count:
        visit(.literal(String(pattern[index])))
        index += 1
      case "'", "\"":
        var text = ""
        while index < pattern.count, pattern[index] != character {
          text.append(pattern[index])
          index += 1
        }
        index += 1
        visit(.literal(text))
      case "E", "e":
        var next = index
        let sign = next < pattern.count ? pattern[next] : " "
        if sign == "+" || sign == "-" { next += 1 }
        var zeros = 0
        while next < pattern.count, pattern[next] == "0" {
          zeros += 1
          next += 1
        }
        if zeros > 0 {
          visit(.exponent(mark: String(character), digits: zeros, showsPlus: sign == "+"))
          index = next
        } else {
          visit(.literal(String(character)))
        }
      default: visit(.literal(String(character)))
      }
    }
  }

  /// Puts the digits into the places of the pattern.
  private static func assemble(
    _ pattern: [Character], _ section: Section, _ whole: String, _ fraction: String,
    _ isNegative: Bool, _ exponent: Int
  ) -> String {
    var places = 0
    scan(Array(pattern.prefix { $0 != "." })) { if case .digit = $0 { places += 1 } }
    var result = isNegative ? "-" : ""
    var digits = Array(whole)
    var seenPoint = false
    var written = 0
    var rest = Substring(fraction)
    let total = digits.count
    func put(_ count: Int) {
      for _ in 0..<min(count, digits.count) {
        result.append(digits.removeFirst())
        written += 1
        if section.groups && total > written && (total - written) % 3 == 0 { result.append(",") }
      }
    }
    var place = 0
    scan(pattern) { token in
      switch token {
      case .digit:
        if seenPoint {
          if let digit = rest.first {
            result.append(digit)
            rest.removeFirst()
          }
        } else {
          place += 1
          let left = places - place
          put(max(0, digits.count - left))
        }
      case .point:
        if !seenPoint, !fraction.isEmpty { result.append(".") }
        seenPoint = true
      case .comma: break
      case .percent: result.append("%")
      case .exponent(let mark, let width, let showsPlus):
        result +=
          mark + (exponent < 0 ? "-" : showsPlus ? "+" : "")
          + NumberFormat.padded(String(exponent.magnitude), width)
      case .literal(let text): result += text
      }
    }
    return result
  }
}
