import RecordedMessages
import Testing
import WSManProtocol
import XMLStream

@Suite struct RecordedFaultTests {
  private func fault(_ file: String) throws -> WSManFault {
    let response = try EnvelopeDecoder.decodeResponse(try Recordings.bytes("winrm-rb/\(file)"))
    return try #require(response.fault)
  }

  @Test func windowsWithExtendedError() throws {
    let fault = try fault("soap_fault_v2.xml")
    #expect(fault.code == .cannotProcessFilter)
    #expect(fault.soapCode == .sender)
    #expect(fault.subcode == XMLName(Namespaces.enumeration, "CannotProcessFilter"))
    #expect(fault.action == FaultURIs.enumerationAction)
    #expect(fault.machine == "localhost")
    #expect(fault.text == "The specified class does not exist in the given namespace.")
    let provider = try #require(fault.provider)
    #expect(provider.provider == "WMI Provider")
    #expect(provider.code == .cannotProcessFilter)
    #expect(provider.machine == "vagrant-2008R2")
    #expect(provider.extensions.first?.localName == "ExtendedError")
  }

  @Test func oldWindows() throws {
    let fault = try fault("soap_fault_v1.xml")
    #expect(fault.code == .cannotProcessFilter)
    #expect(fault.machine == "")
    #expect(fault.provider?.provider == "WMIv1 plugin for Windows Remote Management ")
  }

  @Test func wmiErrorGivesTheNumber() throws {
    let fault = try fault("wmi_error_v2.xml")
    #expect(fault.code == .quotaMaxShells)
    #expect(fault.text.contains("maximum number of 30 concurrent shells"))
    #expect(fault.extensions.first?.localName == "MSFT_WmiError")
  }

  @Test(arguments: ["soap_fault_omi.xml", "get_omi_config_response.xml"])
  func faultWithoutDetail(file: String) throws {
    let fault = try fault(file)
    #expect(fault.soapCode == .receiver)
    #expect(fault.subcode == XMLName(Namespaces.wsman, "InternalError"))
    #expect(fault.text == "get-instance: instance name parameter is missing")
  }

  @Test(arguments: ["open_shell_v1.xml", "open_shell_v2.xml", "open_shell_omi.xml"])
  func createAnswersOfThreeServers(file: String) throws {
    let response = try EnvelopeDecoder.decodeResponse(try Recordings.bytes("winrm-rb/\(file)"))
    guard case .create(let answer) = response.body else {
      Issue.record("not the answer to Create")
      return
    }
    #expect(answer.reference.selectors["ShellId"]?.isEmpty == false)
    #expect(answer.reference.resource?.text.hasPrefix("http://") == true)
  }

  @Test(
    arguments: [
      ("", 2_150_858_998), ("<s:Code><s:Value>s:Sender</s:Value></s:Code>", 2_150_858_998),
      ("<s:Reason><s:Text>Why.</s:Text></s:Reason>", 2_150_858_998),
      ("<s:Code><s:Value>s:MustUnderstand</s:Value></s:Code>", 2_150_858_768),
      (
        "<s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason><s:Text>Why.</s:Text></s:Reason>",
        2_150_858_770
      ),
    ] as [(String, UInt32)])
  func faultThatLacksParts(content: String, code: UInt32) throws {
    let envelope =
      "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Header/><s:Body>"
      + "<s:Fault>\(content)</s:Fault></s:Body></s:Envelope>"
    let response = try EnvelopeDecoder.decodeResponse(Array(envelope.utf8))
    let fault = try #require(response.fault)
    #expect(fault.code.rawValue == code)
    #expect(!fault.text.isEmpty)
  }

  @Test func nestedFaultOfAProvider() throws {
    let exchange = try #require(
      Recordings.exchanges.first {
        $0.file == "test_psrp_is_alive_invalid_selectors.yml" && $0.response.contains("Provider")
      })
    let response = try EnvelopeDecoder.decodeResponse(Array(exchange.response.utf8))
    let fault = try #require(response.fault)
    #expect(fault.code == .unexpectedSelectors)
    #expect(fault.detail == "UnexpectedSelectors")
    #expect(fault.provider?.provider == "Shell provider")
  }
}
