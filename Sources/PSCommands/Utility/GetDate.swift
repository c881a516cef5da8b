import PSEngine

/// `Get-Date`: the present moment or a given one, as an object or as text.
final class GetDate: Cmdlet {
  static let date = Parameter<PSDateTime>(
    "Date", aliases: ["LastWriteTime"], position: 0, pipeline: [.byValue, .byPropertyName],
    help: "The moment; now unless given.")
  static let year = part("Year", 1, 9999)
  static let month = part("Month", 1, 12)
  static let day = part("Day", 1, 31)
  static let hour = part("Hour", 0, 23)
  static let minute = part("Minute", 0, 59)
  static let second = part("Second", 0, 59)
  static let millisecond = part("Millisecond", 0, 999)
  static let displayHint = Parameter<DisplayHint>(
    "DisplayHint", help: "Which part is displayed.")
  static let format = Parameter<String>(
    "Format", sets: ["net"], help: "Gives text in a .NET format.")
  static let uFormat = Parameter<String>(
    "UFormat", sets: ["UFormat"], help: "Gives text in a format of Unix.")
  static let asUTC = Parameter<SwitchParameter>(
    "AsUTC", help: "Converts to UTC.", isAddition: true)

  private static func part(_ name: String, _ low: Int64, _ high: Int64) -> Parameter<Int32> {
    Parameter(name, validations: [.range(low, high)], help: "Replaces the \(name.lowercased()).")
  }

  /// Which part of a date is displayed.
  enum DisplayHint: Int64, EnumParameterValue {
    case date = 0
    case time = 1
    case dateTime = 2
    static let enumType = PSEnumType(
      "Microsoft.PowerShell.Commands.DisplayHintType",
      [("Date", 0), ("Time", 1), ("DateTime", 2)])
  }

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-Date",
      parameters: [
        date.definition, year.definition, month.definition, day.definition, hour.definition,
        minute.definition, second.definition, millisecond.definition, displayHint.definition,
        uFormat.definition, format.definition, asUTC.definition,
      ], defaultSet: "net", synopsis: "Gets the date and time.",
      outputTypes: ["System.DateTime", "System.String"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    let now = PSDateTime(unixTime: context.session.configuration.now())
    let start = context[Self.date] ?? now
    guard
      var moment = start.replacing(
        year: context[Self.year], month: context[Self.month], day: context[Self.day],
        hour: context[Self.hour], minute: context[Self.minute], second: context[Self.second],
        millisecond: context[Self.millisecond])
    else {
      throw context.terminate(
        ErrorRecord(
          PSException(
            "System.ArgumentOutOfRangeException",
            "The month does not have that day. Give another -Day, -Month or -Year."),
          id: "ArgumentOutOfRange", category: .invalidArgument))
    }
    if context[Self.asUTC] { moment = moment.universal }
    if let format = context[Self.format] {
      return try await context.write(.string(moment.formatted(Self.named(format) ?? format)))
    }
    if let format = context[Self.uFormat] {
      return try await context.write(.string(UnixDateFormat.text(of: moment, format)))
    }
    if let hint = context[Self.displayHint] {
      moment.setNote("DisplayHint", hint.value)
    }
    try await context.write(.object(moment))
  }

  /// Formats that have a name for files.
  private static func named(_ format: String) -> String? {
    switch format.lowercased() {
    case "filedate": return "yyyyMMdd"
    case "filedateuniversal": return "yyyyMMddZ"
    case "filedatetime": return "yyyyMMddTHHmmssffff"
    case "filedatetimeuniversal": return "yyyyMMddTHHmmssffffZ"
    default: return nil
    }
  }
}

/// Formats of `date` on Unix (`-UFormat`).
enum UnixDateFormat {
  private static let patterns: [Character: String] = [
    "A": "dddd", "a": "ddd", "B": "MMMM", "b": "MMM", "h": "MMM", "c": "ddd MMM dd HH:mm:ss yyyy",
    "D": "MM/dd/yy", "x": "MM/dd/yy", "d": "dd", "e": "%d", "F": "yyyy-MM-dd", "H": "HH",
    "I": "hh", "M": "mm", "m": "MM", "p": "tt", "R": "HH:mm", "r": "hh:mm:ss tt", "S": "ss",
    "T": "HH:mm:ss", "X": "HH:mm:ss", "Y": "yyyy", "G": "yyyy", "y": "yy", "g": "yy", "Z": "%z",
  ]

  static func text(of date: PSDateTime, _ format: String) -> String {
    var result = ""
    var characters = Substring(format.hasPrefix("+") ? String(format.dropFirst()) : format)
    while let character = characters.popFirst() {
      guard character == "%", let letter = characters.popFirst() else {
        result.append(character)
        continue
      }
      switch letter {
      case "%": result.append("%")
      case "n": result.append("\n")
      case "t": result.append("\t")
      case "s": result += String(date.unixMilliseconds / 1000)
      case "j": result += padded(number(date, "DayOfYear"), 3)
      case "u", "w": result += String(number(date, "DayOfWeek"))
      case "C": result += String(number(date, "Year") / 100)
      case "k": result += String(number(date, "Hour"))
      case "l": result += String((number(date, "Hour") + 11) % 12 + 1)
      case "U", "V", "W": result += padded((number(date, "DayOfYear") - 1) / 7, 2)
      default:
        if let pattern = patterns[letter] {
          result += date.formatted(pattern)
        } else {
          result += "%" + String(letter)
        }
      }
    }
    return result
  }

  private static func number(_ date: PSDateTime, _ part: String) -> Int {
    switch date.declaredValue(part) {
    case .number(let number)?: return Int(clamping: number.roundedInteger ?? 0)
    case .object(let object)?: return Int(clamping: (object as? PSEnum)?.value ?? 0)
    default: return 0
    }
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
