/// What an acceptor asks about accounts. `HTTPListener` adapts the service's accounts to it.
public protocol AccountLookup: Sendable {
  /// The verifier of the account with exactly this name; nil when there is none, or it may not
  /// log on.
  ///
  /// - Parameter userName: the name as the client sent it: not empty, without control characters.
  func passwordVerifier(of userName: String) async -> PasswordVerifier?

  /// The account that a client of NTLM means; nil when there is none, or it may not log on.
  ///
  /// - Parameters:
  ///   - userName: the name as the client sent it, possibly with `@`: not empty, without control
  ///     characters.
  ///   - domain: the domain or the computer as the client sent it; empty when it sent none.
  func ntlmAccount(of userName: String, domain: String) async -> NTLMAccount?

  /// The account of a user whom Kerberos has proved; nil when there is none, or it may not log on.
  ///
  /// - Parameter principal: `name@REALM`.
  func kerberosAccount(of principal: String) async -> String?

  /// Notes that somebody has proved to be an account with its password, or has failed to: wrong
  /// passwords in numbers may lock it.
  ///
  /// - Parameter account: the name, as ``NTLMAccount/name`` or as Basic sends it.
  func noteLogon(of account: String, isRight: Bool) async
}

extension AccountLookup {
  /// Nothing is counted.
  public func noteLogon(of account: String, isRight: Bool) async {}
}

/// An account with what NTLM must know of it.
public struct NTLMAccount: Sendable, Equatable {
  /// The name by which the account is found later.
  public var name: String
  /// MD4 over the password: as secret as the password itself.
  public var ntHash: [UInt8]

  /// An account.
  public init(name: String, ntHash: [UInt8]) {
    self.name = name
    self.ntHash = ntHash
  }

  /// What a computer keeps of a password for NTLM: 16 bytes.
  public static func ntHash(of password: String) -> [UInt8] {
    NTLMComputation.ntHash(of: password)
  }
}
