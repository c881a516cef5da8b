import ArgumentParser
import Lab
import Transcripts
import WSManClient

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Replays transcripts and shows what differs.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Run transcripts and compare what they print with what they say.",
    discussion: """
      A transcript holds prompt lines, typed commands and expected output, as plain text or in \
      fenced blocks of a Markdown page. It runs in a fresh state; a heading starts another one. \
      Blanks and empty lines are not compared unless --exact is given. What Start-Transcript writes, \
      in any of its formats, and recordings of asciinema are read as well; of a folder, all of them.

        wsmansh replay --lab contoso --setup 'Connect-WSMan server01' session.txt
        wsmansh replay --lab contoso docs/ --report junit=result.xml
        wsmansh replay --lab contoso docs/page.md:42 --update

      With --computer the same transcript runs against a real service under the name that it uses:

        wsmansh replay --computer server01=srv.contoso.com --credential contoso\\anna session.txt

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
      "Reach a computer that transcripts name at a real address. Repeatable.",
      valueName: "name=address"))
  var computers: [String] = []

  @Option(
    help: ArgumentHelp(
      "Who logs on there, with the password of $WSMANSH_PASSWORD or of the prompt; --credential-file names a file instead, and without both a Kerberos ticket counts.",
      valueName: "user"))
  var credential: String?

  @Option(
    help: ArgumentHelp(
      "How to log on there: negotiate, kerberos, credssp, basic or digest. Negotiate takes Kerberos or NTLM and encrypts messages over HTTP.",
      valueName: "scheme"))
  var authentication = ReplayAuthentication.negotiate

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

  @Flag(help: "Rewrite the expected output that differs; elisions, prose and layout stay.")
  var update = false

  @Flag(help: "With --update: ask for each difference.")
  var interactive = false

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "A report in one of the forms text, junit, tap, github, json; on standard output, or in a file. Repeatable.",
      valueName: "form[=file]"))
  var reports: [String] = []

  @Option(
    help: ArgumentHelp("Replay the K-th of N parts of the files only.", valueName: "K/N"))
  var shard: String?

  @Option(help: ArgumentHelp("Files that are replayed at the same time.", valueName: "number"))
  var jobs = 1

  @Argument(
    help: ArgumentHelp(
      "Transcripts, or folders of them; FILE:LINE is one command, - standard input.",
      valueName: "file"))
  var files: [String]

  func validate() throws {
    guard (1...86_400).contains(timeout) else {
      throw ValidationError("--timeout takes a number of seconds from 1 to 86400.")
    }
    guard (1...256).contains(jobs) else {
      throw ValidationError("--jobs takes a number from 1 to 256.")
    }
    if let shard, Shard(shard) == nil {
      throw ValidationError("--shard takes K/N, with K from 1 to N, such as 1/4.")
    }
    for report in reports where ReportOutput(report) == nil {
      let forms = ReportForm.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--report takes one of \(forms), alone or with =FILE.")
    }
    for text in computers {
      do { _ = try AssignedComputers.parse(text) } catch {
        throw ValidationError(error.description)
      }
    }
    if credential != nil, session.credentialFile != nil {
      throw ValidationError("--credential and --credential-file name the account both.")
    }
    if interactive, !update { throw ValidationError("--interactive goes with --update.") }
    if update, files.contains("-") {
      throw ValidationError("--update rewrites files, so it cannot be used with standard input.")
    }
  }

  func run() throws {
    let command = self
    ProcessEnvironment.useUniversalTime()
    // What waits for an answer or a command must not keep the program from ending.
    signal(SIGINT, SIG_DFL)
    do {
      let account = try credential.map {
        SessionCredential(userName: $0, password: try ReplayPassword.take(for: $0))
      }
      let bridge = MainThreadBridge()
      let result = bridge.run { () -> Result<Int32, any Error> in
        do { return .success(try await command.replay(bridge, as: account)) } catch {
          return .failure(error)
        }
      }
      throw ExitCode(try result.get())
    } catch let error where !(error is ExitCode) {
      // 1 would say that a transcript differs.
      Terminal.flush()
      Terminal.write(ShellCommand.fullMessage(for: error) + "\n", toError: true)
      throw ExitCode(2)
    }
  }

  /// Replays all files.
  /// - Returns: the exit code.
  private func replay(
    _ bridge: MainThreadBridge, as account: SessionCredential?
  ) async throws -> Int32 {
    var outputs = reports.compactMap { ReportOutput($0) }
    let isTextWanted = outputs.allSatisfy { $0.path != nil || $0.form.standsBesideText }
    if isTextWanted, let text = ReportOutput(ReportForm.text.rawValue) {
      outputs.insert(text, at: 0)
    }
    var update = ReplayRun.Update.never
    if self.update {
      let question = UpdateQuestion(bridge)
      update = interactive ? .ask { await question.ask($0, in: $1) } : .always
    }
    let run = ReplayRun(runner: try runner(account), update: update, jobs: interactive ? 1 : jobs)
    var names = ReplayFiles.all(files)
    if let shard = shard.flatMap({ Shard($0) }) { names = shard.files(names) }
    var total = ReplaySummary()
    var failure: ReportOutput.Failure?
    func write(_ step: (ReportOutput) throws(ReportOutput.Failure) -> Void) {
      for output in outputs where failure == nil {
        do throws(ReportOutput.Failure) { try step(output) } catch { failure = error }
      }
      Terminal.flush()
    }
    write { output throws(ReportOutput.Failure) in try output.begin() }
    if failure == nil {
      await run.run(names) { result in
        total.add(result)
        Self.tellUnreadable(result)
        write { output throws(ReportOutput.Failure) in try output.add(result) }
      }
    }
    write { output throws(ReportOutput.Failure) in try output.end(total) }
    if let failure { Terminal.report(failure.description) }
    return Terminal.outputFailure == nil && failure == nil ? total.exitCode : 2
  }

  /// Files that cannot be read are told on standard error, whatever the reports.
  private static func tellUnreadable(_ result: ReplayResult) {
    guard let unreadable = result.unreadable else { return }
    Terminal.flush()
    let reason = TextReport.harmless(unreadable.reason)
    let text =
      unreadable.line.map { "\(result.name):\($0): \(reason)" } ?? "\(result.name): \(reason)."
    Terminal.write(text + "\n", toError: true)
  }

  private func runner(_ account: SessionCredential?) throws -> TranscriptRunner {
    var assigned = try Composition(
      session.choices, purpose: .replay(allowPrograms: allowPrograms))
    if let account { assigned.credential = account }
    let environment = ProcessEnvironment.variables()
    for text in computers {
      var (name, place) = try AssignedComputers.parse(text)
      place.authentication = authentication.mechanism
      // The transcript's own environment is the same everywhere; whom this machine trusts is not.
      place.authorities = .init(
        file: environment["SSL_CERT_FILE"], folder: environment["SSL_CERT_DIR"])
      assigned.assignedComputers[name] = place
    }
    let composition = assigned
    return TranscriptRunner(
      setup: setup, isExact: exact,
      transport: computers.isEmpty ? TranscriptRunner.inProcess : "assigned",
      timeLimit: .seconds(timeout)
    ) { directives, host in
      try composition.transcriptShell(directives, host)
    }
  }
}
