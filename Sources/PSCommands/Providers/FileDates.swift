import PSEngine

/// Times of files as values of the language.
enum FileDates {
  /// Ticks (100 ns since 0001-01-01) of 1970-01-01.
  private static let epochTicks: Int64 = 621_355_968_000_000_000
  private static let ticksPerSecond: Int64 = 10_000_000

  static func local(_ time: FileTime) -> PSValue { .object(date(time).local) }

  static func utc(_ time: FileTime) -> PSValue { .object(date(time)) }

  private static func date(_ time: FileTime) -> PSDateTime {
    let limit: Int64 = 253_402_300_799
    let seconds = max(-62_135_596_800, min(time.seconds, limit))
    return PSDateTime(
      ticks: epochTicks + seconds * ticksPerSecond + time.nanoseconds / 100, kind: .utc)
  }

  /// The time that a value means.
  static func time(_ value: PSValue, property: String, types: TypeTable) throws -> FileTime {
    let converted = try Conversion.convert(value, to: .named("System.DateTime"), types: types)
    guard case .object(let date as PSDateTime) = converted else {
      throw PSRuntimeError(
        "'\(TextConversion.text(of: value))' is no date for \(property).", id: "Argument",
        category: .invalidArgument, exception: "System.ArgumentException", target: value)
    }
    // Only the suffix Utc says that a date without zone is meant as UTC.
    let isUtc = property.lowercased().hasSuffix("utc") && date.kind == .unspecified
    let ticks = (isUtc ? date.ticks : date.universal.ticks) - epochTicks
    var (seconds, rest) = ticks.quotientAndRemainder(dividingBy: ticksPerSecond)
    if rest < 0 { (seconds, rest) = (seconds - 1, rest + ticksPerSecond) }
    return FileTime(seconds: seconds, nanoseconds: rest * 100)
  }
}
