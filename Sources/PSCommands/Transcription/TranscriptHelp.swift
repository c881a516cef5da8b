import PSEngine

/// Help of the transcript cmdlets.
enum TranscriptHelp {
  private static let module = "Microsoft.PowerShell.Host"

  static let topics: [HelpTopic] = [
    HelpTopic(
      name: "Start-Transcript", module: module,
      synopsis: "Writes what is typed and shown in this session to a file.",
      text: """
        The file has the form of Windows PowerShell: a header, then each prompt with its input and what was shown. With
        -Format Session or Markdown it is a session as documentation shows it, and with -Format Cast a recording that
        asciinema plays with its timing; `wsmansh replay` runs all of them again.

        Passwords that are typed, and texts of secure strings, appear as stars; of an input that may hold a secret only
        names are written. What a program of the machine writes to the terminal by itself is not recorded.

        Several transcripts may run at once. Stop-Transcript ends the one that was started last, the end of the session
        all of them.
        """,
      examples: [
        .init(title: "Record to a file with a made-up name", code: "Start-Transcript"),
        .init(
          title: "Record an example for a page of documentation",
          code: "Start-Transcript C:\\example.md -Format Markdown"),
        .init(
          title: "Record for asciinema",
          code: "Start-Transcript C:\\demo.cast -Format Cast -CastVersion 3"),
      ], links: ["Stop-Transcript"]),
    HelpTopic(
      name: "Stop-Transcript", module: module,
      synopsis: "Ends the transcript that was started last.",
      text: """
        It writes the footer and the path of the file.
        """,
      examples: [.init(title: "End a transcript", code: "Stop-Transcript")],
      links: ["Start-Transcript"]),
  ]
}
