import CIMModel

/// What methods can find out beside the instances of the computer.
struct CIMSurroundings: Sendable {
  let accounts: any AccountStore
  /// Nil for a computer whose name and domain stay as they are.
  let network: (any ComputerNetwork)?
  let identity: ServiceIdentity

  /// What a call of a method has to know before its change begins.
  func facts(
    for asked: CIMClass, _ inputs: [CIMName: CIMValue]
  ) async throws -> CIMCallFacts {
    func text(_ name: String) -> String? {
      if case .string(let text)? = inputs[CIMName(name)] { text } else { nil }
    }
    var facts = CIMCallFacts()
    if let name = text("StartName") { facts.account = try await accounts.account(named: name) }
    guard CIMName(asked.name) == CIMName("Win32_ComputerSystem"), let network else { return facts }
    facts.hasNetwork = true
    if let name = text("Name") {
      facts.isNameTaken = try await network.hasOther(named: name)
      facts.domain = network.domain(named: name)
    }
    if let user = text("UserName") {
      let domain = facts.domain?.full ?? identity.domainName
      let password = text("Password") ?? ""
      facts.isLogonRight =
        domain.map { network.isLogon(user, password: password, in: $0) } ?? false
    }
    return facts
  }
}

/// What a method has to know that is not among the instances.
struct CIMCallFacts: Sendable {
  /// The account that the parameter `StartName` names; nil when there is none.
  var account: Account?
  /// Whether the computer belongs to a network in which names and domains can change.
  var hasNetwork = false
  /// Whether another computer has the name that the parameter `Name` gives.
  var isNameTaken = false
  /// The domain that the parameter `Name` gives; nil when it cannot be reached.
  var domain: (full: String, short: String)?
  /// Whether the parameters `UserName` and `Password` are those of an account of the domain that
  /// the call is about; nil without a user name.
  var isLogonRight: Bool?
}
