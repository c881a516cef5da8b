@testable import WireSecurity

/// The accounts of a test: `wsman` of the computer and `SERVER01\Jane`, both with a password.
struct TestAccounts: AccountLookup {
  var passwords = ["wsman": "secret", "jane": "Pa\u{df}w\u{f6}rd 1"]

  func passwordVerifier(of userName: String) async -> PasswordVerifier? { nil }

  func ntlmAccount(of userName: String, domain: String) async -> NTLMAccount? {
    guard ["", ".", "server01", "contoso"].contains(domain.lowercased()) else { return nil }
    let name = userName.lowercased()
    return passwords[name].map { NTLMAccount(name: name, ntHash: NTLMAccount.ntHash(of: $0)) }
  }

  func kerberosAccount(of principal: String) async -> String? {
    principal == "alice@TEST.EXAMPLE" ? "alice" : nil
  }
}

extension AcceptanceTerms {
  static var test: AcceptanceTerms {
    AcceptanceTerms(
      names: NTLMServerNames(computerName: "SERVER01", fullName: "server01.contoso.com"))
  }
}

/// A client and a server that talk without a network.
struct TokenExchange {
  var client: any SecurityMechanism
  var server: any AcceptingMechanism
  var clientBinding: ChannelBinding?
  var serverBinding: ChannelBinding?
  /// Changes the token with a number, counted from 0, before it arrives.
  var change: (Int, [UInt8]) -> [UInt8] = { _, token in token }
  private(set) var tokens: [[UInt8]] = []

  init(client: any SecurityMechanism, server: any AcceptingMechanism) {
    self.client = client
    self.server = server
  }

  /// NTLM on both sides, in SPNEGO or alone.
  init(
    userName: String = "wsman", password: String = "secret", isBare: Bool = false,
    terms: AcceptanceTerms = .test
  ) {
    let ntlm = NTLMClient(
      credential: UserCredential(userName: userName, password: password),
      targetName: "HTTP/server01")
    self.init(
      client: isBare
        ? ntlm : SPNEGOClient([SPNEGOClient.Candidate(identifier: .ntlm, mechanism: ntlm)]),
      server: SPNEGOAcceptor([
        SPNEGOAcceptor.Candidate(
          identifier: .ntlm, mechanism: NTLMAcceptor(accounts: TestAccounts(), terms: terms))
      ]))
  }

  /// Exchanges tokens until both sides are complete.
  mutating func run() async throws {
    var incoming: [UInt8]?
    while true {
      let sent = try await client.step(incoming, binding: clientBinding)
      guard let token = note(sent) else { return }
      let answer = try await server.step(token, binding: serverBinding)
      guard let token = note(answer) else { return }
      incoming = token
      if case .complete = answer, case .complete = sent { return }
    }
  }

  private mutating func note(_ step: SecurityStep) -> [UInt8]? {
    let token: [UInt8]? =
      switch step {
      case .proceed(let token): token
      case .complete(let token): token
      }
    guard let token else { return nil }
    let changed = change(tokens.count, token)
    tokens.append(changed)
    return changed
  }
}
