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
}
