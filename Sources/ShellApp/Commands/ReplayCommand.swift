import ArgumentParser
import Lab
import PSFormatting
import Transcripts

/// Replays transcripts and shows what differs.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Run transcripts and compare what they print with what they say.",
    discussion: """
      A transcript holds prompt lines, typed commands and expected output, as plain text or in \
      fenced blocks of a Markdown page. It runs in a fresh state; a heading starts another one. \
      Blanks and empty lines are not compared unless --exact is given.

        wsmansh replay --lab contoso --setup 'Connect-WSMan server01' session.txt

      With --computer the same transcript runs against a real service under the name that it uses:

        wsmansh replay --computer server01=https://srv.contoso.com:5986 --credential-file c session.txt

      A transcript may come from a stranger: no program of this machine starts, and C: is a \
      temporary folder, unless --allow-programs is given.

      Exit codes: 0 all match, 1 differences, 2 something could not be read or run, or not in time.
      """)

  @OptionGroup var session: SessionOptions

  @Option(
    name: .customLong("setup"),
    help: ArgumentHelp("Commands to run before each transcript. Repeatable.", valueName: "commands")
  )
  var setup: [String] = []

  @Option(
    name: .customLong("computer"),
    help: ArgumentHelp(
      "Reach a computer that transcripts name at a real address, with Basic and the account of --credential-file. Repeatable.",
      valueName: "name=address"))
  var computers: [String] = []

  @Flag(help: "Compare every blank and every empty line.")
  var exact = false

  @Option(
    help: ArgumentHelp(
      "Time that one command may take; one that takes longer is stopped and the next one runs.",
      valueName: "seconds"))
  var timeout = 60

  @Flag(
    name: .customLong("allow-programs"),
    help: "Let transcripts start programs of this machine and use its folders.")
  var allowPrograms = false

  @Argument(help: ArgumentHelp("Transcripts; - is standard input.", valueName: "file"))
  var files: [String]

  /// A transcript larger than this is refused (256 MB).
  private static let largestFile = 256 << 20

  func validate() throws {
    guard (1...86_400).contains(timeout) else {
      throw ValidationError("--timeout takes a number of seconds from 1 to 86400.")
    }
  }

  func run() throws {
    let command = self
    let result = MainThreadBridge().run { () -> Result<Int32, any Error> in
      do { return .success(try await command.replay()) } catch { return .failure(error) }
    }
    throw ExitCode(try result.get())
  }

  /// Replays all files.
  /// - Returns: the exit code.
  private func replay() async throws -> Int32 {
    var assigned = try Composition(
      session.choices, purpose: .replay(allowPrograms: allowPrograms))
    for text in computers {
      let (name, place) = try AssignedComputers.parse(text)
      assigned.assignedComputers[name] = place
    }
    let composition = assigned
    let transport =
      computers.isEmpty ? TranscriptRunner.inProcess : "assigned"
    let runner = TranscriptRunner(
      setup: setup, isExact: exact, transport: transport, timeLimit: .seconds(timeout)
    ) { directives, host in
      try composition.transcriptShell(directives, host)
    }
    var total = ReplaySummary()
    for file in files where Terminal.outputFailure == nil {
      do {
        let text = try InputFile(path: file).text(limit: Self.largestFile)
        let transcript = try TranscriptParser.parse(text, name: file)
        guard !transcript.sections.isEmpty else {
          throw InputFile.Failure(
            "holds no command: none of its lines begins with a prompt such as PS C:\\>"
              + " (in a page of Markdown: none within a fenced block)")
        }
        let report = await runner.run(transcript)
        total.add(report)
        Terminal.write(ReplaySummary.text(of: report))
      } catch let failure as Transcript.Failure {
        total.unreadable += 1
        Terminal.write("\(file):\(failure.line): \(failure.message)\n", toError: true)
      } catch let failure as InputFile.Failure {
        total.unreadable += 1
        Terminal.write("\(file): \(failure.reason).\n", toError: true)
      }
      Terminal.flush()
    }
    Terminal.write(total.text)
    Terminal.flush()
    return Terminal.outputFailure == nil ? total.exitCode : 2
  }
}

/// Counts of a replay, and how they are shown.
struct ReplaySummary {
  var transcripts = 0
  var interactions = 0
  var differences = 0
  var skipped = 0
  var unreadable = 0

  mutating func add(_ report: TranscriptRunner.Report) {
    transcripts += 1
    interactions += report.interactions
    differences += report.differences.count
    skipped += report.skipped.count
    unreadable += report.failures.isEmpty ? 0 : 1
  }

  /// 0 all match, 1 differences, 2 something could not be read or run.
  var exitCode: Int32 { unreadable > 0 ? 2 : differences > 0 ? 1 : 0 }

  /// The last line of a replay.
  var text: String {
    var parts = [
      Self.count(transcripts, "transcript"), Self.count(interactions, "interaction"),
      Self.count(differences, "difference"),
    ]
    if skipped > 0 { parts.append("\(skipped) skipped") }
    if unreadable > 0 { parts.append("\(unreadable) could not be run") }
    return parts.joined(separator: ", ") + "\n"
  }

  /// What is shown of one transcript.
  static func text(of report: TranscriptRunner.Report) -> String {
    var text = ""
    for reason in report.skipped { text += "\(report.name): skipped: \(reason)\n" }
    for failure in report.failures {
      let line = failure.line.map { ":\($0)" } ?? ""
      text += "\(report.name)\(line): \(harmless(failure.text))\n"
    }
    for difference in report.differences {
      text += "\(report.name):\(difference.line): \(harmless(difference.input))\n"
      for line in difference.text { text += "  \(harmless(line))\n" }
    }
    if report.isMatch, report.interactions > 0 {
      text += "\(report.name): ok, \(count(report.interactions, "interaction"))\n"
    }
    return text
  }

  /// A text of the transcript, which may come from a stranger, without sequences that would make the
  /// terminal do something.
  private static func harmless(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { ControlCharacters.shown(String($0), allowing: .nothing, colors: false) }
      .joined(separator: "\n")
  }

  private static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }
}
