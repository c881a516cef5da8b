import PSEngine
import Synchronization
import Testing

@testable import PSCommands

@Suite("Formats of Start-Transcript")
struct TranscriptWriterTests {
  private static func written(
    _ writer: any TranscriptWriter, _ events: [SessionEvent], _ end: RecordingEnd = .stopped,
    isContinuation: Bool = false
  ) -> String {
    var writer = writer
    var text = writer.begin(isContinuation: isContinuation)
    for event in events { text += writer.text(for: event) }
    return text + writer.end(end)
  }

  private static let session: [SessionEvent] = [
    .output("Transcript started\n"),
    .input(prompt: "PS C:\\> ", text: "if (1) {\n'a'\n}"), .output("\u{1B}[32;1ma"),
    .output("\u{1B}[0m  \n\n"),
    .answer(question: "Name: ", text: "alice"),
    .input(prompt: "\u{1}\u{1B}[1m\u{1}mine# ", text: "1"), .output("no line end"),
    .input(prompt: "PS C:\\> ", text: "Stop-Transcript"),
  ]

  @Test func plainSession() {
    let writer = SessionTranscript(.plain, .init(labs: ["contoso"], width: 80), title: "T")
    #expect(
      Self.written(writer, Self.session) == """
        //lab contoso
        //width 80
        PS C:\\> if (1) {
        >> 'a'
        >> }
        a

        Name: alice
        PS> 1
        no line end

        """)
  }

  @Test("a second session in the same file starts a section, and its end is kept with the session")
  func continuedSession() {
    let writer = SessionTranscript(.plain, .init(), title: "T")
    let text = Self.written(
      writer, [.input(prompt: nil, text: "exit")], .sessionEnded, isContinuation: true)
    #expect(text == "\n# T #\nPS> exit\n")
  }

  @Test func pageOfMarkdown() {
    let writer = SessionTranscript(.markdown, .init(labs: ["contoso"]), title: "T")
    let events: [SessionEvent] = [
      .input(prompt: "PS C:\\> ", text: "dir"), .output("\n\na\n\nb\n```\n\n"),
      .input(prompt: "PS C:\\> ", text: "1"),
    ]
    #expect(
      Self.written(writer, events, .sessionEnded) == """
        # T

        <!-- wsmansh
        //lab contoso
        -->

        ```powershell
        PS C:\\> dir
        ```

        ```Output
        a

        b
        [..]```
        ```

        ```powershell
        PS C:\\> 1
        ```


        """)
  }

  @Test("recordings of asciinema: absolute times in version 2, intervals in version 3")
  func casts() {
    for (version, times) in [
      (2, ["0.000000", "1.000000", "1.000000", "1.000000"]),
      (3, ["0.000000", "1.000000", "0.000000", "0.000000"]),
    ] {
      let clock = Mutex(100.0)
      let writer = CastTranscript(
        .init(version: version, width: 80, height: 24, title: "a \"b\"")
      ) { clock.withLock { $0 } }
      var copy: any TranscriptWriter = writer
      let head = copy.begin(isContinuation: false)
      let size =
        version == 2
        ? #""width":80,"height":24"# : #""term":{"cols":80,"rows":24,"type":"xterm-256color"}"#
      #expect(
        head == "{\"version\":\(version),\(size),\"timestamp\":100,\"title\":\"a \\\"b\\\"\"}\n")
      clock.withLock { $0 = 101 }
      #expect(copy.text(for: .input(prompt: "PS> ", text: "x")).isEmpty)
      let input = copy.text(for: .input(prompt: "PS> ", text: "Stop-Transcript"))
      #expect(
        input == """
          [\(times[0]), "o", "PS> "]
          [\(times[1]), "o", "x"]
          [\(times[2]), "i", "x\\r"]
          [\(times[3]), "o", "\\r\\n"]

          """)
      let output = copy.text(for: .output("\u{1B}[1m\\é\t\n"))
      #expect(output.contains(#""\u001b[1m\\é\t\r\n"]"#))
      _ = copy.text(for: .input(prompt: "PS> ", text: "Stop-Transcript"))
      #expect(copy.end(.stopped).isEmpty)
    }
  }

  @Test func timesOfWindows() {
    let writer = WindowsTranscript(
      .init(isCore: true, lines: ["A: b"]), showsTimes: true, time: { "20250102030405" })
    let stars = String(repeating: "*", count: 22)
    let events: [SessionEvent] = [
      .input(prompt: nil, text: "a\nb"),
      .terminatingError(command: "Get-Item", message: "m"),
    ]
    #expect(
      Self.written(writer, events) == """
        \(stars)
        PowerShell transcript start
        Start time: 20250102030405
        A: b
        \(stars)
        \(stars)
        Command start time: 20250102030405
        \(stars)
        PS>a
        >> b
        PS>TerminatingError(Get-Item): "m"
        \(stars)
        PowerShell transcript end
        End time: 20250102030405
        \(stars)

        """)
  }
}
