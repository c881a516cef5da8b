import RecordedMessages
import Testing
import WSManProtocol
import XMLStream

@Suite struct RecordedMessageTests {
  @Test func thereAreRecordings() {
    #expect(Recordings.exchanges.count > 90)
  }

  @Test(arguments: Recordings.exchanges)
  func requestsAreRead(exchange: Recordings.Exchange) throws {
    let decoded = try EnvelopeDecoder.decodeRequest(Array(exchange.request.utf8))
    let request = decoded.envelope
    #expect(decoded.encoding == .utf8)
    #expect(request.header.messageID?.text.hasPrefix("uuid:") == true)
    #expect(request.header.resource != nil)
    if exchange.file == "test_psrp_is_alive_other_wsman_error.yml",
      let problem = request.problems.first
    {
      #expect(problem == .invalidHeader(HeaderNames.operationTimeout, value: "PT-1S"))
      #expect(problem.fault.code == .invalidMessageInformationHeader)
    } else {
      #expect(request.problems == [])
    }
    let again = try EnvelopeDecoder.decodeRequest(EnvelopeEncoder.encode(request)).envelope
    #expect(again.header == request.header)
    #expect(again.body == request.body)
  }

  @Test(arguments: Recordings.exchanges)
  func answersAreRead(exchange: Recordings.Exchange) throws {
    let response = try EnvelopeDecoder.decodeResponse(Array(exchange.response.utf8))
    let request = try EnvelopeDecoder.decodeRequest(Array(exchange.request.utf8)).envelope
    // The last answer of this file belongs to another request.
    if exchange.file != "test_winrs_unicode.yml" {
      #expect(response.header.relatesTo == request.header.messageID)
    }
    let encoded = EnvelopeEncoder.encode(response)
    #expect(try EnvelopeDecoder.decodeResponse(encoded) == response)
  }

  /// What Windows wrote comes out of the encoder byte for byte.
  @Test(arguments: Recordings.exchanges)
  func answersAreWrittenLikeWindows(exchange: Recordings.Exchange) throws {
    let response = try EnvelopeDecoder.decodeResponse(Array(exchange.response.utf8))
    switch response.body {
    case .get, .create, .delete, .enumerate, .fault:
      let written = String(decoding: EnvelopeEncoder.encode(response), as: UTF8.self)
      #expect(written == exchange.response)
    default: break
    }
  }

  @Test func putOfAWindowsClient() throws {
    let text = try Recordings.text("omi/Put1.xml").trimmingXMLSpace()
    let request = try EnvelopeDecoder.decodeRequest(Array(text.utf8)).envelope
    #expect(request.problems == [])
    #expect(request.header.sequenceID == 1)
    #expect(request.header.selectors["__CIMNAMESPACE"] == "root/omi")
    #expect(request.header.options.options.count == 7)
    #expect(request.header.options.option(named: "msftwinrm:usepreciseArrays")?.value == "true")
    guard case .put(let content?) = request.body else {
      Issue.record("not a Put")
      return
    }
    #expect(content.localName == "OMI_Identify")
    #expect(content.children.filter { $0.localName == "ConfigNameSpaces" }.count == 4)
    // The same order of headers and the same attributes; blanks in empty tags are the recorder's.
    let written = String(decoding: EnvelopeEncoder.encode(request), as: UTF8.self)
    let expected = text.replacing(" />", with: "/>").replacing(
      "<w:OptionSet xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">",
      with: "<w:OptionSet>")
    #expect(written == expected)
  }

  @Test func configurationDocument() throws {
    let exchange = try #require(
      Recordings.exchanges.first { $0.file == "test_wsman_update_envelope_size_500.yml" })
    let response = try EnvelopeDecoder.decodeResponse(Array(exchange.response.utf8))
    guard case .get(let config) = response.body else {
      Issue.record("not the answer to Get")
      return
    }
    #expect(config.name == XMLName(ResourceURI.configuration.text, "Config"))
    #expect(config.child(localName: "MaxEnvelopeSizekb")?.text == "500")
    #expect(config.child(localName: "Client")?.child(localName: "TrustedHosts")?.text == "")
  }

  @Test func goClientRequests() throws {
    let texts = try Recordings.documents("winrm-go/sample_requests.txt", root: "env:Envelope")
    #expect(texts.count >= 5)
    for text in texts {
      let request = try EnvelopeDecoder.decodeRequest(Array(text.utf8)).envelope
      // Its marks lack the namespace of SOAP, so they do not count.
      #expect(request.problems == [])
    }
  }

  @Test func wisemanExchanges() throws {
    let answers = try Recordings.documents("wsmancli/WISEMAN-results.txt", root: "env:Envelope")
    let requests = try Recordings.documents("wsmancli/WISEMAN-results.txt", root: "s:Envelope")
    #expect(answers.count > 10)
    #expect(requests.count > 10)
    for text in requests {
      let request = try EnvelopeDecoder.decodeRequest(Array(text.utf8)).envelope
      #expect(request.problems.filter { $0.stage != .addressing } == [], "\(text)")
    }
    var kinds: Set<String> = []
    for text in answers {
      let response = try EnvelopeDecoder.decodeResponse(Array(text.utf8))
      kinds.insert(String("\(response.body)".prefix { $0 != "(" }))
    }
    #expect(kinds.isSuperset(of: ["identify", "get", "enumerate", "pull", "fault"]))
  }

  @Test func arrayOutOfAMethod() throws {
    let response = try EnvelopeDecoder.decodeResponse(
      try Recordings.bytes("openwsman/EnumKey.xml"))
    guard case .invoke(let action, let output?) = response.body else {
      Issue.record("not the answer to a method")
      return
    }
    #expect(action.hasSuffix("/StdRegProv/EnumKeyResponse"))
    let names = output.children.filter { $0.localName == "sNames" }.map(\.text)
    #expect(names.count == 26)
    #expect(names.first == "AddressBook")
    #expect(output.child(localName: "ReturnValue")?.text == "0")
  }

  /// The answers that a Windows of 2006 gave, cut out of their envelopes: all are read with what is in
  /// them, and a body with them is written again as it was.
  @Test func answersOfAnEarlyWindows() throws {
    let file = "wsmancli/Scenarios.InteropWorkshop.Dec2006.MSFT.xml"
    let scenarios = try XMLFragment(parsing: try Recordings.text(file))
    var read: [String: Int] = [:]
    for scenario in scenarios.children where scenario.localName == "Scenario" {
      guard let answer = scenario.child(localName: "Response") else { continue }
      for element in answer.children.flatMap(Self.content) {
        switch element.localName {
        case "WSManFault":
          let fault = """
            <s:Envelope xmlns:s="\(Namespaces.soap)"><s:Body><s:Fault><s:Code><s:Value>s:Sender\
            </s:Value></s:Code><s:Reason><s:Text/></s:Reason><s:Detail>\(element)</s:Detail>\
            </s:Fault></s:Body></s:Envelope>
            """
          let found = try #require(
            try EnvelopeDecoder.decodeResponse(Array(fault.utf8)).fault)
          #expect([2_150_858_752, 2_150_858_813].contains(found.code.rawValue))
          #expect(found.provider?.code == found.code)
        case "EndpointReference":
          #expect(EndpointReference(element: element).selectors["key"] != nil)
        case "IdentifyResponse":
          #expect(element.child(localName: "ProductVendor")?.text == "Microsoft Corporation")
        default: #expect(try XMLFragment(parsing: element.description) == element)
        }
        read[element.localName, default: 0] += 1
      }
    }
    #expect(read["WSManFault"] == 2)
    #expect(read["IdentifyResponse"] == 2)
    #expect(read["ContactInfo"] == 10)
    #expect(read["EmailContactInfo"] == 4)
    #expect(read["EndpointReference"] == 2)
  }

  /// What is inside `Item`, `Obj` and `EPR`, which are the recorder's.
  private static func content(_ element: XMLFragment) -> [XMLFragment] {
    ["Item", "Obj", "EPR"].contains(element.localName)
      ? element.children.flatMap(content) : [element]
  }

  @Test(arguments: ["sample1.xml", "sample2.xml", "sample3.xml"])
  func filters(file: String) throws {
    let bytes = try Recordings.bytes("openwsman/filter/\(file)")
    // The samples have bodies only, so the header of a real request is put in front.
    let header = """
      <s:Header><a:Action xmlns:a="\(Namespaces.addressing)">\(ActionURI.enumerate)</a:Action>\
      </s:Header>
      """
    let text = String(decoding: bytes, as: UTF8.self).replacing("<s:Header/>", with: header)
    let request = try EnvelopeDecoder.decodeRequest(Array(text.utf8)).envelope
    guard case .enumerate(let input) = request.body, let filter = input.filter else {
      Issue.record("no filter in \(file)")
      return
    }
    switch file {
    case "sample1.xml":
      #expect(filter.dialect == Dialects.association)
      guard case .element(let element) = filter.content else { throw XMLError(.empty) }
      let object = try #require(element.child(localName: "Object"))
      #expect(EndpointReference(element: object).selectors["Name"] == "OperatingSystemFilter0")
    case "sample2.xml":
      guard case .text(let query) = filter.content else { throw XMLError(.empty) }
      #expect(query.lowercased().hasPrefix("select"))
    default:
      guard case .selectors(let selectors) = filter.content else { throw XMLError(.empty) }
      #expect(!selectors.isEmpty)
    }
  }

  @Test func referencesAsSelectors() throws {
    let bytes = try Recordings.bytes("openwsman/epr/epr2.xml")
    let request = try EnvelopeDecoder.decodeRequest(bytes).envelope
    #expect(request.problems.contains(.missingHeader(HeaderNames.action)))
    let selector = try #require(request.header.selectors.selector(named: "handler"))
    guard case .reference(let reference) = selector.value else {
      Issue.record("no reference")
      return
    }
    #expect(reference.selectors["Name"] == "OperatingSystemHandler0")
  }
}
