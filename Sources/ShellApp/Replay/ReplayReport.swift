import Transcripts

/// What came of a file.
struct ReplayResult: Sendable {
  /// The path as given.
  var name: String
  /// What was run; of a file that could not be read, nothing.
  var report: TranscriptRunner.Report
  /// Why the file could not be read to its end, with the line when one is to blame.
  var unreadable: (line: Int?, reason: String)?
  /// Differences that were rewritten.
  var updated = 0
  /// Of those, the interactions that match now.
  var mended = 0
  /// Lines of the differences that somebody has seen already, because they were asked about.
  var shownLines: Set<Int> = []
}

/// Counts of a replay.
struct ReplaySummary: Sendable {
  var transcripts = 0
  var interactions = 0
  var differences = 0
  var updated = 0
  var skipped = 0
  var unreadable = 0

  mutating func add(_ report: TranscriptRunner.Report) {
    transcripts += 1
    interactions += report.interactions
    differences += report.differenceCount
    skipped += report.skipped.count
    unreadable += report.failures.isEmpty ? 0 : 1
  }

  mutating func add(_ result: ReplayResult) {
    guard result.unreadable == nil else { return unreadable += 1 }
    add(result.report)
    differences -= result.mended
    updated += result.updated
  }

  /// 0 all match, 1 differences, 2 something could not be read or run.
  var exitCode: Int32 { unreadable > 0 ? 2 : differences > 0 ? 1 : 0 }

  /// The last line of a replay.
  var text: String {
    var parts = [
      Self.count(transcripts, "transcript"), Self.count(interactions, "interaction"),
      Self.count(differences, "difference"),
    ]
    if updated > 0 { parts.append("\(updated) rewritten") }
    if skipped > 0 { parts.append("\(skipped) skipped") }
    if unreadable > 0 { parts.append("\(unreadable) could not be run") }
    return parts.joined(separator: ", ") + "\n"
  }

  static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }
}

/// A form of reports: text, made while the replay goes on.
protocol ReplayReport: Sendable {
  /// What comes before the results.
  mutating func begin() -> String
  /// What a result adds.
  mutating func text(of result: ReplayResult) -> String
  /// What comes last.
  mutating func end(_ summary: ReplaySummary) -> String
}

/// The forms by the names that the command line has for them.
enum ReportForm: String, CaseIterable, Sendable {
  case text, junit, tap, github, json

  var report: any ReplayReport {
    switch self {
    case .text: TextReport()
    case .junit: JUnitReport()
    case .tap: TAPReport()
    case .github: GitHubReport()
    case .json: JSONReport()
    }
  }

  /// Whether people read it beside the text on the same screen.
  var standsBesideText: Bool { self == .github }
}
