import PSEngine

/// `New-TimeSpan`: the time between two moments, or a length from its parts.
final class NewTimeSpan: Cmdlet {
  static let start = Parameter<PSDateTime>(
    "Start", aliases: ["LastWriteTime"], sets: ["Date"], position: 0,
    pipeline: [.byValue, .byPropertyName], help: "The beginning; now unless given.")
  static let end = Parameter<PSDateTime>(
    "End", sets: ["Date"], position: 1, pipeline: .byPropertyName,
    help: "The end; now unless given.")
  static let days = part("Days")
  static let hours = part("Hours")
  static let minutes = part("Minutes")
  static let seconds = part("Seconds")

  private static func part(_ name: String) -> Parameter<Int32> {
    Parameter(name, sets: ["Time"], help: "Number of \(name.lowercased()).")
  }

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "New-TimeSpan",
      parameters: [
        start.definition, end.definition, days.definition, hours.definition, minutes.definition,
        seconds.definition,
      ], defaultSet: "Date", synopsis: "Makes a time span.", outputTypes: ["System.TimeSpan"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    if context.parameterSet == "Time" {
      func number(_ part: Parameter<Int32>) -> Double { Double(context[part] ?? 0) }
      let seconds =
        number(Self.days) * 86_400 + number(Self.hours) * 3600 + number(Self.minutes) * 60
        + number(Self.seconds)
      return try await context.write(.object(PSTimeSpan.of(milliseconds: seconds * 1000)))
    }
    let now = PSDateTime(unixTime: context.session.configuration.now())
    let (start, end) = (context[Self.start] ?? now, context[Self.end] ?? now)
    try await context.write(.object(PSTimeSpan(ticks: end.ticks &- start.ticks)))
  }
}
