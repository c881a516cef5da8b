import PSCommands
import Transcripts
import XMLStream

/// What the reports for programs have in common: one result for each section.
struct SectionResult {
  /// Title and place.
  let name: String
  let line: Int
  let section: TranscriptRunner.Section
  /// What is wrong, line by line; empty when nothing is.
  let problems: [String]
  /// Whether it could not be run.
  let isFailure: Bool

  var seconds: String { Self.seconds(section.duration) }

  static func seconds(_ duration: Duration) -> String {
    let parts = duration.components
    let milliseconds = parts.attoseconds / 1_000_000_000_000_000
    let digits = String(milliseconds)
    return "\(parts.seconds).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
  }

  /// The sections of a result.
  static func all(_ result: ReplayResult) -> [SectionResult] {
    if let (line, reason) = result.unreadable {
      let section = TranscriptRunner.Section(title: "", line: line ?? 1)
      return [
        SectionResult(
          name: "the file as a whole", line: line ?? 1, section: section,
          problems: [TextReport.harmless(reason)], isFailure: true)
      ]
    }
    let report = result.report
    return report.sections.enumerated().map { index, section in
      var problems = report.failures.filter { $0.section == index }.map { failure in
        (failure.line.map { "\(report.name):\($0): " } ?? "") + TextReport.harmless(failure.text)
      }
      for difference in report.differences where difference.section == index {
        problems += TextReport.text(of: difference, in: report.name).split(separator: "\n")
          .map(String.init)
      }
      return SectionResult(
        name: section.title.isEmpty ? "line \(section.line)" : TextReport.harmless(section.title),
        line: section.line, section: section, problems: problems, isFailure: section.failures > 0)
    }
  }
}

/// JUnit's XML: a suite for each transcript, a case for each section; of its dialects the one that
/// Jenkins checks (`junit-10.xsd`), which knows places of suites only.
struct JUnitReport: ReplayReport {
  mutating func begin() -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"wsmansh replay\">\n"
  }

  mutating func text(of result: ReplayResult) -> String {
    let sections = SectionResult.all(result)
    let failures = sections.filter { !$0.problems.isEmpty && !$0.isFailure }.count
    let errors = sections.filter(\.isFailure).count
    let skipped = sections.filter { $0.section.skipReason != nil }.count
    let name = Self.escaped(result.name)
    var text =
      "  <testsuite name=\"\(name)\" tests=\"\(sections.count)\" failures=\"\(failures)\""
      + " errors=\"\(errors)\" skipped=\"\(skipped)\" file=\"\(name)\""
      + " time=\"\(SectionResult.seconds(sections.reduce(.zero) { $0 + $1.section.duration }))\">\n"
    for section in sections {
      text +=
        "    <testcase classname=\"\(name)\" name=\"\(Self.escaped(section.name))\""
        + " time=\"\(section.seconds)\""
      if let reason = section.section.skipReason {
        text += ">\n      <skipped message=\"\(Self.escaped(reason))\"/>\n    </testcase>\n"
      } else if section.problems.isEmpty {
        text += "/>\n"
      } else {
        let kind = section.isFailure ? "error" : "failure"
        // The schema wants a type: where others name the class of an exception.
        let type = section.isFailure ? "not run" : "difference"
        text +=
          ">\n      <\(kind) type=\"\(type)\" message=\"\(Self.escaped(section.problems.first ?? ""))\">"
          + section.problems.map { Self.escaped($0) }.joined(separator: "\n")
          + "</\(kind)>\n    </testcase>\n"
      }
    }
    return text + "  </testsuite>\n"
  }

  mutating func end(_ summary: ReplaySummary) -> String { "</testsuites>\n" }

  private static func escaped(_ text: String) -> String {
    XMLMarkup.escaped(text) { scalar in
      switch scalar {
      case "'": return "'"
      case "\n", "\t": return "&#\(scalar.value);"
      default:
        // What XML cannot express.
        let isLegal = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        return isLegal ? nil : "\u{FFFD}"
      }
    }
  }
}

/// The Test Anything Protocol, version 13, which all parsers know: a line for each section, what is
/// wrong as YAML below it.
struct TAPReport: ReplayReport {
  private var count = 0

  mutating func begin() -> String { "TAP version 13\n" }

  mutating func text(of result: ReplayResult) -> String {
    var text = ""
    for section in SectionResult.all(result) {
      count += 1
      let name = Self.escaped("\(result.name):\(section.line) \(section.name)")
      let isOK = section.problems.isEmpty
      text += "\(isOK ? "ok" : "not ok") \(count) - \(name)"
      if let reason = section.section.skipReason { text += " # SKIP \(Self.escaped(reason))" }
      text += "\n"
      guard !isOK else { continue }
      text += "  ---\n  message: |\n"
      for problem in section.problems.flatMap({ $0.split(separator: "\n") }) {
        text += "    \(problem)\n"
      }
      text += "  ...\n"
    }
    return text
  }

  mutating func end(_ summary: ReplaySummary) -> String { "1..\(count)\n" }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("#", with: "\\#").replacing("\n", with: " ")
  }
}

/// Annotations of GitHub's workflows.
struct GitHubReport: ReplayReport {
  mutating func begin() -> String { "" }

  mutating func text(of result: ReplayResult) -> String {
    if let (line, reason) = result.unreadable {
      return Self.error(result.name, line, "cannot be replayed", TextReport.harmless(reason))
    }
    let report = result.report
    var text = ""
    for failure in report.failures {
      let section =
        report.sections.indices.contains(failure.section)
        ? report.sections[failure.section].line : nil
      text += Self.error(
        report.name, failure.line ?? section, "could not be run",
        TextReport.harmless(failure.text))
    }
    for difference in report.differences {
      text += Self.error(
        report.name, difference.line, TextReport.harmless(difference.input),
        difference.text.map(TextReport.harmless).joined(separator: "\n"))
    }
    return text
  }

  mutating func end(_ summary: ReplaySummary) -> String { "" }

  private static func error(
    _ file: String, _ line: Int?, _ title: String, _ message: String
  ) -> String {
    let place = line.map { ",line=\($0)" } ?? ""
    return "::error file=\(property(file))\(place),title=\(property(title))::\(data(message))\n"
  }

  private static func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}

/// One JSON document.
struct JSONReport: ReplayReport {
  private var isFirst = true

  mutating func begin() -> String { "{\"transcripts\":[" }

  mutating func text(of result: ReplayResult) -> String {
    defer { isFirst = false }
    let report = result.report
    var members = ["\"file\":\(JSONText.quoted(result.name))"]
    if let (line, reason) = result.unreadable {
      members.append("\"error\":\(JSONText.quoted(reason))")
      if let line { members.append("\"line\":\(line)") }
    }
    members.append("\"interactions\":\(report.interactions)")
    members.append("\"rewritten\":\(result.updated)")
    let sections = report.sections.map { section in
      let skipped = section.skipReason.map { ",\"skipped\":\(JSONText.quoted($0))" } ?? ""
      return "{\"title\":\(JSONText.quoted(section.title)),\"line\":\(section.line),"
        + "\"interactions\":\(section.interactions),\"differences\":\(section.differences),"
        + "\"failures\":\(section.failures)\(skipped)}"
    }
    members.append("\"sections\":[\(sections.joined(separator: ","))]")
    let differences = report.differences.map { difference in
      "{\"line\":\(difference.line),\"input\":\(JSONText.quoted(difference.input)),"
        + "\"difference\":[\(difference.text.map { JSONText.quoted($0) }.joined(separator: ","))]}"
    }
    members.append("\"differences\":[\(differences.joined(separator: ","))]")
    let failures = report.failures.map { failure in
      "{\"line\":\(failure.line.map(String.init) ?? "null"),\"text\":\(JSONText.quoted(failure.text))}"
    }
    members.append("\"failures\":[\(failures.joined(separator: ","))]")
    return (isFirst ? "\n" : ",\n") + "{\(members.joined(separator: ","))}"
  }

  mutating func end(_ summary: ReplaySummary) -> String {
    "\n],\"summary\":{\"transcripts\":\(summary.transcripts),"
      + "\"interactions\":\(summary.interactions),\"differences\":\(summary.differences),"
      + "\"rewritten\":\(summary.updated),\"skipped\":\(summary.skipped),"
      + "\"unreadable\":\(summary.unreadable),\"exitCode\":\(summary.exitCode)}}\n"
  }
}
