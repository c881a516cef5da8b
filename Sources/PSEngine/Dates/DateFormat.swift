/// Date and time formats in the culture en-US (`language.md` 3.4).
enum DateFormat {
  /// Formats with a standard letter (`d`, `o`, `s`…) or a custom pattern.
  static func format(_ date: PSDateTime, _ format: String) -> String {
    if format.count <= 1 {
      var date = date
      if format == "U" { date = date.universal }
      return custom(date, standard(format.isEmpty ? "G" : format, date))
    }
    return custom(date, format.hasPrefix("%") ? String(format.dropFirst()) : format)
  }

  private static func standard(_ letter: String, _ date: PSDateTime) -> String {
    switch letter {
    case "d": return "M/d/yyyy"
    case "D": return "dddd, MMMM d, yyyy"
    case "t": return "h:mm tt"
    case "T": return "h:mm:ss tt"
    case "f": return "dddd, MMMM d, yyyy h:mm tt"
    case "F", "U": return "dddd, MMMM d, yyyy h:mm:ss tt"
    case "g": return "M/d/yyyy h:mm tt"
    case "m", "M": return "MMMM d"
    case "y", "Y": return "MMMM yyyy"
    case "o", "O": return "yyyy-MM-ddTHH:mm:ss.fffffffK"
    case "r", "R": return "ddd, dd MMM yyyy HH:mm:ss 'GMT'"
    case "s": return "yyyy-MM-ddTHH:mm:ss"
    case "u": return "yyyy-MM-dd HH:mm:ss'Z'"
    default: return "M/d/yyyy h:mm:ss tt"
    }
  }

  private static func custom(_ date: PSDateTime, _ pattern: String) -> String {
    let civil = date.civil
    let characters = Array(pattern)
    var result = ""
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if character == "'" || character == "\"" {
        index += 1
        while index < characters.count, characters[index] != character {
          result.append(characters[index])
          index += 1
        }
        index += 1
        continue
      }
      if character == "\\" {
        if index + 1 < characters.count { result.append(characters[index + 1]) }
        index += 2
        continue
      }
      var run = 1
      while index + run < characters.count, characters[index + run] == character { run += 1 }
      result += piece(character, run, civil, date)
      index += run
    }
    return result
  }

  private static func piece(
    _ letter: Character, _ run: Int, _ civil: CivilDate, _ date: PSDateTime
  ) -> String {
    switch letter {
    case "d":
      if run == 3 { return String(CivilDate.dayNames[civil.dayOfWeek].prefix(3)) }
      return run > 3 ? CivilDate.dayNames[civil.dayOfWeek] : padded(civil.day, run)
    case "M":
      if run == 3 { return String(CivilDate.monthNames[civil.month - 1].prefix(3)) }
      return run > 3 ? CivilDate.monthNames[civil.month - 1] : padded(civil.month, run)
    case "y": return run <= 2 ? padded(civil.year % 100, run) : padded(civil.year, run)
    case "H": return padded(civil.hour, min(run, 2))
    case "h": return padded((civil.hour + 11) % 12 + 1, min(run, 2))
    case "m": return padded(civil.minute, min(run, 2))
    case "s": return padded(civil.second, min(run, 2))
    case "t": return String((civil.hour < 12 ? "AM" : "PM").prefix(run))
    case "f": return String(padded(civil.fraction, 7).prefix(run))
    case "F":
      var digits = padded(civil.fraction, 7).prefix(run)
      while digits.last == "0" { digits.removeLast() }
      return String(digits)
    case "g": return "A.D."
    case "K":
      return date.kind == .utc ? "Z" : date.kind == .local ? offset(date, 3) : ""
    case "z": return offset(date, run)
    default: return String(repeating: letter, count: run)
    }
  }

  private static func offset(_ date: PSDateTime, _ run: Int) -> String {
    let ticks = date.kind == .utc ? 0 : LocalZone.offset(atLocal: date.ticks)
    let minutes = Int(ticks / 600_000_000)
    let sign = minutes < 0 ? "-" : "+"
    let (hours, rest) = (abs(minutes) / 60, abs(minutes) % 60)
    switch run {
    case 1: return "\(sign)\(hours)"
    case 2: return sign + padded(hours, 2)
    default: return "\(sign)\(padded(hours, 2)):\(padded(rest, 2))"
    }
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, min(width, 32) - digits.count)) + digits
  }
}
