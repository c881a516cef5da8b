import Testing
import WSManProtocol
import XMLStream

@Suite struct EnvelopeRedactionTests {
  private func fragment(_ text: String) throws -> XMLFragment { try XMLFragment(parsing: text) }

  @Test func passwordsAndEnvironments() throws {
    let secret = try fragment(
      """
      <c xmlns:r="\(Namespaces.shell)"><User>u</User><Password>p1</Password>\
      <p RunAsPassword="p2" Name="n"/><r:Environment><r:Variable Name="x">p3</r:Variable>\
      </r:Environment><Password></Password><Last>l</Last></c>
      """)
    let shown = """
      <c xmlns:r="\(Namespaces.shell)"><User>u</User><Password>***</Password>\
      <p RunAsPassword="***" Name="n"/><r:Environment><r:Variable Name="x">***</r:Variable>\
      </r:Environment><Password></Password><Last>l</Last></c>
      """
    let request = RequestEnvelope(header: RequestHeader(), body: .put(secret))
    guard case .put(let content?) = EnvelopeRedaction.redacted(request).body else {
      Issue.record("no content")
      return
    }
    #expect(content.description == shown)
    let response = ResponseEnvelope(
      header: ResponseHeader(),
      body: .pull(EnumerationBatch(context: nil, items: [.object(secret)])))
    guard case .pull(let batch) = EnvelopeRedaction.redacted(response).body else {
      Issue.record("no items")
      return
    }
    #expect(batch.items.first?.object?.description == shown)
  }

  @Test func innocentMessagesStay() throws {
    let plain = try fragment("<a><b>1</b></a>")
    let request = RequestEnvelope(header: RequestHeader(), body: .create(plain))
    #expect(EnvelopeRedaction.redacted(request) == request)
  }

  @Test(
    "passwords in command lines",
    arguments: [
      ("net user bob hunter2 /add", "net user bob *** /add"),
      (#"C:\Windows\net.exe  user bob hunter2"#, #"C:\Windows\net.exe  user bob ***"#),
      ("dir & net use Z: \\\\a\\b hunter2 & dir", "dir & net use Z: *** *** & dir"),
      ("winrm id -r:h -u:me -p:hunter2", "winrm id -r:h -u:me -p:***"),
      ("x /rp hunter2 /tn a", "x /rp *** /tn a"), ("setup PASSWORD=hunter2", "setup PASSWORD=***"),
      (
        "powershell ConvertTo-SecureString -Force 'hunter2' -AsPlainText",
        "powershell ConvertTo-SecureString -Force *** -AsPlainText"
      ),
      ("net user bob", "net user bob"), ("dir C:\\p:x", "dir C:\\p:x"), ("", ""),
    ])
  func commandLines(_ line: String, _ shown: String) throws {
    func redacted(_ input: XMLFragment) -> XMLFragment? {
      let request = RequestEnvelope(
        header: RequestHeader(), body: .invoke(action: "a", input: input))
      guard case .invoke(_, let input) = EnvelopeRedaction.redacted(request).body else {
        return nil
      }
      return input
    }
    let whole = try #require(redacted(ShellCommandLine(line, id: "1").element))
    #expect(ShellCommandLine(element: whole) == ShellCommandLine(shown, id: "1"))
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    if words.count == 2 {
      let parts = try #require(
        redacted(ShellCommandLine(words[0], arguments: [words[1]]).element))
      #expect(ShellCommandLine(element: parts)?.text == ShellCommandLine(shown).text)
    }
    let escaped = line.replacing("&", with: "&amp;")
    let process = try fragment("<i><CommandLine>\(escaped)</CommandLine><n>1</n></i>")
    let isSecret = line != shown
    #expect(redacted(process)?.child(localName: "CommandLine")?.text == (isSecret ? "***" : line))
    #expect(redacted(process)?.child(localName: "n")?.text == "1")
  }
}
