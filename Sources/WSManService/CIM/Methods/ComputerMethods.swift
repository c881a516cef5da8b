import CIMModel

/// The methods that give a computer another name, or another place in the network. The instances show
/// the place at once; the computer itself follows with its next start.
enum ComputerMethods {
  static let all: [String: CIMMethodTable.Body] = [
    "Rename": rename, "JoinDomainOrWorkgroup": join, "UnjoinDomainOrWorkgroup": leave,
  ]

  /// The codes of joining.
  private enum Code {
    static let accessDenied = CIMMethodResult(5)
    static let invalidParameter = CIMMethodResult(87)
    static let logonFailed = CIMMethodResult(1326)
    static let unknownDomain = CIMMethodResult(1355)
    static let nameTaken = CIMMethodResult(2224)
    static let alreadyMember = CIMMethodResult(2691)
    static let notMember = CIMMethodResult(2692)
  }

  /// The workgroup of a computer that has left its domain.
  private static let standardGroup = "WORKGROUP"

  // MARK: Name

  @Sendable private static func rename(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator, call.facts.hasNetwork, let computer = call.instance else {
      return Code.accessDenied
    }
    let old = computer["Name"].text
    guard let name = call.text("Name"), ComputerName.isValid(name),
      name.lowercased() != shortDomain(of: computer)
    else { return Code.invalidParameter }
    if isMember(computer), let refusal = refusal(call, by: shortDomain(of: computer)) {
      return refusal
    }
    guard name.lowercased() != old.lowercased() else {
      // The name that the computer has takes back one that waits.
      try call.store {
        $0[ComputerName.pending] = .null
        $0["DNSHostName"] = .string(old.lowercased())
      }
      return .success
    }
    guard !call.facts.isNameTaken else { return Code.nameTaken }
    try call.store {
      $0[ComputerName.pending] = .string(name.uppercased())
      $0["DNSHostName"] = .string(name)
    }
    return .success
  }

  // MARK: Domains and workgroups

  /// The bits of `FJoinOptions`.
  private enum JoinOption {
    static let domain: Int64 = 1
    static let evenIfJoined: Int64 = 0x20
    /// All that Windows knows.
    static let known: Int64 = 0x401F7
  }

  @Sendable private static func join(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator, call.facts.hasNetwork, let computer = call.instance else {
      return Code.accessDenied
    }
    let options = call.number("FJoinOptions") ?? 0
    guard let name = call.text("Name"), !name.isEmpty, options & ~JoinOption.known == 0 else {
      return Code.invalidParameter
    }
    let isOwnDomain =
      isMember(computer) && computer["Domain"].text.lowercased() == name.lowercased()
    guard options & JoinOption.domain != 0 else {
      guard !isMember(computer) else { return Code.alreadyMember }
      guard ComputerName.isGroup(name) else { return Code.invalidParameter }
      try call.store { enter(group: name, &$0) }
      return .success
    }
    guard !isOwnDomain else { return Code.alreadyMember }
    guard let domain = call.facts.domain else { return Code.unknownDomain }
    guard !isMember(computer) || options & JoinOption.evenIfJoined != 0 else {
      return Code.alreadyMember
    }
    if let refusal = refusal(call, by: domain.short.lowercased()) { return refusal }
    try call.store {
      $0["Domain"] = .string(domain.full)
      $0["PartOfDomain"] = .boolean(true)
      $0["Workgroup"] = .null
      $0["DomainRole"] = .unsigned(3)
      $0[ComputerName.movedMark] = .boolean(true)
    }
    return .success
  }

  /// `FUnjoinOptions`: 4 disables the account that the computer has in the domain.
  private static let disablesAccount: Int64 = 4

  @Sendable private static func leave(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator, call.facts.hasNetwork, let computer = call.instance else {
      return Code.accessDenied
    }
    guard (call.number("FUnjoinOptions") ?? 0) & ~disablesAccount == 0 else {
      return Code.invalidParameter
    }
    guard isMember(computer) else { return Code.notMember }
    // A local administrator may leave; whoever is named has to be known.
    guard call.facts.isLogonRight ?? true else { return Code.logonFailed }
    try call.store {
      enter(group: standardGroup, &$0)
      $0[ComputerName.movedMark] = .boolean(true)
    }
    return .success
  }

  private static func enter(group: String, _ computer: inout CIMInstance) {
    computer["Domain"] = .string(group)
    computer["Workgroup"] = .string(group)
    computer["PartOfDomain"] = .boolean(false)
    computer["DomainRole"] = .unsigned(2)
  }

  // MARK: Rules

  private static func isMember(_ computer: CIMInstance) -> Bool {
    computer["PartOfDomain"] == .boolean(true)
  }

  /// In lower case; the first part of the full name.
  private static func shortDomain(of computer: CIMInstance) -> String? {
    guard isMember(computer) else { return nil }
    return computer["Domain"].text.prefix { $0 != "." }.lowercased()
  }

  /// What a domain answers to somebody who wants to change it: the account that is named, or else the
  /// caller, has to be one of its own.
  private static func refusal(_ call: CIMMethodCall, by domain: String?) -> CIMMethodResult? {
    if let isRight = call.facts.isLogonRight { return isRight ? nil : Code.logonFailed }
    let place = call.caller.userName.split(separator: "\\").first?.lowercased()
    return place == domain ? nil : Code.accessDenied
  }
}
