/// Dates in texts, as `[datetime]` reads them in the invariant culture: `2024-05-01`,
/// `5/1/2024 10:30 PM`, `May 1, 2024`, ISO 8601 with offset.
enum DateParser {
  /// The date in a text; `nil` when there is none.
  /// - Parameter today: the date that a text with a time alone stands for.
  static func parse(_ text: String, today: PSDateTime) -> PSDateTime? {
    var reader = Reader(text)
    guard !reader.tokens.isEmpty, reader.tokens.count < 40 else { return nil }
    return reader.read(today: today)
  }

  private enum Token: Equatable {
    case number(Int, digits: Int)
    case word(String)
    case mark(Character)
  }

  private struct Reader {
    var tokens: [Token] = []
    private var numbers: [(value: Int, digits: Int)] = []
    private var month: Int?
    private var time: (hour: Int, minute: Int, second: Int, fraction: Int)?
    private var isAfternoon: Bool?
    private var offset: Int?

    init(_ text: String) {
      var rest = Substring(text.trimmingWhiteSpace())
      while let first = rest.first {
        if first.isASCII, first.isNumber {
          let digits = rest.prefix { $0.isASCII && $0.isNumber }
          tokens.append(.number(Int(digits.prefix(9)) ?? 0, digits: digits.count))
          rest = rest.dropFirst(digits.count)
        } else if first.isLetter {
          let word = rest.prefix { $0.isLetter }
          tokens.append(.word(word.lowercased()))
          rest = rest.dropFirst(word.count)
        } else {
          tokens.append(.mark(first.isWhitespace ? " " : first))
          rest = rest.dropFirst()
        }
      }
    }

    mutating func read(today: PSDateTime) -> PSDateTime? {
      var index = 0
      while index < tokens.count {
        switch tokens[index] {
        case .number(let value, let digits):
          if index + 1 < tokens.count, tokens[index + 1] == .mark(":"), time == nil {
            guard let next = readTime(from: index) else { return nil }
            index = next
            continue
          }
          numbers.append((value, digits))
        case .word(let word):
          guard accept(word) else { return nil }
        case .mark(let mark):
          if (mark == "+" || mark == "-"), time != nil, offset == nil {
            guard let next = readOffset(from: index) else { return nil }
            index = next
            continue
          }
          guard " /-.,".contains(mark) else { return nil }
        }
        index += 1
      }
      return make(today: today)
    }

    private mutating func accept(_ word: String) -> Bool {
      switch word {
      case "am", "a": isAfternoon = false
      case "pm", "p": isAfternoon = true
      case "t": return true
      case "z", "gmt", "utc": offset = 0
      default:
        if let found = CivilDate.monthNames.firstIndex(where: {
          word.count >= 3 && $0.lowercased().hasPrefix(word)
        }) {
          guard month == nil else { return false }
          month = found + 1
        } else {
          return CivilDate.dayNames.contains {
            word.count >= 3 && $0.lowercased().hasPrefix(word)
          }
        }
      }
      if (word == "am" || word == "pm" || word == "a" || word == "p"), time == nil,
        let hour = numbers.popLast()
      {
        time = (hour.value, 0, 0, 0)
      }
      return true
    }

    /// `h:mm[:ss[.fffffff]]`
    private mutating func readTime(from start: Int) -> Int? {
      var parts: [Int] = []
      var fraction = 0
      var index = start
      while case .number(let value, _)? = token(index) {
        parts.append(value)
        index += 1
        if token(index) == .mark(":"), parts.count < 3 { index += 1 } else { break }
      }
      if parts.count == 3, token(index) == .mark(".") || token(index) == .mark(","),
        case .number(let value, let digits)? = token(index + 1)
      {
        guard digits <= 9 else { return nil }
        var ticks = value
        for _ in 0..<max(0, 7 - digits) { ticks *= 10 }
        for _ in 0..<max(0, digits - 7) { ticks /= 10 }
        fraction = ticks
        index += 2
      }
      guard parts.count >= 2 else { return nil }
      time = (parts[0], parts[1], parts.count > 2 ? parts[2] : 0, fraction)
      return index
    }

    /// `+hh:mm` in minutes.
    private mutating func readOffset(from start: Int) -> Int? {
      guard case .number(let first, let digits)? = token(start + 1) else { return nil }
      var minutes = digits > 2 ? first / 100 * 60 + first % 100 : first * 60
      var next = start + 2
      if token(next) == .mark(":"), case .number(let rest, _)? = token(next + 1) {
        minutes += rest
        next += 2
      }
      guard minutes <= 14 * 60 else { return nil }
      offset = token(start) == .mark("-") ? -minutes : minutes
      return next
    }

    private func token(_ index: Int) -> Token? {
      tokens.indices.contains(index) ? tokens[index] : nil
    }

    private func make(today: PSDateTime) -> PSDateTime? {
      var civil = CivilDate(ticks: today.ticks - today.ticks % CivilDate.ticksPerDay)
      if !numbers.isEmpty || month != nil {
        guard let day = date(today.civil.year) else { return nil }
        civil = day
      } else if time == nil {
        return nil
      }
      if var time {
        if let isAfternoon {
          guard (1...12).contains(time.hour) else { return nil }
          time.hour = time.hour % 12 + (isAfternoon ? 12 : 0)
        }
        (civil.hour, civil.minute, civil.second) = (time.hour, time.minute, time.second)
        civil.fraction = time.fraction
      }
      guard let ticks = civil.ticks else { return nil }
      guard let offset else { return PSDateTime(ticks: ticks) }
      return PSDateTime(ticks: ticks &- Int64(offset) * 600_000_000, kind: .utc).local
    }

    private func date(_ thisYear: Int) -> CivilDate? {
      func year(_ number: (value: Int, digits: Int)) -> Int {
        number.digits > 2 ? number.value : number.value + (number.value < 30 ? 2000 : 1900)
      }
      if let month {
        switch numbers.count {
        case 1:
          return numbers[0].digits > 2
            ? CivilDate(year: numbers[0].value, month: month, day: 1)
            : CivilDate(year: thisYear, month: month, day: numbers[0].value)
        case 2:
          let yearFirst = numbers[0].digits > 2
          return CivilDate(
            year: year(numbers[yearFirst ? 0 : 1]), month: month,
            day: numbers[yearFirst ? 1 : 0].value)
        default: return nil
        }
      }
      switch numbers.count {
      case 2:
        if numbers[0].digits == 4 {
          return CivilDate(year: numbers[0].value, month: numbers[1].value, day: 1)
        }
        return numbers[1].digits > 2
          ? CivilDate(year: numbers[1].value, month: numbers[0].value, day: 1)
          : CivilDate(year: thisYear, month: numbers[0].value, day: numbers[1].value)
      case 3:
        if numbers[0].digits > 2 {
          return CivilDate(
            year: numbers[0].value, month: numbers[1].value, day: numbers[2].value)
        }
        return CivilDate(
          year: year(numbers[2]), month: numbers[0].value, day: numbers[1].value)
      default: return nil
      }
    }
  }
}
