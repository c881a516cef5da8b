import Testing
import WSManProtocol
import XMLStream

@testable import WSManService

/// Every setting of the specification with every kind of value, sent as Put.
struct SettingInputTests {
  private static let wrongType: UInt32 = 2_150_858_838
  private let settings: [SpecificationDocuments.Setting]

  init() throws {
    settings = try SpecificationDocuments.settings()
  }

  /// The body that sets one value, with the containers that a section without Put needs.
  private func body(
    _ setting: SpecificationDocuments.Setting, _ value: String
  ) throws -> (path: String, body: XMLFragment) {
    let row = try #require(ConfigurationSchema.setting(id: setting.id))
    let section = row.section.isWritable ? row.section : try #require(row.section.parent)
    let namespace = section.resourceURI
    let body = XMLFragment("p", XMLName(namespace, section.elementName)) { root in
      root.declare("p", namespace)
      if section == row.section {
        root.element("p", XMLName(namespace, row.name), text: value)
      } else {
        root.element("p", XMLName(namespace, row.section.elementName)) { inner in
          inner.element("p", XMLName(namespace, row.name), text: value)
        }
      }
    }
    return (String(namespace.dropFirst(TestComputer.base.utf8.count)), body)
  }

  private func put(
    _ value: String, _ setting: SpecificationDocuments.Setting, on computer: TestComputer
  ) async throws -> ResponseBody {
    let (path, body) = try body(setting, value)
    return await computer.send(.put(body), to: path)
  }

  private enum Expectation: Equatable {
    case accepted
    case refused(UInt32)
  }

  /// What the specification's table of bad values says.
  private func expectation(
    _ value: String, _ setting: SpecificationDocuments.Setting
  ) -> Expectation {
    let bad = setting.badValue.code
    if setting.access != "rw" { return .refused(bad) }
    if setting.type == "boolean" { return .refused(Self.wrongType) }
    if setting.isNumber {
      let digits = value.hasPrefix("-") ? value.dropFirst() : value[...]
      return .refused(Self.areDigits(digits) ? bad : Self.wrongType)
    }
    switch (setting.element, value) {
    case ("TrustedHosts", ""), ("IPv4Filter", ""), ("IPv6Filter", ""),
      ("CertificateThumbprint", ""):
      return .accepted
    // Digits and a hyphen make a name of a host, and digits a path.
    case ("TrustedHosts", "-1"), ("TrustedHosts", "abc"), ("TrustedHosts", Self.accented),
      ("URLPrefix", "abc"):
      return .accepted
    case ("TrustedHosts", let text), ("URLPrefix", let text):
      return Self.areDigits(text[...]) ? .accepted : .refused(bad)
    default: return .refused(bad)
    }
  }

  private static let accented = "é\u{301}"

  private static func areDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private func values(for setting: SpecificationDocuments.Setting) -> [String] {
    var values = [
      "", "-1", "18446744073709551616", "abc", String(repeating: "a", count: 1_048_576),
      "a\u{1}b", "a\u{0}b", "a\u{7F}\u{85}b", "<a href=\"x\">&amp;</a>", "]]>", Self.accented,
    ]
    if let most = setting.max { values.append(String(UInt64(most) + 1)) }
    if setting.isNumber { values.append("1e3") }
    return values
  }

  @Test func everySettingWithEveryBadValue() async throws {
    var count = 0
    for setting in settings {
      for value in values(for: setting) {
        let computer = TestComputer()
        let answer = try await put(value, setting, on: computer)
        let note = Comment(rawValue: "\(setting.id) = \(value.prefix(40))")
        let stored = try await computer.store.configuration().overrides
        switch expectation(value, setting) {
        case .accepted: #expect(answer.fault == nil, note)
        case .refused(let code):
          #expect(answer.fault?.code.rawValue == code, note)
          #expect(answer.fault?.message.contains(setting.element) == true, note)
          #expect((answer.fault?.message.unicodeScalars.count ?? 0) < 1000, note)
          #expect(stored.isEmpty, note)
        }
        count += 1
      }
    }
    #expect(count > 500)
  }

  @Test func elementsInPlaceOfAValueAreRefused() async throws {
    for setting in settings {
      let (path, body) = try body(setting, "x")
      let text = body.description.replacing(">x<", with: "><p:a>1</p:a><")
      let computer = TestComputer()
      let answer = await computer.send(.put(try XMLFragment(parsing: text)), to: path)
      #expect(answer.fault?.code.rawValue == 2_150_858_817, "\(setting.id)")
      #expect(try await computer.store.configuration().overrides.isEmpty)
    }
  }

  private func goodValues(for setting: SpecificationDocuments.Setting) -> [String] {
    if setting.type == "boolean" { return ["true", "false"] }
    if setting.isNumber { return [setting.min, setting.max].compactMap { $0.map { String($0) } } }
    switch setting.element {
    case "URLPrefix": return ["a", "wsman/sub_1"]
    case "TrustedHosts": return ["", "*", "server01,*.contoso.com,[::1],<local>"]
    case "IPv4Filter": return ["", "*", "10.0.0.1-10.0.0.9, 192.0.2.1-192.0.2.1"]
    case "IPv6Filter": return ["", "*", "fe80::1-fe80::9"]
    case "CertificateThumbprint": return ["", "0123456789abcdef0123456789abcdef01234567"]
    case "CbtHardeningLevel": return ["None", "Relaxed", "Strict"]
    case "RootSDDL": return ["O:NSG:BAD:P(A;;GA;;;BA)"]
    default: return []
    }
  }

  @Test func everySettingKeepsWhatItAccepts() async throws {
    for setting in settings where setting.access == "rw" {
      let values = goodValues(for: setting)
      #expect(!values.isEmpty, "\(setting.id)")
      for value in values {
        let computer = TestComputer()
        let answer = try await put("\r\n \(value)\t", setting, on: computer)
        #expect(answer.fault == nil, "\(setting.id) = \(value)")
        let document = try #require(await computer.get(setting.path))
        #expect(document.child(localName: setting.element)?.text == value, "\(setting.id)")
        // The whole document comes back from a client that changes something else.
        let again = await computer.send(.put(document), to: setting.path)
        #expect(again.fault == nil, "\(setting.id) = \(value)")
      }
    }
  }

  @Test func policyHoldsEverySettingThatItCanHold() async throws {
    let row = { (id: String) in try #require(ConfigurationSchema.setting(id: id)) }
    for setting in settings where setting.policy != nil && setting.access == "rw" {
      let good = goodValues(for: setting)
      let standard = try #require(try row(setting.id).defaultValue(in: .current))
      let held = try #require(good.first { $0 != standard })
      let other = try #require(good.first { $0 != held })
      let computer = TestComputer(ComputerConfiguration(policy: [setting.id: held]))
      let document = try #require(await computer.get(setting.path))
      let leaf = try #require(document.child(localName: setting.element))
      #expect(leaf.text == held && leaf.attribute(localName: "Source") == "GPO", "\(setting.id)")
      let refused = try await put(other, setting, on: computer)
      #expect(refused.fault?.code.rawValue == 2_150_858_890, "\(setting.id)")
      #expect(try await put(held, setting, on: computer).fault == nil, "\(setting.id)")
      #expect(await computer.send(.put(document), to: setting.path).fault == nil)
      // Without the policy what is stored shows again.
      #expect(try await computer.store.configuration().overrides.isEmpty)
    }
  }

  @Test(arguments: ConfigurationProfile.allCases)
  func aGenerationRefusesWhatItDoesNotHave(profile: ConfigurationProfile) async throws {
    for setting in settings {
      let computer = TestComputer(ComputerConfiguration(profile: profile))
      let standard = try #require(ConfigurationSchema.setting(id: setting.id))
        .defaultValue(in: profile)
      let answer = try await put(standard ?? "1", setting, on: computer)
      let code: UInt32? = standard == nil ? 2_150_858_817 : nil
      #expect(answer.fault?.code.rawValue == code, "\(setting.id)")
    }
  }

  @Test(arguments: [
    ("Service.MaxConnections", ConfigurationProfile.winrm20, "50", "51"),
    ("Winrs.MaxConcurrentUsers", .ws2012, "100", "101"),
    ("MaxProviderRequests", .winrm11, "26", "0"),
    ("Winrs.MaxShellRunTime", .winrm11, "0", "2147483648"),
  ])
  func earlierGenerationsHaveTheirOwnRanges(
    id: String, profile: ConfigurationProfile, good: String, bad: String
  ) async throws {
    let setting = try #require(settings.first { $0.id == id })
    let computer = TestComputer(ComputerConfiguration(profile: profile))
    #expect(try await put(good, setting, on: computer).fault == nil)
    #expect(try await put(bad, setting, on: computer).fault?.code.rawValue == 2_150_858_817)
    #expect(try await computer.store.configuration().overrides == [id: good])
  }
}
