/// The keys with which the services of a computer know the tickets made out to them.
public struct KerberosKeys: Sendable {
  let credential: GSSCredential

  /// The keys in a file (`ktutil`, `kadmin ktadd`).
  ///
  /// - Parameter path: the path of the file.
  /// - Throws: ``SecurityError`` when the library is not there or the file has no keys.
  public init(keytab path: String) throws(SecurityError) {
    credential = try GSSCredential(keytab: path)
  }
}

/// The server's side of Kerberos. Needs no connection to the realm.
struct KerberosAcceptor: AcceptingMechanism {
  private let keys: KerberosKeys
  private let accounts: any AccountLookup
  private let terms: AcceptanceTerms
  private var isProtected = false
  private var context: GSSContext?
  private var isOver = false
  private(set) var userName: String?

  /// An exchange with one client.
  init(keys: KerberosKeys, accounts: any AccountLookup, terms: AcceptanceTerms) {
    self.keys = keys
    self.accounts = accounts
    self.terms = terms
  }

  var protection: (any MessageProtection)? {
    guard userName != nil, isProtected, let context else { return nil }
    return KerberosProtection(context)
  }

  mutating func step(
    _ token: [UInt8]?, binding: ChannelBinding?
  ) async throws(SecurityError) -> SecurityStep {
    guard let token, !isOver else { throw .unexpected }
    isOver = true
    guard !terms.clock.exceeds(ClockDifference.mostOfKerberos) else {
      var failure = KerberosFailure(
        .clockSkew, text: SecurityError.clocksApart(terms.clock).description)
      failure.answer = KerberosErrorToken.answer(to: token, .clockSkew, ahead: terms.clock)
      throw .kerberos(failure)
    }
    let context: GSSContext
    if let begun = self.context { context = begun } else { context = try GSSContext() }
    self.context = context
    let (step, client): (GSSContext.Step, GSSContext.Client?)
    do {
      (step, client) = try context.accept(
        as: keys.credential, token: token,
        binding: terms.bindingLevel == .ignored ? nil : binding)
    } catch {
      guard case .kerberos(var failure) = error else { throw error }
      failure.answer = KerberosErrorToken.answer(to: token, failure.cause)
      throw .kerberos(failure)
    }
    guard step.isComplete, let client else {
      isOver = false
      return .proceed(step.token)
    }
    guard client.isOrdered || !terms.needsProtection else {
      throw .tooWeak("messages in order")
    }
    guard client.isBound || binding == nil || terms.bindingLevel != .strict else {
      throw .wrongChannel
    }
    guard let name = await accounts.kerberosAccount(of: client.name) else {
      throw .credentialsRefused
    }
    userName = name
    isProtected = client.isOrdered
    return .complete(step.token.isEmpty ? nil : step.token)
  }
}
