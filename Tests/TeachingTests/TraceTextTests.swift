import Testing
import WSManClient
import WSManProtocol
import XMLStream

@testable import Teaching

@Suite struct TraceTextTests {
  private let text = TraceText()

  private func plain(_ traced: TraceRecorder.Traced, _ detail: TraceDetail) -> [String] {
    text.lines(traced, detail).map { $0.text(colored: false) }
  }

  @Test func oneLine() throws {
    let traced = SampleExchange.get()
    let sent = traced.exchange.sentBytes
    let received = traced.exchange.receivedBytes
    #expect(
      plain(traced, .line) == [
        "#1 server01 Get winrm/config/listener?Address=*+Transport=HTTP  200  \(sent) > \(received) <"
          + "  2.3 ms  encrypted (Negotiate)"
      ])
    let hidden = TraceText(hidesTimes: true).line(traced).text(colored: false)
    #expect(!hidden.contains("ms"))
  }

  @Test func headersAreExplained() {
    let lines = plain(SampleExchange.get(), .header)
    #expect(
      lines.contains {
        $0.contains(
          "a:To = http://server01:5985/wsman  the address of the service "
            + "(WS-Addressing 3)")
      })
    #expect(
      lines.contains {
        $0.contains("w:SelectorSet = Address: *, Transport: HTTP")
      })
    #expect(lines.contains { $0.contains("w:Locale = en-US") })
    #expect(lines.contains { $0.contains("a:RelatesTo") })
  }

  @Test func everyElementOfAnEnvelopeIsExplainedOrOfTheResource() throws {
    let lines = plain(SampleExchange.get(), .envelope)
    let unexplained = lines.filter { line in
      line.contains("<") && !line.contains("</") && !line.contains("(")
        && !line.contains("<cfg:")
    }
    #expect(unexplained == [])
  }

  @Test(
    arguments: [
      ("application/soap+xml;charset=UTF-8", "SOAP 1.2 and its encoding"),
      ("multipart/encrypted;protocol=\"x\"", "the body is encrypted"),
      ("text/html", "not what WS-Management sends"),
    ])
  func kindsOfBodiesAreExplained(_ type: String, _ note: String) {
    var leg = WireLeg(requestHeader: [], sentBytes: 0)
    leg.responseHeader = ["Content-Type: \(type)"]
    let lines = plain(SampleExchange.traced(.identify, .failed("nothing"), legs: [leg]), .header)
    #expect(lines.contains { $0.contains("Content-Type: \(type)  \(note)") }, "\(lines)")
  }

  @Test func faultsAndOtherEnds() {
    let request = RequestEnvelope.identify
    let header = ResponseHeader()
    let fault = ResponseEnvelope(header: header, body: .fault(WSManFault(.accessDenied)))
    #expect(
      plain(SampleExchange.traced(request, .answered(fault)), .line)[0]
        .hasPrefix("#1 server01 Identify  fault 5 ERROR_ACCESS_DENIED"))
    #expect(
      plain(SampleExchange.traced(request, .rehearsed), .line)
        == ["#1 server01 Identify  not sent: -WhatIf"])
    #expect(
      plain(SampleExchange.traced(request, .failed("it broke")), .header)
        .contains("  it broke"))
  }

  @Test func whatCameOverTheWireCommandsNoTerminal() {
    let line = StyledLine("a\u{1B}[2Jb\r\u{9B}c\u{202E}")
    #expect(line.text(colored: false) == "a\u{241B}[2Jb\u{240D}\u{FFFD}c\u{FFFD}")
    #expect(StyledLine("x", .bad).text(colored: true) == "\u{1B}[31mx\u{1B}[0m")
  }

  @Test(arguments: ["", "no xml", "<a><b></a>", "\u{0}\u{1}"])
  func whatIsNoXMLIsShownAsItIs(_ bytes: String) {
    let lines = EnvelopeText.lines(Array(bytes.utf8), indent: 2).map { $0.text(colored: false) }
    #expect(lines.first == "  This is no message:")
  }

  @Test func encryptedBodiesAreShownInBothForms() {
    var leg = WireLeg(
      requestHeader: ["Content-Type: multipart/encrypted", "Authorization: Negotiate TlRM"],
      sentBytes: 12, sealedRequest: Array("--Encrypted Boundary\r\n\u{1}\u{2}".utf8))
    leg.status = 200
    let traced = SampleExchange.traced(
      .identify, .answered(ResponseEnvelope(header: ResponseHeader(), body: .delete)), legs: [leg])
    let envelope = plain(traced, .envelope)
    #expect(envelope.contains("      --Encrypted Boundary"))
    #expect(envelope.contains { $0.contains("<wsmid:Identify") })
    let headers = plain(traced, .header)
    #expect(headers.contains { $0.contains("Authorization: Negotiate ***") })
    #expect(!headers.contains { $0.contains("TlRM") })
  }
}
