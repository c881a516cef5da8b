import Testing
import WSManClient
import WSManProtocol

@Suite struct ClientPolicyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var target = "server01"
    var change: @Sendable (inout WSManSessionOptions) -> Void = { _ in }
    var code: WSManErrorCode?
    var mechanism: AuthenticationMechanism?

    var testDescription: String { name }
  }

  private static let user = SessionCredential(userName: "user", password: "secret")

  private static let sessionCases: [Case] = [
    Case(name: "plain"),
    Case(name: "none with credential") {
      $0.authentication = .none
      $0.credential = user
    } code: {
      .credentialsWithoutAuthentication
    },
    Case(name: "port in the SPN with Basic") {
      $0.authentication = .basic
      $0.credential = user
      $0.spnPort = 1
    } code: {
      .spnPortWrongAuthentication
    },
    Case(name: "Basic alone") {
      $0.authentication = .basic
    } code: {
      .userNamePasswordNeeded
    },
    Case(name: "Digest alone") {
      $0.authentication = .digest
    } code: {
      .userNamePasswordNeeded
    },
    Case(name: "CredSSP alone") {
      $0.authentication = .credSSP
    } code: {
      .credSSPUserNamePasswordNeeded
    },
    Case(name: "no thumbprint") {
      $0.authentication = .clientCertificate
    } code: {
      .certificateNeeded
    },
    Case(name: "thumbprint and credential") {
      $0.authentication = .clientCertificate
      $0.certificateThumbprint = "00"
      $0.credential = user
    } code: {
      .multipleCredentials
    },
    Case(name: "no password") {
      $0.credential = SessionCredential(userName: "user", password: "")
    } code: {
      .userNameAndPasswordNeeded
    },
    Case(name: "thumbprint without mechanism") {
      $0.certificateThumbprint = "00"
    } code: {
      .certificateForDefaultAuthentication
    },
    Case(name: "certificate over HTTP") {
      $0.authentication = .clientCertificate
      $0.certificateThumbprint = "00"
    } code: {
      .certificateOverHTTP
    },
    Case(name: "proxy over HTTP") {
      $0.proxyAuthentication = .basic
    } code: {
      .proxyOverHTTP
    },
  ]

  private static let secureCases: [Case] = [
    Case(name: "clear text over HTTPS") {
      $0.noEncryption = true
    } code: {
      .unencryptedHTTPOnly
    },
    Case(name: "proxy with Kerberos") {
      $0.proxyAuthentication = .negotiate
      $0.authentication = .kerberos
    } code: {
      .proxyWithKerberos
    },
    Case(name: "no proxy, but a credential for it") {
      $0.proxyAuthentication = .negotiate
      $0.proxyAccess = .noProxyServer
      $0.proxyCredential = user
    } code: {
      .noProxyWithCredentials
    },
  ]

  private func options(_ test: Case) -> WSManSessionOptions {
    var options = WSManSessionOptions()
    test.change(&options)
    return options
  }

  private func check(_ test: Case, useSSL: Bool) throws {
    let target = try ConnectionTarget(
      computerName: test.target, useSSL: useSSL, client: ClientConfiguration())
    var code: WSManErrorCode?
    do {
      try ClientPolicy.checkSession(target, options(test))
    } catch {
      code = error.code
    }
    #expect(code == test.code)
  }

  @Test(arguments: sessionCases)
  func sessions(test: Case) throws {
    try check(test, useSSL: false)
  }

  @Test(arguments: secureCases)
  func secureSessions(test: Case) throws {
    try check(test, useSSL: true)
  }

  @Test func localSessions() throws {
    let target = try ConnectionTarget(computerName: nil, client: ClientConfiguration())
    var options = WSManSessionOptions()
    try ClientPolicy.checkSession(target, options)
    options.useUTF16 = true
    #expect(throws: ClientRefusal(.localSessionWithOptions)) {
      try ClientPolicy.checkSession(target, options)
    }
    options.credential = Self.user
    #expect(throws: ClientRefusal(.localSessionWithCredentials)) {
      try ClientPolicy.checkSession(target, options)
    }
  }

  private static let networkCases: [Case] = [
    Case(name: "default, workgroup, not trusted") { _ in
    } code: {
      .serverNotTrusted
    },
    Case(name: "default, domain") {
      $0.client.isWorkgroup = false
    } mechanism: {
      .kerberos
    },
    Case(name: "default, trusted, workgroup") {
      $0.client.trustedHosts = "server01"
    } mechanism: {
      .negotiate
    },
    Case(name: "default, credential, not trusted") {
      $0.credential = user
    } code: {
      .serverNotTrusted
    },
    Case(name: "default, loopback", target: "localhost") { _ in
    } mechanism: {
      .negotiate
    },
    Case(name: "default, address", target: "10.0.0.1") {
      $0.credential = user
    } code: {
      .defaultAuthenticationIPAddress
    },
    Case(name: "default, trusted address, no credential", target: "10.0.0.1") {
      $0.client.trustedHosts = "10.*"
    } code: {
      .defaultAuthenticationIPAddress
    },
    Case(name: "default, trusted address", target: "10.0.0.1") {
      $0.client.trustedHosts = "10.*"
      $0.credential = user
    } mechanism: {
      .negotiate
    },
    Case(name: "Basic, clear text refused") {
      $0.authentication = .basic
      $0.credential = user
    } code: {
      .unencryptedDisabled
    },
    Case(name: "Basic, not trusted") {
      $0.authentication = .basic
      $0.credential = user
      $0.client.allowUnencrypted = true
    } code: {
      .serverNotTrusted
    },
    Case(name: "Basic, allowed") {
      $0.authentication = .basic
      $0.credential = user
      $0.client.allowUnencrypted = true
      $0.client.trustedHosts = "*"
    } mechanism: {
      .basic
    },
    Case(name: "Basic over loopback, allowed", target: "127.0.0.1") {
      $0.authentication = .basic
      $0.credential = user
      $0.client.allowUnencrypted = true
    } mechanism: {
      .basic
    },
    Case(name: "Basic switched off") {
      $0.authentication = .basic
      $0.credential = user
      $0.client.basic = false
    } code: {
      .basicDisabled
    },
    Case(name: "Digest switched off") {
      $0.authentication = .digest
      $0.client.digest = false
    } code: {
      .digestDisabled
    },
    Case(name: "Negotiate switched off") {
      $0.authentication = .negotiate
      $0.client.negotiate = false
    } code: {
      .negotiateDisabled
    },
    Case(name: "Kerberos switched off") {
      $0.authentication = .kerberos
      $0.client.kerberos = false
    } code: {
      .kerberosDisabled
    },
    Case(name: "certificate switched off") {
      $0.authentication = .clientCertificate
      $0.client.certificate = false
    } code: {
      .certificateDisabled
    },
    Case(name: "CredSSP is off") {
      $0.authentication = .credSSP
    } code: {
      .credSSPDisabled
    },
    Case(name: "CredSSP, delegation to nobody", target: "server01") {
      $0.authentication = .credSSP
      $0.credential = user
      $0.client.credSSP = true
      $0.client.trustedHosts = "*"
      $0.client.delegation = ["http/server01", "wsman/server02", "wsman/*.fabrikam.com"]
    } code: {
      .freshCredentialsNotAllowed
    },
    Case(name: "CredSSP, delegation by name", target: "server01") {
      $0.authentication = .credSSP
      $0.credential = user
      $0.client.credSSP = true
      $0.client.trustedHosts = "*"
      $0.client.delegation = ["WSMAN/Server01"]
    } mechanism: {
      .credSSP
    },
    Case(name: "CredSSP, delegation by pattern", target: "server01.fabrikam.com") {
      $0.authentication = .credSSP
      $0.credential = user
      $0.client.credSSP = true
      $0.client.trustedHosts = "*"
      $0.client.delegation = ["wsman/*.fabrikam.com"]
    } mechanism: {
      .credSSP
    },
    Case(name: "Negotiate, implicit") {
      $0.authentication = .negotiate
    } code: {
      .explicitCredentialsRequired
    },
    Case(name: "Kerberos, address", target: "10.0.0.1") {
      $0.authentication = .kerberos
    } code: {
      .kerberosIPAddress
    },
    Case(name: "Kerberos, loopback", target: "localhost") {
      $0.authentication = .kerberos
    } code: {
      .kerberosLocalhost
    },
    Case(name: "Kerberos, workgroup") {
      $0.authentication = .kerberos
    } code: {
      .workgroupNoKerberos
    },
    Case(name: "Kerberos, workgroup, credential") {
      $0.authentication = .kerberos
      $0.credential = user
    } code: {
      .serverNotTrusted
    },
    Case(name: "Kerberos, domain") {
      $0.authentication = .kerberos
      $0.client.isWorkgroup = false
    } mechanism: {
      .kerberos
    },
    Case(name: "broken list of trusted hosts") {
      $0.client.trustedHosts = "a*b"
    } code: {
      .invalidHostnamePattern
    },
    Case(name: "nothing to prove") {
      $0.authentication = .none
    } mechanism: {
      .none
    },
  ]

  @Test(arguments: networkCases)
  func connections(test: Case) throws {
    let options = options(test)
    let target = try ConnectionTarget(computerName: test.target, client: options.client)
    var code: WSManErrorCode?
    var mechanism: AuthenticationMechanism?
    do {
      mechanism = try ClientPolicy.mechanism(for: target, options)
    } catch {
      code = error.code
    }
    #expect(code == test.code)
    #expect(mechanism == test.mechanism)
  }

  @Test func encryptedConnectionsNeedNoTrust() throws {
    let client = ClientConfiguration()
    let target = try ConnectionTarget(computerName: "server01", useSSL: true, client: client)
    var options = WSManSessionOptions()
    options.authentication = .basic
    options.credential = Self.user
    #expect(try ClientPolicy.mechanism(for: target, options) == .basic)
  }

  @Test func withoutAuthenticationOnlyIdentifyPasses() throws {
    var options = WSManSessionOptions()
    options.authentication = .none
    let target = try ConnectionTarget(computerName: "server01", client: options.client)
    let get = RequestEnvelope(header: RequestHeader(), body: .get)
    try ClientPolicy.check(.identify, target: target, options: options)
    #expect(throws: ClientRefusal(.unencryptedDisabled)) {
      try ClientPolicy.check(get, target: target, options: options)
    }
    options.client.allowUnencrypted = true
    try ClientPolicy.check(get, target: target, options: options)
  }
}

extension ClientPolicyTests.Case {
  init(
    name: String, target: String = "server01",
    _ change: @escaping @Sendable (inout WSManSessionOptions) -> Void,
    code: () -> WSManErrorCode
  ) {
    self.init(name: name, target: target, change: change, code: code())
  }

  init(
    name: String, target: String = "server01",
    _ change: @escaping @Sendable (inout WSManSessionOptions) -> Void,
    mechanism: () -> AuthenticationMechanism
  ) {
    self.init(name: name, target: target, change: change, mechanism: mechanism())
  }
}
