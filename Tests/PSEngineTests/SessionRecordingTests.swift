import Synchronization
import Testing

@testable import PSEngine

@Suite("Recording a session")
struct SessionRecordingTests {
  private final class Events: SessionRecorder {
    let all = Mutex<[SessionEvent]>([])
    let ends = Mutex(0)
    func record(_ event: SessionEvent) { all.withLock { $0.append(event) } }
    func finish(_ end: RecordingEnd) { ends.withLock { $0 += 1 } }
  }

  @Test("secrets that are known are masked wherever they are shown")
  func knownSecrets() {
    let recording = SessionRecording()
    let events = Events()
    recording.start(events)
    recording.hide("hunter2")
    recording.hide("abc")
    recording.hide("*****")
    recording.record(.output("it is hunter2, abc and *****\n"))
    recording.record(.input(prompt: "PS> ", text: "echo hunter2"))
    #expect(
      events.all.withLock { $0 } == [
        .output("it is ********, abc and *****\n"),
        .input(prompt: "PS> ", text: "echo ********"),
      ])
  }

  @Test("the recorder that was started last ends first, and all end once")
  func ends() {
    let recording = SessionRecording()
    let first = Events()
    let second = Events()
    recording.start(first)
    recording.start(second)
    #expect(recording.stopLast() === second)
    recording.end()
    recording.end()
    #expect(!recording.isActive)
    #expect(recording.stopLast() == nil)
    #expect(first.ends.withLock { $0 } == 1)
    #expect(second.ends.withLock { $0 } == 1)
  }

  @Test(
    "of an input that may hold a secret only names are kept",
    arguments: [
      ("dir C:\\", "dir C:\\"),
      (
        "$s = ConvertTo-SecureString 'hunter2' -AsPlainText -Force",
        "$s = ConvertTo-SecureString '********' -AsPlainText -Force"
      ),
      ("winrm id -u:alice -p:hunter2", "winrm ******** -u:******** -p:********"),
      ("$password = \"hunter2\"", "$password = \"********\""),
      ("$password = hunter2", "$password = ********"),
      ("net user alice hunter2", "net ******** ******** ********"),
      ("@{ password = 'a'; port = 5985 }", "@{ password = '********'; port = ******** }"),
    ])
  func inputs(_ text: String, _ masked: String) {
    #expect(SensitiveInput.masked(text) == masked)
  }

  @Test("no piece of a secret input gets through, however it is broken")
  func brokenInputs() {
    for text in [
      "ConvertTo-SecureString 'hunter2", "$password = @'\nhunter2\n'@", "$password = hunter2.x(1",
      "curl -u alice:hunter2 http://x", "\"$($password = 'hunter2')\"",
      "password hunter2 # hunter2",
      "net user a --% hunter2",
    ] {
      #expect(!SensitiveInput.masked(text).contains("hunter2"), "\(text)")
    }
  }
}
