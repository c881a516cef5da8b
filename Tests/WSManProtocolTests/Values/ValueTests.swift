import Testing
import WSManProtocol
import XMLStream

@Suite struct ValueTests {
  @Test(
    arguments: [
      ("PT60.000S", 60_000), ("PT7200.000S", 7_200_000), ("P0DT0H0M9S", 9000), ("PT20S", 20_000),
      ("PT2147483.647S", 2_147_483_647), ("PT3961315881.184S", 3_961_315_881_184),
      ("PT5M0S", 300_000), ("P1W", 604_800_000), ("PT60.0S", 60_000), ("-PT1S", -1000),
      ("P1DT2H", 93_600_000), (" PT0.5S ", 500), ("PT0.1239S", 123), ("P1Y2M", 36_720_000_000),
      ("PT99999999999999999999S", .max), ("P9999999999999999Y", .max),
    ] as [(String, Int64)])
  func durations(text: String, milliseconds: Int64) {
    #expect(XSDDuration(text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "P", "PT", "60", "PT-1S", "PT1", "P1S", "PT1S2M", "PT1.S", "PT1.5M", "P1DT", "PT1S1S",
    "T1S", "PT1Sx", "--PT1S",
  ])
  func badDurations(text: String) {
    #expect(XSDDuration(text) == nil)
  }

  @Test func durationTexts() {
    #expect(XSDDuration(milliseconds: 60_000).text == "PT60.000S")
    #expect(XSDDuration(milliseconds: 1).text == "PT0.001S")
    #expect(XSDDuration(milliseconds: -1500).text == "-PT1.500S")
    #expect(XSDDuration(milliseconds: .min).text == "-PT9223372036854775.808S")
  }

  @Test(arguments: [
    ("winrm/config", "http://schemas.microsoft.com/wbem/wsman/1/config"),
    ("WinRM/config/Listener", "http://schemas.microsoft.com/wbem/wsman/1/config/Listener"),
    ("wsman", "http://schemas.microsoft.com/wbem/wsman/1"),
    (
      "wmicimv2/Win32_Service",
      "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_Service"
    ),
    ("wmi/root/x/C", "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/x/C"),
    ("cimv2/CIM_X", "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_X"),
    ("shell/cmd", "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd"),
    ("http://x/y", "http://x/y"), ("unknown/thing", "unknown/thing"),
  ])
  func aliases(text: String, uri: String) throws {
    #expect(try ResourceLocator(text).resource.text == uri)
  }

  @Test func locators() throws {
    let locator = try ResourceLocator("winrm/config/listener?Address=*+Transport=HTTP")
    #expect(locator.selectors["address"] == "*")
    #expect(locator.selectors["TRANSPORT"] == "HTTP")
    #expect(try ResourceLocator("a?b=c=d").selectors["b"] == "c=d")
    #expect(try ResourceLocator("a?b=\"c d\"").selectors["b"] == "c d")
    #expect(try ResourceLocator("a?b=").selectors["b"] == "")
  }

  @Test(arguments: [
    ("", WSManErrorCode.resourceURIMissing), ("?a=b", .resourceURIMissing),
    ("a?", .queryStringSyntaxError), ("a?b", .queryStringSyntaxError),
    ("a?=b", .queryStringSyntaxError), ("a?b=c+", .queryStringSyntaxError),
  ])
  func badLocators(text: String, code: WSManErrorCode) {
    let fault = #expect(throws: WSManFault.self) { try ResourceLocator(text) }
    #expect(fault?.code == code)
  }

  @Test func resourcesCompareWithoutCase() {
    let one = ResourceURI(" http://schemas.microsoft.com/wbem/wsman/1/config/Client ")
    let other = ResourceURI.configuration.appending("client")
    #expect(one == other)
    #expect(Set([one, other]).count == 1)
    #expect(one.isAtOrBelow(.configuration))
    #expect(ResourceURI.configuration.isAtOrBelow(.configuration))
    #expect(
      !ResourceURI("http://schemas.microsoft.com/wbem/wsman/1/configure")
        .isAtOrBelow(.configuration))
  }

  @Test func selectorNamesGivenTwice() {
    let set: SelectorSet = ["Name": "1", "Other": "2", "NAME": "3"]
    #expect(set.firstDuplicate == "NAME")
    #expect(set["name"] == "1")
  }

  @Test func identifiersAreRandomGUIDs() throws {
    let ids = (0..<100).map { _ in MessageID.random().text }
    #expect(Set(ids).count == 100)
    for id in ids {
      let guid = try #require(id.hasPrefix("uuid:") ? id.dropFirst(5) : nil)
      let parts = guid.split(separator: "-")
      #expect(parts.map(\.count) == [8, 4, 4, 4, 12])
      #expect(parts[2].first == "4")
      #expect("89AB".contains(parts[3].prefix(1)))
      #expect(guid.allSatisfy { $0 == "-" || ("0"..."9").contains($0) || ("A"..."F").contains($0) })
    }
  }

  @Test func dialects() {
    #expect(Dialects.uri(for: "WQL") == Dialects.wql)
    #expect(Dialects.uri(for: " \(Dialects.association)") == Dialects.association)
    #expect(Dialects.areEqual(" " + Dialects.wql.uppercased(), Dialects.wql))
  }

  @Test func referencesAsElements() throws {
    let reference = EndpointReference(
      address: "http://server01:5985/wsman", resource: ResourceURI("urn:r"),
      selectors: ["a": "b"],
      parameters: [XMLFragment("q", XMLName("urn:q", "Extra"))])
    let bytes = reference.element.xmlBytes
    #expect(EndpointReference(element: try XMLFragment(parsing: bytes)) == reference)
    let property = XMLFragment("p", XMLName("urn:p", "Antecedent")) {
      $0.fragment(reference.element)
    }
    #expect(EndpointReference(element: property) == reference)
  }
}
