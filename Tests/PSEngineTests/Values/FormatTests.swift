import PSEngine
import PSLanguage
import Testing

/// `-f` and `ToString(format)` (`language.md` 3.4).
struct FormatTests {
  private let values = ValueContext()

  private static var cases: [(String, PSValue, String)] {
    [
      ("{0}", "a", "a"), ("{0} {1}", [1, "b"], "1 b"), ("{{{0}}}", 1, "{1}"),
      ("{0,5}|", "ab", "   ab|"),
      ("{0,-5}|", "ab", "ab   |"), ("{0:d4}", 42, "0042"), ("{0:N2}", 1234567.891, "1,234,567.89"),
      ("{0:n0}", 1234.5, "1,235"), ("{0:f1}", 0.25, "0.3"), ("{0:F2}", 2, "2.00"),
      ("{0:p}", 0.1234, "12.34 %"), ("{0:P0}", 0.5, "50 %"), ("{0:x}", 255, "ff"),
      ("{0:X8}", 255, "000000FF"), ("{0:x}", -1, "ffffffff"), ("{0:e2}", 12345.678, "1.23e+004"),
      ("{0:c}", 1234.5, "$1,234.50"), ("{0:c}", -3, "($3.00)"), ("{0:g}", 1e20, "1e+20"),
      ("{0:0.00}", 1.005, "1.01"), ("{0:#,##0.0}", 12345.67, "12,345.7"), ("{0:000}", 7, "007"),
      ("{0:#.##}", 0.5, ".5"), ("{0:0%}", 0.123, "12%"), ("{0:0;(0);zero}", -5, "(5)"),
      ("{0:0;(0);zero}", 0, "zero"), ("{0:##-##}", 1234, "12-34"),
      ("{0:0.0e+00}", 1234.5, "1.2e+03"),
      ("{0}", true, "True"), ("{0}", .null, ""), ("no", 1, "no"), ("{0:yyyy}", "x", "x"),
      ("{1}{0}", ["a", "b"], "ba"),
    ]
  }

  @Test func composite() async throws {
    for (format, argument, expected) in Self.cases {
      #expect(try await values.text(.format, .string(format), argument) == expected, "\(format)")
    }
  }

  @Test(arguments: ["{0} {1}", "{", "}", "{x}", "{0:d}"])
  func errors(format: String) async throws {
    let error = await values.error { _ = try await values.binary(.format, .string(format), 1.5) }
    #expect(error?.record.errorId == "FormatError")
  }

  @Test func dates() async throws {
    let date = try values.convert("2024-02-29 13:05:09.1230000", "datetime")
    let cases = [
      ("d", "2/29/2024"), ("D", "Thursday, February 29, 2024"), ("t", "1:05 PM"),
      ("G", "2/29/2024 1:05:09 PM"), ("s", "2024-02-29T13:05:09"),
      ("yyyy-MM-dd HH:mm:ss.fff", "2024-02-29 13:05:09.123"), ("ddd MMM d", "Thu Feb 29"),
      ("hh 'o''clock' tt", "01 oclock PM"), ("o", "2024-02-29T13:05:09.1230000"), ("%d", "29"),
    ]
    for (format, expected) in cases {
      #expect(try await values.text(.format, .string("{0:\(format)}"), date) == expected)
    }
    #expect(TextConversion.text(of: date) == "02/29/2024 13:05:09")
  }
}
