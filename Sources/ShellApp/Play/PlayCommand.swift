import ArgumentParser
import Lab
import Transcripts

/// Types a transcript in the shell, for a lecture.
struct PlayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
    abstract: "Type a transcript at the speed of a person, in the shell.",
    discussion: """
      The commands of the transcript are typed and run one after the other; what they print is real. \
      Answers to questions are typed as well. Each section begins in a fresh session with the labs \
      that it names, as in a replay: nothing of your own settings is changed. At the end, or whenever \
      you take over, that session is yours.

      Keys: Space pauses and goes on. Return or the arrow to the right types the command that waits, \
      or finishes at once the one that is being typed; s skips it; + and - change the speed. Escape, \
      q or Ctrl+C takes over, in the middle of a line too. With --step each command waits for a key.

        wsmansh play --lab contoso lecture.md --speed 1.5
      """)

  @OptionGroup var session: SessionOptions

  @Option(
    help: ArgumentHelp("1 is the speed of a person, 2 is twice as fast.", valueName: "factor"))
  var speed = 1.0

  @Flag(help: "Wait for a key before each command.")
  var step = false

  @Argument(help: ArgumentHelp("The transcript.", valueName: "file"))
  var file: String

  /// A transcript larger than this is none for an audience (16 MB).
  private static let largestFile = 16 << 20

  func validate() throws {
    guard PlayPace.range.contains(speed) else {
      throw ValidationError("--speed takes a number from 0.1 to 100.")
    }
    guard file != "-" else {
      throw ValidationError(
        "A transcript on standard input cannot be played: your keys come there.")
    }
  }

  func run() throws {
    guard Terminal.isInput, Terminal.isOutput else {
      Terminal.report("A transcript is played on a terminal; 'wsmansh replay' runs it without one.")
      throw ExitCode(2)
    }
    guard let transcript = read() else { throw ExitCode(2) }
    let script = PlayScript(transcript)
    guard !script.isAtEnd else {
      Terminal.report("\(file) holds no command that can be played.")
      throw ExitCode(2)
    }
    ProcessEnvironment.useUniversalTime()
    let shell = ShellSession(
      composition: try Composition(session.choices, purpose: .shell),
      work: .play(script, PlayPace(speed: speed, isPaused: step)), usesProfile: false,
      mayAsk: true)
    throw ExitCode(shell.run())
  }

  /// The transcript; one that cannot be read is reported.
  private func read() -> Transcript? {
    do {
      let text = try InputFile(path: file).text(limit: Self.largestFile)
      return try TranscriptParser.parse(text, name: file)
    } catch let failure as Transcript.Failure {
      Terminal.report("\(file):\(failure.line): \(failure.message)")
    } catch {
      Terminal.report("\(file) \(error).")
    }
    return nil
  }
}
