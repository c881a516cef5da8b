/// Methods of dates and time spans.
enum DateMethods {
  private static func date(_ value: PSValue) throws -> PSDateTime {
    guard let date = value.asObject as? PSDateTime else {
      throw NativeFailure.argument("The object is not a date.")
    }
    return date
  }

  private static func span(_ value: PSValue) throws -> PSTimeSpan {
    guard let span = value.asObject as? PSTimeSpan else {
      throw NativeFailure.argument("The object is not a time span.")
    }
    return span
  }

  private static func add(_ name: String, _ unit: Double) -> NativeMethod {
    NativeMethod(name, "datetime \(name)(double value)") { target, arguments in
      // .NET rounds the distance to milliseconds.
      let milliseconds = (arguments.double(0) * unit / 1e4).rounded(.toNearestOrAwayFromZero)
      guard abs(milliseconds) < CivilDate.maxMilliseconds else {
        throw NativeFailure.outOfRange("Value to add was out of range.", "value")
      }
      return .object(try date(target).adding(ticks: Int64(milliseconds) * 10_000))
    }
  }

  private static func addMonths(_ name: String, _ factor: Int) -> NativeMethod {
    NativeMethod(name, "datetime \(name)(int value)") { target, arguments in
      let start = try date(target)
      let (months, overflow) = arguments.int(0).multipliedReportingOverflow(by: factor)
      guard !overflow, let ticks = start.civil.adding(months: months)?.ticks else {
        throw NativeFailure.outOfRange(
          "The added or subtracted value results in an un-representable DateTime.", "months")
      }
      return .object(PSDateTime(ticks: ticks, kind: start.kind))
    }
  }

  private static func text(_ name: String, _ format: String) -> NativeMethod {
    NativeMethod(name, "string \(name)()") { target, _ in
      .string(DateFormat.format(try date(target), format))
    }
  }

  static let date: [NativeMethod] = [
    add("AddDays", 864e9), add("AddHours", 36e9), add("AddMinutes", 6e8), add("AddSeconds", 1e7),
    add("AddMilliseconds", 1e4), addMonths("AddMonths", 1), addMonths("AddYears", 12),
    NativeMethod("AddTicks", "datetime AddTicks(long value)") { target, arguments in
      .object(try date(target).adding(ticks: Int64(arguments.int(0))))
    },
    NativeMethod("Add", "datetime Add(timespan value)") { target, arguments in
      .object(try date(target).adding(ticks: try span(arguments[0]).ticks))
    },
    NativeMethod(
      "Subtract",
      [
        NativeOverload("timespan Subtract(datetime value)") { target, arguments in
          .object(PSTimeSpan(ticks: try date(target).ticks &- date(arguments[0]).ticks))
        },
        NativeOverload("datetime Subtract(timespan value)") { target, arguments in
          .object(try date(target).subtracting(ticks: span(arguments[0]).ticks))
        },
      ]),
    NativeMethod("ToUniversalTime", "datetime ToUniversalTime()") { target, _ in
      .object(try date(target).universal)
    },
    NativeMethod("ToLocalTime", "datetime ToLocalTime()") { target, _ in
      .object(try date(target).local)
    },
    NativeMethod(
      "ToString",
      [
        NativeOverload("string ToString()") { target, _ in
          .string(DateFormat.format(try date(target), "G"))
        },
        NativeOverload("string ToString(string format)") { target, arguments in
          .string(DateFormat.format(try date(target), arguments.text(0)))
        },
        NativeOverload("string ToString(string format, System.IFormatProvider provider)") {
          target, arguments in
          .string(DateFormat.format(try date(target), arguments.text(0)))
        },
      ]),
    text("ToShortDateString", "d"), text("ToLongDateString", "D"),
    text("ToShortTimeString", "t"), text("ToLongTimeString", "T"),
    NativeMethod("ToFileTime", "long ToFileTime()") { target, _ in
      let ticks = try date(target).universal.ticks
      guard ticks >= CivilDate.fileTimeTicks else {
        throw NativeFailure.outOfRange("Not a valid Win32 FileTime.", "fileTime")
      }
      return .number(.int64(ticks - CivilDate.fileTimeTicks))
    },
  ]

  static let span: [NativeMethod] = [
    NativeMethod("Add", "timespan Add(timespan ts)") { target, arguments in
      .object(try span(target).adding(try span(arguments[0]).ticks))
    },
    NativeMethod("Subtract", "timespan Subtract(timespan ts)") { target, arguments in
      .object(try span(target).subtracting(span(arguments[0]).ticks))
    },
    NativeMethod("Negate", "timespan Negate()") { target, _ in
      .object(try span(target).negated)
    },
    NativeMethod("Duration", "timespan Duration()") { target, _ in
      let span = try span(target)
      if span.ticks == .min {
        throw NativeFailure.overflow(
          "The duration cannot be returned for TimeSpan.MinValue because the absolute value of "
            + "TimeSpan.MinValue exceeds the value of TimeSpan.MaxValue.")
      }
      return .object(span.ticks < 0 ? try span.negated : span)
    },
    NativeMethod(
      "ToString",
      [
        NativeOverload("string ToString()") { target, _ in .string(try span(target).text) },
        NativeOverload("string ToString(string format)") { target, arguments in
          .string(try TimeSpanFormat.format(try span(target), arguments.text(0)))
        },
      ]),
  ]
}

/// Formats of time spans: `c`, `g`, `G` and custom patterns.
enum TimeSpanFormat {
  static func format(_ span: PSTimeSpan, _ format: String) throws(NativeFailure) -> String {
    switch format {
    case "", "c", "t", "T": return span.text
    case "g":
      let parts = span.parts
      var text = (span.ticks < 0 ? "-" : "") + (parts.days != 0 ? "\(parts.days):" : "")
      text += "\(parts.hours):\(span.padded(parts.minutes, 2)):\(span.padded(parts.seconds, 2))"
      if parts.fraction != 0 {
        var digits = span.padded(parts.fraction, 7)
        while digits.last == "0" { digits.removeLast() }
        text += "." + digits
      }
      return text
    case "G":
      let parts = span.parts
      return (span.ticks < 0 ? "-" : "") + "\(parts.days):\(span.padded(parts.hours, 2)):"
        + "\(span.padded(parts.minutes, 2)):\(span.padded(parts.seconds, 2))."
        + span.padded(parts.fraction, 7)
    default: return try custom(span, Array(format))
    }
  }

  private static func custom(_ span: PSTimeSpan, _ pattern: [Character]) throws(NativeFailure)
    -> String
  {
    let parts = span.parts
    var result = ""
    var index = 0
    while index < pattern.count {
      let character = pattern[index]
      var run = 1
      while index + run < pattern.count, pattern[index + run] == character { run += 1 }
      switch character {
      case "d": result += span.padded(parts.days, run)
      case "h": result += span.padded(parts.hours, min(run, 2))
      case "m": result += span.padded(parts.minutes, min(run, 2))
      case "s": result += span.padded(parts.seconds, min(run, 2))
      case "f": result += String(span.padded(parts.fraction, 7).prefix(run))
      case "F":
        var digits = span.padded(parts.fraction, 7).prefix(run)
        while digits.last == "0" { digits.removeLast() }
        result += digits
      case "\\" where index + 1 < pattern.count:
        result.append(pattern[index + 1])
        index += 2
        continue
      case "%":
        index += 1
        continue
      case "'", "\"":
        index += 1
        while index < pattern.count, pattern[index] != character {
          result.append(pattern[index])
          index += 1
        }
        index += 1
        continue
      default: throw .format("Input string was not in a correct format.")
      }
      index += run
    }
    return result
  }
}
