import PSEngine
import PSLanguage
import Testing

/// Dates and time spans.
struct DateTests {
  private let values = ValueContext()

  @Test(arguments: [
    ("2024-05-01", "05/01/2024 00:00:00"), ("5/1/2024 10:30 PM", "05/01/2024 22:30:00"),
    ("May 1, 2024", "05/01/2024 00:00:00"), ("1 May 2024 7:08:09", "05/01/2024 07:08:09"),
    ("2024-05-01T01:02:03.5", "05/01/2024 01:02:03"),
    ("Wednesday, May 1, 2024", "05/01/2024 00:00:00"),
    ("12:00 AM 1/1/2000", "01/01/2000 00:00:00"), ("1/1/99", "01/01/1999 00:00:00"),
  ])
  func parsing(text: String, expected: String) throws {
    #expect(TextConversion.text(of: try values.convert(.string(text), "datetime")) == expected)
  }

  @Test(arguments: [
    "", "x", "2024-13-01", "2/30/2024", "25:00", "1/2/3/4", "May May 1", "99999999999",
  ])
  func notDates(text: String) {
    #expect(throws: PSRuntimeError.self) { try values.convert(.string(text), "datetime") }
  }

  @Test func calendar() async throws {
    let leap = try values.convert("2024-01-31", "datetime")
    let cases: [(String, PSValue, String)] = [
      ("AddMonths", 1, "02/29/2024 00:00:00"), ("AddDays", 1, "02/01/2024 00:00:00"),
      ("AddYears", 1, "01/31/2025 00:00:00"), ("AddHours", -1, "01/30/2024 23:00:00"),
      ("AddDays", 0.5, "01/31/2024 12:00:00"),
    ]
    for (method, argument, expected) in cases {
      let moved = try await values.call(leap, method, argument)
      #expect(TextConversion.text(of: moved) == expected)
    }
    #expect(
      shown(try await MemberAccess.get(leap, "DayOfWeek", in: values.context))
        == "DayOfWeek Wednesday")
    #expect(shown(try await MemberAccess.get(leap, "DayOfYear", in: values.context)) == "Int32 31")
    let error = await values.error { _ = try await values.call(leap, "AddYears", 9000) }
    #expect(error?.record.errorId == "ArgumentOutOfRangeException")
  }

  @Test func everyDayOfFourCenturiesRoundTrips() throws {
    var date = try #require(values.convert("1799-12-31", "datetime").asObject as? PSDateTime)
    for _ in 0..<146_097 {
      let next = PSDateTime(ticks: date.ticks + 864_000_000_000)
      let (a, b) = (date.text.prefix(10), next.text.prefix(10))
      #expect(a != b)
      date = next
    }
    #expect(date.text == "12/31/2199 00:00:00")
  }

  @Test func differences() async throws {
    let first = try values.convert("2024-03-01", "datetime")
    let second = try values.convert("2024-02-28 12:00", "datetime")
    let span = try await values.binary(.subtract, first, second)
    #expect(shown(span) == "TimeSpan 1.12:00:00")
    #expect(shown(try await values.binary(.add, second, span)) == "DateTime 03/01/2024 00:00:00")
    #expect(
      shown(try await MemberAccess.get(span, "TotalHours", in: values.context)) == "Double 36")
  }

  @Test(arguments: [
    ("1:02:03", "01:02:03"), ("1.00:00:00.25", "1.00:00:00.2500000"), ("-00:00:01", "-00:00:01"),
    ("2", "2.00:00:00"), ("23:59", "23:59:00"),
  ])
  func spans(text: String, expected: String) throws {
    #expect(TextConversion.text(of: try values.convert(.string(text), "timespan")) == expected)
  }

  @Test func exactPatterns() async throws {
    let date = try await values.callStatic(
      "datetime", "ParseExact", "20240501 1305", "yyyyMMdd HHmm", .null)
    #expect(TextConversion.text(of: date) == "05/01/2024 13:05:00")
    await values.error {
      _ = try await values.callStatic("datetime", "ParseExact", "2024", "yyyy-MM", .null)
    }
  }

  @Test(
    "what leaves the range is an exception",
    arguments: [
      ("(Get-Date).AddDays(1e308)", "ArgumentOutOfRangeException"),
      ("(Get-Date).AddDays([double]::NaN)", "ArgumentOutOfRangeException"),
      ("(Get-Date).AddYears(2147483647)", "ArgumentOutOfRangeException"),
      ("[timespan]::FromDays(1e300)", "OverflowException"),
      ("[timespan]::FromDays([double]::NaN)", "ArgumentException"),
      ("[timespan]::MinValue.Negate()", "OverflowException"),
      ("[timespan]::MinValue.Duration()", "OverflowException"),
      ("(- [timespan]::MinValue)", "System.OverflowException"),
      ("[timespan]::Zero.Subtract([timespan]::MinValue)", "OverflowException"),
      ("[timespan]::new(2147483647, 0, 0, 0)", "OverflowException"),
      ("[datetime]::MaxValue - [timespan]::MinValue", "ArgumentOutOfRangeException"),
      ("[datetime]::new(-5)", "ArgumentOutOfRangeException"),
      ("[datetime]::FromFileTime(-1)", "ArgumentOutOfRangeException"),
      ("[datetime]::MinValue.ToFileTime()", "ArgumentOutOfRangeException"),
    ])
  func range(script: String, id: String) async throws {
    let script = script.replacing("(Get-Date)", with: "([datetime]'2024-05-01')")
    let outcome = try await ScriptRun().run(
      "try { \(script) } catch { $_.FullyQualifiedErrorId }")
    #expect(outcome.output == id)
  }

  @Test(arguments: [
    ("[timespan]::FromDays(1.5)", "1.12:00:00"),
    ("[timespan]::FromSeconds(-0.5)", "-00:00:00.5000000"),
    ("[timespan]::MaxValue.Negate()", "-10675199.02:48:05.4775807"),
    ("[timespan]::new(1, 2, 3, 4, 5)", "1.02:03:04.0050000"),
    ("[datetime]'2024-05-01' - [timespan]'1.00:00:00'", "04/30/2024 00:00:00"),
    ("[timespan]'1:00' - [timespan]'0:30'", "00:30:00"),
  ])
  func spans(script: String, expected: String) async throws {
    #expect(try await run(script) == expected)
  }
}
