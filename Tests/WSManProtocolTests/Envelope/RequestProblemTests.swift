import Testing
import WSManProtocol
import XMLStream

@Suite struct RequestProblemTests {
  private static let required = """
    <a:To>urn:to</a:To><a:Action>\(ActionURI.get)</a:Action><a:MessageID>uuid:1</a:MessageID>\
    <a:ReplyTo><a:Address>\(ActionURI.anonymousRole)</a:Address></a:ReplyTo>\
    <w:ResourceURI>urn:r</w:ResourceURI>
    """

  private func envelope(_ header: String, body: String = "") -> [UInt8] {
    Array(
      """
      <s:Envelope xmlns:s="\(Namespaces.soap)" xmlns:a="\(Namespaces.addressing)" \
      xmlns:w="\(Namespaces.wsman)" xmlns:p="\(Namespaces.microsoft)" \
      xmlns:n="\(Namespaces.enumeration)"><s:Header>\(header)</s:Header>\
      <s:Body>\(body)</s:Body></s:Envelope>
      """.utf8)
  }

  private func problems(_ header: String, body: String = "") throws -> [RequestProblem] {
    try EnvelopeDecoder.decodeRequest(envelope(header, body: body)).envelope.problems
  }

  @Test func aCompleteRequestHasNone() throws {
    #expect(try problems(Self.required) == [])
  }

  @Test(arguments: [
    ("a:Action", HeaderNames.action, WSManErrorCode.messageInformationHeaderRequired),
    ("a:To", HeaderNames.to, .messageInformationHeaderRequired),
    ("a:ReplyTo", HeaderNames.replyTo, .messageInformationHeaderRequired),
    ("a:MessageID", HeaderNames.messageID, .invalidMessageInformationHeader),
    ("w:ResourceURI", HeaderNames.resourceURI, .invalidResourceURI),
  ])
  func missing(tag: String, name: XMLName, code: WSManErrorCode) throws {
    let header = Self.required.replacing("<\(tag)>", with: "<X>").replacing(
      "</\(tag)>", with: "</X>")
    let found = try problems(header)
    #expect(found == [.missingHeader(name)])
    #expect(found.first?.fault.code == code)
  }

  @Test func unknownHeaders() throws {
    let unknown = """
      <q:A xmlns:q="urn:q" s:mustUnderstand="1"/><q:B xmlns:q="urn:q" mustUnderstand="true"/>\
      <q:C xmlns:q="urn:q" s:mustUnderstand="false"/>\
      <q:D xmlns:q="urn:q" s:mustUnderstand="true" s:role="urn:somebody"/>
      """
    let found = try problems(Self.required + unknown)
    #expect(found == [.notUnderstood(prefix: "q", XMLName("urn:q", "A"))])
    let fault = try #require(found.first?.fault)
    #expect(fault.soapCode == .mustUnderstand)
    #expect(fault.subcode == nil)
    #expect(fault.notUnderstood.first?.name.localName == "A")
  }

  @Test func badValues() throws {
    let header =
      Self.required + """
        <w:OperationTimeout>PT-1S</w:OperationTimeout><w:MaxEnvelopeSize>x</w:MaxEnvelopeSize>\
        <w:Locale s:mustUnderstand="true" xml:lang="de"/><w:FragmentTransfer>a</w:FragmentTransfer>
        """
    #expect(
      try problems(header) == [
        .invalidHeader(HeaderNames.operationTimeout, value: "PT-1S"),
        .invalidHeader(HeaderNames.maxEnvelopeSize, value: "x"),
        .localeMustBeUnderstood(HeaderNames.locale), .fragmentTransferNotMandatory,
      ])
  }

  @Test func addressesAndRepetition() throws {
    let other = Self.required.replacing(ActionURI.anonymousRole, with: "urn:elsewhere")
    let found = try problems(other + "<a:To>urn:again</a:To>")
    #expect(
      found == [.repeatedHeader(HeaderNames.to), .addressNotAnonymous(HeaderNames.replyTo)])
    #expect(found.last?.fault.code == .unsupportedAddressingMode)
  }

  @Test func bodiesThatDoNotFit() throws {
    let header = Self.required.replacing(ActionURI.get, with: ActionURI.enumerate)
    let name = XMLName(Namespaces.enumeration, "Enumerate")
    #expect(try problems(header) == [.missingBodyElement(name)])
    let body = "<n:Enumerate><w:MaxElements>-1</w:MaxElements></n:Enumerate>"
    #expect(
      try problems(header, body: body) == [
        .invalidBodyElement(XMLName(Namespaces.wsman, "MaxElements"), value: "-1")
      ])
  }

  @Test(arguments: [
    ("<a/>", EnvelopeError.Kind.notSOAP12, WSManErrorCode.soapVersionMismatch),
    (
      "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body/></s:Envelope>",
      .notSOAP12, .soapVersionMismatch
    ),
    (
      "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Header/></s:Envelope>",
      .body, .invalidSOAPBody
    ),
    ("", .xml(XMLError(.empty)), .invalidXML),
    ("<!DOCTYPE a><a/>", .xml(XMLError(.documentType)), .invalidXML),
  ])
  func unreadable(text: String, kind: EnvelopeError.Kind, code: WSManErrorCode) {
    let error = #expect(throws: EnvelopeError.self) {
      try EnvelopeDecoder.decodeRequest(Array(text.utf8))
    }
    #expect(error?.kind == kind)
    #expect(error?.fault.code == code)
  }

  @Test func theIdIsKnownWhenTheBodyBreaks() throws {
    let broken = envelope(Self.required, body: "<x>").dropLast(30)
    let error = #expect(throws: EnvelopeError.self) {
      try EnvelopeDecoder.decodeRequest(Array(broken))
    }
    #expect(error?.messageID == MessageID("uuid:1"))
  }

  @Test func twoHeadersOrBodies() {
    let text = String(decoding: envelope(Self.required), as: UTF8.self)
    for part in ["<s:Header/>", "<s:Body/>"] {
      let doubled = text.replacing("</s:Envelope>", with: "\(part)</s:Envelope>")
      #expect(throws: EnvelopeError.self) {
        try EnvelopeDecoder.decodeRequest(Array(doubled.utf8))
      }
    }
  }
}
