import ArgumentParser

/// The shell with a lesson.
struct LearnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Learn WS-Management at the prompt, with lessons that need no other computer.",
    discussion: """
      Begins the next lesson that is not done, or the one that is named. A lesson runs in a session \
      of its own: what you do there changes nothing of yours. Progress is kept in the state folder.

        wsmansh learn                    the next lesson
        wsmansh learn connect            one of them
        wsmansh -c Get-Lesson            all lessons, and how far you are
        wsmansh learn --path my-course   a course of your own

      In a lesson: hint, skip, info, play, reset, undo, stop, next; 'exit' leaves the program.
      """)

  @OptionGroup var session: SessionOptions

  @Option(
    help: ArgumentHelp(
      "A folder with a course instead of the lessons that come with the program.",
      valueName: "dir"))
  var path: String?

  @Argument(
    help: ArgumentHelp("A lesson.", valueName: "lesson"),
    completion: .shellCommand("wsmansh -c '(Get-Lesson).Name'"))
  var lesson: String?

  func run() throws {
    let shell = ShellSession(
      composition: try Composition(session.choices, purpose: .shell),
      work: .lesson(lesson, folder: path), usesProfile: false, mayAsk: true)
    throw ExitCode(shell.run())
  }
}
