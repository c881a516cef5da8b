/// Reading dates by a custom pattern (`[datetime]::ParseExact`).
enum DatePattern {
  /// The date in a text that has exactly the form of the pattern; `nil` otherwise.
  static func parse(_ text: String, _ pattern: String) -> PSDateTime? {
    var rest = Substring(text)
    let characters = Array(pattern)
    var civil = CivilDate(year: 1, month: 1, day: 1)
    var isAfternoon: Bool?
    var offset: Int?
    var index = 0
    while index < characters.count {
      let letter = characters[index]
      if letter == "\\" || letter == "'" {
        index += 1
        let end: Int
        if letter == "\\" {
          end = min(index + 1, characters.count)
        } else {
          end = characters[index...].firstIndex(of: letter) ?? characters.count
        }
        let literal = String(characters[index..<end])
        guard rest.hasPrefix(literal) else { return nil }
        rest = rest.dropFirst(literal.count)
        index = letter == "'" ? end + 1 : end
        continue
      }
      var run = 1
      while index + run < characters.count, characters[index + run] == letter { run += 1 }
      index += run
      switch letter {
      case "y":
        guard let value = number(&rest, run, max(run, 4)) else { return nil }
        civil.year = run <= 2 ? value + (value < 30 ? 2000 : 1900) : value
      case "M" where run >= 3:
        let names = CivilDate.monthNames.map { run == 3 ? String($0.prefix(3)) : $0 }
        guard let found = names.firstIndex(where: { rest.hasPrefixIgnoringCase($0) }) else {
          return nil
        }
        civil.month = found + 1
        rest = rest.dropFirst(names[found].count)
      case "d" where run >= 3:
        let names = CivilDate.dayNames.map { run == 3 ? String($0.prefix(3)) : $0 }
        guard let name = names.first(where: { rest.hasPrefixIgnoringCase($0) }) else { return nil }
        rest = rest.dropFirst(name.count)
      case "M", "d", "H", "h", "m", "s":
        guard let value = number(&rest, run, 2) else { return nil }
        switch letter {
        case "M": civil.month = value
        case "d": civil.day = value
        case "m": civil.minute = value
        case "s": civil.second = value
        default: civil.hour = value
        }
      case "f", "F":
        let digits = rest.prefix(run).prefix { $0.isNumber }
        guard letter == "F" || digits.count == run else { return nil }
        civil.fraction = Int(digits + String(repeating: "0", count: max(0, 7 - digits.count))) ?? 0
        rest = rest.dropFirst(digits.count)
      case "t":
        if rest.hasPrefixIgnoringCase("a") {
          isAfternoon = false
        } else if rest.hasPrefixIgnoringCase("p") {
          isAfternoon = true
        } else {
          return nil
        }
        rest = rest.dropFirst(run)
      case "z", "K":
        if rest.first == "Z" {
          offset = 0
          rest = rest.dropFirst()
        } else if rest.first == "+" || rest.first == "-" {
          let sign = rest.first == "-" ? -1 : 1
          let body = rest.dropFirst().prefix { $0.isNumber || $0 == ":" }
          let digits = body.filter { $0 != ":" }
          guard let value = Int(digits) else { return nil }
          offset = sign * (digits.count > 2 ? value / 100 * 60 + value % 100 : value * 60)
          rest = rest.dropFirst(body.count + 1)
        } else if letter == "z" {
          return nil
        }
      default:
        let literal = String(repeating: letter, count: run)
        guard rest.hasPrefix(literal) else { return nil }
        rest = rest.dropFirst(run)
      }
    }
    if let isAfternoon { civil.hour = civil.hour % 12 + (isAfternoon ? 12 : 0) }
    guard rest.isEmpty, let ticks = civil.ticks else { return nil }
    guard let offset else { return PSDateTime(ticks: ticks) }
    return PSDateTime(ticks: ticks &- Int64(offset) * 600_000_000, kind: .utc).local
  }

  private static func number(_ rest: inout Substring, _ least: Int, _ most: Int) -> Int? {
    let digits = rest.prefix(most).prefix { $0.isASCII && $0.isNumber }
    guard digits.count >= min(least, most), let value = Int(digits) else { return nil }
    rest = rest.dropFirst(digits.count)
    return value
  }
}
