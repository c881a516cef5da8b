import PSFormatting
import Transcripts

/// The report for people: what differs, with the place in front so that editors find it.
struct TextReport: ReplayReport {
  /// Whether it goes where questions about differences are asked: what was shown there is not told
  /// again.
  var followsQuestions = false

  mutating func begin() -> String { "" }

  mutating func text(of result: ReplayResult) -> String {
    if result.unreadable != nil { return "" }
    var text = Self.text(of: result.report, without: followsQuestions ? result.shownLines : [])
    if result.updated > 0 {
      text += "\(result.name): \(ReplaySummary.count(result.updated, "interaction")) rewritten\n"
    }
    return text
  }

  mutating func end(_ summary: ReplaySummary) -> String { summary.text }

  /// What is shown of one transcript.
  /// - Parameter shownLines: lines of differences that are left out.
  static func text(
    of report: TranscriptRunner.Report, without shownLines: Set<Int> = []
  ) -> String {
    var text = ""
    for reason in report.skipped { text += "\(report.name): skipped: \(harmless(reason))\n" }
    for failure in report.failures {
      let line = failure.line.map { ":\($0)" } ?? ""
      text += "\(report.name)\(line): \(harmless(failure.text))\n"
    }
    for difference in report.differences where !shownLines.contains(difference.line) {
      text += Self.text(of: difference, in: report.name)
    }
    let rest = report.differenceCount - report.differences.count
    if rest > 0 { text += "\(report.name): \(ReplaySummary.count(rest, "further difference"))\n" }
    if report.isMatch, report.interactions > 0 {
      text += "\(report.name): ok, \(ReplaySummary.count(report.interactions, "interaction"))\n"
    }
    return text
  }

  /// One difference.
  static func text(of difference: TranscriptRunner.Difference, in name: String) -> String {
    let head = "\(name):\(difference.line): \(harmless(difference.input))\n"
    return head + difference.text.map { "  \(harmless($0))\n" }.joined()
  }

  /// A text of the transcript, which may come from a stranger, without sequences that would make the
  /// terminal do something.
  static func harmless(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { ControlCharacters.shown(String($0), allowing: .nothing, colors: false) }
      .joined(separator: "\n")
  }
}
