import Testing
import WSManProtocol

@testable import WSManService

/// Which value gets which fault (`configuration.md` 16).
struct ConfigurationValidatorTests {
  private func setting(_ id: String) throws -> ConfigurationSetting {
    try #require(ConfigurationSchema.setting(id: id))
  }

  @Test(arguments: [
    ("MaxEnvelopeSizekb", " 500\n", "500"), ("MaxEnvelopeSizekb", "4294967295", "4294967295"),
    ("MaxEnvelopeSizekb", "0032", "32"), ("Client.AllowUnencrypted", "TRUE", "true"),
    ("Client.AllowUnencrypted", "0", "false"), ("Client.URLPrefix", "a/b_9", "a/b_9"),
    ("Client.TrustedHosts", "\r\n*.contoso.com ", "*.contoso.com"), ("Client.TrustedHosts", "", ""),
    ("Client.DefaultPorts.HTTP", "65535", "65535"), ("Winrs.IdleTimeout", "0", "0"),
    ("Service.Auth.CbtHardeningLevel", "STRICT", "Strict"),
    ("Service.CertificateThumbprint", "", ""),
    (
      "Service.CertificateThumbprint", "0123456789abcdef0123456789ABCDEF01234567",
      "0123456789abcdef0123456789ABCDEF01234567"
    ),
    ("Service.IPv6Filter", "fe80::1-fe80::9", "fe80::1-fe80::9"),
  ])
  func accepts(id: String, text: String, stored: String) throws {
    #expect(try ConfigurationValidator.canonical(text, for: setting(id)) == stored)
  }

  @Test(arguments: [
    ("MaxEnvelopeSizekb", "31", 2_150_858_817), ("MaxEnvelopeSizekb", "4294967296", 2_150_858_817),
    ("MaxEnvelopeSizekb", "99999999999999999999", 2_150_858_817),
    ("MaxEnvelopeSizekb", "-5", 2_150_858_817), ("MaxEnvelopeSizekb", "abc", 2_150_858_838),
    ("MaxEnvelopeSizekb", "", 2_150_858_838), ("MaxEnvelopeSizekb", "5.0", 2_150_858_838),
    ("MaxEnvelopeSizekb", "+", 2_150_858_838), ("MaxEnvelopeSizekb", "٣٣", 2_150_858_838),
    ("Service.MaxConnections", "513", 2_150_858_817),
    ("Winrs.MaxShellsPerUser", "2147483648", 2_150_858_817),
    ("Client.AllowUnencrypted", "yes", 2_150_858_838), ("Client.Auth.Basic", "", 2_150_858_838),
    ("Client.URLPrefix", "", 2_150_858_838), ("Client.URLPrefix", "/wsman", 2_150_858_838),
    ("Client.URLPrefix", "ws man", 2_150_858_838), ("Client.URLPrefix", "wsman/", 2_150_858_838),
    ("Client.TrustedHosts", "a*b", 2_150_858_911),
    ("Client.DefaultPorts.HTTP", "0", 2_150_858_972),
    ("Client.DefaultPorts.HTTPS", "65536", 2_150_858_972),
    ("Service.IPv4Filter", "fe80::1-fe80::9", 2_150_858_988),
    ("Service.IPv6Filter", "abc", 2_150_858_988),
    ("Service.CertificateThumbprint", "12", 2_150_858_882),
    ("Service.Auth.CbtHardeningLevel", "Moderate", 2_150_859_192),
    ("Service.RootSDDL", "foo", 2_150_859_100), ("Service.RootSDDL", "", 2_150_859_100),
  ])
  func refuses(id: String, text: String, code: UInt32) throws {
    let setting = try setting(id)
    let problem = try #require(
      throws: ConfigurationProblem.self
    ) { try ConfigurationValidator.canonical(text, for: setting) }
    #expect(problem.code == code)
    #expect(problem.message.contains(setting.name))
  }

  @Test(arguments: [
    ("MaxProviderRequests", "4294967295", "25", 2_150_859_182),
    ("Service.MaxConcurrentOperations", "4294967295", "100", 2_150_859_182),
    ("Winrs.MaxShellRunTime", "2147483647", "28800000", 2_150_859_182),
    ("Service.AllowRemoteAccess", "TRUE", "false", 2_150_859_071),
    ("Service.DefaultPorts.HTTP", "5985", "abc", 2_150_859_071),
  ])
  func unchangeableSettings(id: String, same: String, other: String, code: UInt32) throws {
    let setting = try setting(id)
    var configuration = ComputerConfiguration()
    try ConfigurationValidator.set(same, for: setting, in: &configuration)
    #expect(configuration.overrides.isEmpty)
    let problem = try #require(throws: ConfigurationProblem.self) {
      try ConfigurationValidator.set(other, for: setting, in: &configuration)
    }
    #expect(problem.code == code)
  }

  @Test func policyHoldsASetting() throws {
    let setting = try setting("Service.Auth.Basic")
    var configuration = ComputerConfiguration(
      overrides: ["Service.Auth.Basic": "false"], policy: ["Service.Auth.Basic": "true"])
    try ConfigurationValidator.set("True", for: setting, in: &configuration)
    let problem = try #require(throws: ConfigurationProblem.self) {
      try ConfigurationValidator.set("false", for: setting, in: &configuration)
    }
    #expect(problem.code == 2_150_858_890)
    #expect(problem.message.contains("\"Not Configured\""))
    #expect(configuration.value(of: setting)?.isHeldByPolicy == true)
  }

  @Test func policyOfTheListenerReadsRealSettings() {
    let standard = ServicePolicy(ComputerConfiguration())
    #expect(standard.maximumEnvelopeSize == 512_000 && standard.maximumConnections == 300)
    #expect(standard.packetRetrievalSeconds == 120 && standard.channelBindingLevel == "Relaxed")
    #expect(standard.allowsNegotiate && standard.allowsKerberos && standard.allowsRemoteAccess)
    #expect(!standard.allowsBasic && !standard.allowsUnencrypted)
    let changed = ServicePolicy(
      ComputerConfiguration(overrides: [
        "Service.Auth.Basic": "true", "Service.AllowUnencrypted": "true",
        "Service.Auth.Negotiate": "false", "Service.Auth.Kerberos": "false",
        "Service.Auth.CredSSP": "true", "Service.Auth.Certificate": "true",
        "Service.AllowRemoteAccess": "false", "MaxEnvelopeSizekb": "4294967295",
      ]))
    #expect(changed.allowsBasic && changed.allowsUnencrypted && changed.allowsCredSSP)
    #expect(changed.allowsCertificate && !changed.allowsNegotiate && !changed.allowsKerberos)
    #expect(!changed.allowsRemoteAccess && changed.maximumEnvelopeSize == 4_398_046_510_080)
    #expect(ServicePolicy(ComputerConfiguration(profile: .winrm11)).allowsRemoteAccess)
  }

  @Test func listeningAddressesFollowTheFilters() {
    let addresses = ["::1", "127.0.0.1", "192.0.2.10", "fe80::10%5"]
    func served(_ overrides: [String: String], _ address: String = "*") -> [String] {
      let listener = ListenerConfiguration(address: address, transport: .http, port: 5985)
      return ComputerConfiguration(overrides: overrides).listeningAddresses(
        of: listener, among: addresses)
    }
    #expect(served([:]) == ["127.0.0.1", "192.0.2.10", "::1", "fe80::10%5"])
    #expect(served(["Service.IPv4Filter": ""]) == ["::1", "fe80::10%5"])
    #expect(served(["Service.IPv6Filter": "fe80::-fe80::ff"], "*").last == "fe80::10%5")
    #expect(served([:], "IP:192.0.2.10") == ["192.0.2.10"])
    #expect(served(["Service.IPv4Filter": "10.0.0.1-10.0.0.9"], "IP:192.0.2.10").isEmpty)
  }

  @Test func compatibilityListenersComeInTheirPlace() {
    let configuration = ComputerConfiguration(
      overrides: [
        "Service.EnableCompatibilityHttpListener": "true",
        "Service.EnableCompatibilityHttpsListener": "true",
      ],
      listeners: [
        ListenerConfiguration(address: "*", transport: .https, port: 5986), .standard,
      ])
    #expect(configuration.effectiveListeners.map(\.port) == [5985, 80, 5986, 443])
    #expect(configuration.effectiveListeners[1].source == .compatibility)
  }
}
