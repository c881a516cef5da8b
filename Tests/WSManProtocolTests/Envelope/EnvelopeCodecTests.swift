import Testing
import WSManProtocol
import XMLStream

@Suite struct EnvelopeCodecTests {
  private var header: RequestHeader {
    var header = RequestHeader(
      to: "http://server01.lab.example:5985/wsman",
      resource: ResourceURI(
        "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_Service"),
      selectors: ["Name": "Spooler"],
      messageID: MessageID("uuid:0A1B2C3D-0000-4000-8000-000000000001"))
    header.maxEnvelopeSize = 512_000
    header.operationTimeout = XSDDuration(milliseconds: 60_000)
    header.locale = "en-US"
    header.dataLocale = "en-US"
    header.sessionID = MessageID("uuid:5E55104D-1111-4111-8111-111111111111")
    return header
  }

  private var object: XMLFragment {
    XMLFragment("p", XMLName("urn:class", "C")) { object in
      object.declare("p", "urn:class")
      object.element("p", XMLName("urn:class", "Name"), text: "a<b> & \"c\"")
    }
  }

  private var reference: EndpointReference {
    EndpointReference(
      resource: ResourceURI("urn:resource"), selectors: ["Address": "*", "Transport": "HTTPS"])
  }

  /// The request of `protocol.md` 6.2 without its line breaks.
  @Test func getRequestAsThePublishedExample() {
    let expected = """
      <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
      xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
      xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd" \
      xmlns:p="http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd"><s:Header>\
      <a:To>http://server01.lab.example:5985/wsman</a:To>\
      <w:ResourceURI s:mustUnderstand="true">\
      http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_Service</w:ResourceURI>\
      <a:ReplyTo><a:Address s:mustUnderstand="true">\
      http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:Address></a:ReplyTo>\
      <a:Action s:mustUnderstand="true">http://schemas.xmlsoap.org/ws/2004/09/transfer/Get\
      </a:Action><w:MaxEnvelopeSize s:mustUnderstand="true">512000</w:MaxEnvelopeSize>\
      <a:MessageID>uuid:0A1B2C3D-0000-4000-8000-000000000001</a:MessageID>\
      <w:Locale xml:lang="en-US" s:mustUnderstand="false"/>\
      <p:DataLocale xml:lang="en-US" s:mustUnderstand="false"/>\
      <p:SessionId s:mustUnderstand="false">uuid:5E55104D-1111-4111-8111-111111111111\
      </p:SessionId><w:SelectorSet><w:Selector Name="Name">Spooler</w:Selector></w:SelectorSet>\
      <w:OperationTimeout>PT60.000S</w:OperationTimeout></s:Header><s:Body/></s:Envelope>
      """
    let written = EnvelopeEncoder.encode(RequestEnvelope(header: header, body: .get))
    #expect(String(decoding: written, as: UTF8.self) == expected)
  }

  @Test func identifyRequest() throws {
    let bytes = EnvelopeEncoder.encode(RequestEnvelope.identify)
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
        xmlns:wsmid="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd">\
        <s:Header/><s:Body><wsmid:Identify/></s:Body></s:Envelope>
        """)
    #expect(try EnvelopeDecoder.decodeRequest(bytes).envelope == .identify)
  }

  private var requestBodies: [RequestBody] {
    [
      .get, .delete, .put(object), .create(object), .put(nil),
      .enumerate(EnumerateRequest()),
      .enumerate(
        EnumerateRequest(
          optimize: true, maxElements: 20, filter: .wql("select * from C where a < 'b'"),
          mode: .objectAndReference, polymorphism: .baseClassOnly)),
      .enumerate(EnumerateRequest(filter: .selectors(["State": "Running"]), mode: .reference)),
      .enumerate(
        EnumerateRequest(
          filter: Filter(dialect: Dialects.association, content: .element(object)))),
      .pull(
        PullRequest(
          context: EnumerationContext("uuid:1"), maxElements: 5, maxCharacters: 1000,
          maxTime: XSDDuration(milliseconds: 30_000))),
      .release(EnumerationContext("uuid:1")),
      .invoke(action: "urn:resource/Method", input: object),
      .invoke(action: "urn:resource/Method", input: nil),
    ]
  }

  @Test func requestsRoundTripInEveryEncoding() throws {
    var header = header
    header.options = OptionSet([
      RequestOption(name: "A", value: "1", mustComply: true, type: "xs:string"),
      RequestOption(name: "B", value: nil), RequestOption(name: "C", value: ""),
    ])
    header.selectors.append(Selector(name: "Ref", value: .reference(reference)))
    header.fragmentTransfer = FragmentTransfer(path: "a/text()", dialect: Dialects.xpath)
    for body in requestBodies {
      let request = RequestEnvelope(header: header, body: body)
      for encoding in [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian] {
        let bytes = EnvelopeEncoder.encode(request, encoding: encoding)
        let decoded = try EnvelopeDecoder.decodeRequest(bytes)
        #expect(decoded.envelope == request)
        #expect(decoded.encoding == encoding)
      }
    }
  }

  @Test func answersRoundTrip() throws {
    let context = EnumerationContext("uuid:2")
    let items: [EnumerationItem] = [
      .object(object), .reference(reference), .objectAndReference(object, reference),
    ]
    let bodies: [ResponseBody] = [
      .get(object), .put(object), .put(nil), .delete, .release,
      .create(CreateResponse(reference: reference, additional: [object])),
      .enumerate(EnumerationBatch(context: context)),
      .enumerate(EnumerationBatch(context: nil, items: items)),
      .pull(EnumerationBatch(context: context, items: items)),
      .pull(EnumerationBatch(context: nil)),
      .invoke(action: "urn:resource/MethodResponse", output: object),
      .fault(WSManFault(.resourceNotFound, machine: "server01")),
      .fault(
        WSManFault(
          .invalidSelectors, message: "no such key ",
          provider: ProviderFault(
            provider: "WMI Provider", path: "x.dll", code: .invalidSelectors, machine: "S",
            extensions: [object]))),
      .fault(WSManFault(.init(1_234_567), message: "odd")),
      .fault(RequestProblem.notUnderstood(prefix: "", XMLName("urn:h", "H")).fault),
    ]
    let header = ResponseHeader(
      messageID: .random(), relatesTo: .random(), activityID: GUID.random(),
      fragmentTransfer: FragmentTransfer(path: "a"))
    for body in bodies {
      var response = ResponseEnvelope(header: header, body: body)
      // A header without a prefix of its own gets one for the answer.
      if case .fault(var fault) = body, !fault.notUnderstood.isEmpty {
        fault.notUnderstood[0].prefix = "q"
        response.body = .fault(fault)
      }
      let bytes = EnvelopeEncoder.encode(ResponseEnvelope(header: header, body: body))
      #expect(try EnvelopeDecoder.decodeResponse(bytes) == response)
    }
  }

  @Test func identifyAnswer() throws {
    let answer = IdentifyResponse(
      productVendor: "Microsoft Corporation",
      productVersion: "OS: 10.0.20348 SP: 0.0 Stack: 3.0", securityProfiles: ["urn:a", "urn:b"])
    let bytes = EnvelopeEncoder.encode(
      ResponseEnvelope(header: ResponseHeader(), body: .identify(answer)))
    let response = try EnvelopeDecoder.decodeResponse(bytes)
    #expect(response.body == .identify(answer))
    #expect(answer.protocolVersions == [Namespaces.wsman])
    #expect(answer.productVendor == "Microsoft Corporation")
    #expect(answer.productVersion == "OS: 10.0.20348 SP: 0.0 Stack: 3.0")
    #expect(answer.securityProfiles == ["urn:a", "urn:b"])
    // OMI puts the wrapper into the namespace of SOAP.
    let text = String(decoding: bytes, as: UTF8.self).replacing(
      "wsmid:IdentifyResponse", with: "s:IdentifyResponse")
    guard case .identify(let omi) = try EnvelopeDecoder.decodeResponse(Array(text.utf8)).body
    else {
      Issue.record("not the answer to Identify")
      return
    }
    #expect(omi.productVendor == "Microsoft Corporation")
  }

  @Test func theEndWinsOverAContext() throws {
    let response = ResponseEnvelope(
      header: ResponseHeader(), body: .pull(EnumerationBatch(context: EnumerationContext("7"))))
    let text = String(decoding: EnvelopeEncoder.encode(response), as: UTF8.self)
    for end in ["<w:EndOfSequence/>", "<n:EndOfSequence/>"] {
      let both = text.replacing("</n:PullResponse>", with: "\(end)</n:PullResponse>")
      let decoded = try EnvelopeDecoder.decodeResponse(Array(both.utf8))
      #expect(decoded.body == .pull(EnumerationBatch(context: nil)))
    }
  }

  @Test func itemsThatWereWrittenBeforeMakeTheSameAnswer() throws {
    let items: [EnumerationItem] = [
      .object(object), .reference(reference), .objectAndReference(object, reference),
    ]
    func bytes(_ batch: EnumerationBatch) -> [UInt8] {
      EnvelopeEncoder.encode(ResponseEnvelope(header: ResponseHeader(), body: .pull(batch)))
    }
    var encoded = EncodedItems()
    for item in items {
      let isWritten = encoded.append(item, limit: .max)
      #expect(isWritten)
    }
    var batch = EnumerationBatch(context: nil, encoded)
    #expect(batch == EnumerationBatch(context: nil, items: items))
    #expect(bytes(batch) == bytes(EnumerationBatch(context: nil, items: items)))
    batch.items.removeLast()
    #expect(
      bytes(batch) == bytes(EnumerationBatch(context: nil, items: Array(items.dropLast()))))
  }

  @Test func itemsBeyondTheLimitAreNotWritten() throws {
    func size(_ items: [EnumerationItem]) -> Int {
      EnvelopeEncoder.encode(
        ResponseEnvelope(
          header: ResponseHeader(), body: .pull(EnumerationBatch(context: nil, items: items)))
      ).count
    }
    let item = EnumerationItem.object(object)
    let one = size([item, item]) - size([item])
    var encoded = EncodedItems()
    let answers = [2 * one - 1, 2 * one - 1, 2 * one, .max].map {
      encoded.append(item, limit: $0)
    }
    #expect(answers == [true, false, true, true])
    #expect(encoded.items == [item, item, item])
    #expect(
      EnvelopeEncoder.encode(
        ResponseEnvelope(
          header: ResponseHeader(), body: .pull(EnumerationBatch(context: nil, encoded)))
      ).count == size([item, item, item]))
  }
}
