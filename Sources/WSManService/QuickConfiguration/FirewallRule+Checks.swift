import WSManProtocol

/// Why a rule cannot be kept.
public enum FirewallProblem: Error, Equatable {
  /// No firewall could have it: why.
  case incorrect(String)
  /// There is one of this name.
  case exists(String)
  /// The firewall has as many as it keeps.
  case full
}

extension [FirewallRule] {
  /// How many rules a computer keeps.
  public static let largestCount = 1000

  /// Adds a rule.
  public mutating func add(_ rule: FirewallRule) throws(FirewallProblem) {
    try rule.check()
    guard !contains(where: { $0.isNamed(rule.name) }) else { throw .exists(rule.name) }
    guard count < Self.largestCount else { throw .full }
    append(rule)
  }

  /// Changes rules where they stand; names that no rule has any more are left alone.
  public mutating func change(
    named names: [String], _ work: (inout FirewallRule) -> Void
  ) throws(FirewallProblem) {
    let wanted = Set(names.map { $0.lowercased() })
    for index in indices where wanted.contains(self[index].name.lowercased()) {
      work(&self[index])
      try self[index].check()
    }
  }

  /// Removes rules.
  public mutating func remove(named names: [String]) {
    let unwanted = Set(names.map { $0.lowercased() })
    removeAll { unwanted.contains($0.name.lowercased()) }
  }
}

extension FirewallRule {
  private static let longestText = 10_000

  /// Refuses what no rule can be.
  public func check() throws(FirewallProblem) {
    try checkTexts()
    guard !name.isEmpty, !displayName.isEmpty else { throw .incorrect("A rule needs a name.") }
    guard Self.transportNames.contains(transport) || UInt8(transport) != nil else {
      throw .incorrect(
        "'\(transport.prefix(40))' is no protocol: TCP, UDP, ICMPv4, ICMPv6, a number from 0 to 255, or "
          + "Any.")
    }
    let hasPorts = localPorts != [Self.any] || remotePorts != [Self.any]
    guard !hasPorts || ["TCP", "UDP"].contains(transport) else {
      throw .incorrect("Ports need a protocol that has them: TCP or UDP.")
    }
    for port in localPorts + remotePorts where !Self.isPort(port) {
      throw .incorrect(
        "'\(port.prefix(40))' is no port: a number from 0 to 65535, a range such as 5985-5986, or "
          + "Any.")
    }
    guard icmpTypes == [Self.any] || ["ICMPv4", "ICMPv6"].contains(transport) else {
      throw .incorrect("Types of ICMP need its protocol: ICMPv4 or ICMPv6.")
    }
    for type in icmpTypes where !Self.isICMPType(type) {
      throw .incorrect(
        "'\(type.prefix(40))' is no type of ICMP: a number from 0 to 255, one with a code such as 3:4, "
          + "or Any.")
    }
    try Self.check(localAddresses, words: [])
    try Self.check(remoteAddresses, words: Self.addressWords)
    guard isInbound || edgeTraversal == "Block" else {
      throw .incorrect("Edge traversal is for what comes in: the direction must be inbound.")
    }
  }

  private func checkTexts() throws(FirewallProblem) {
    var texts = [name, displayName, about, group, transport, program]
    for list in [localPorts, remotePorts, icmpTypes, localAddresses, remoteAddresses] {
      texts += list
    }
    for text in texts {
      guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value & 0xFFFE != 0xFFFE })
      else { throw .incorrect("A text has characters that no rule can hold.") }
      guard text.utf8.count <= Self.longestText else {
        throw .incorrect("A text is longer than \(Self.longestText) bytes.")
      }
    }
  }

  // MARK: Ports and types

  private static let portWords: Set = [
    "any", "rpc", "rpcepmap", "iphttpsin", "iphttpsout", "teredo", "playtodiscovery",
  ]

  private static func isPort(_ text: String) -> Bool {
    if portWords.contains(text.lowercased()) { return true }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
    switch ends.count {
    case 1: return ends[0] != nil
    case 2: return ends[0].flatMap { first in ends[1].map { first <= $0 } } ?? false
    default: return false
    }
  }

  private static func isICMPType(_ text: String) -> Bool {
    if text == any { return true }
    let numbers = text.split(separator: ":", omittingEmptySubsequences: false)
    return numbers.count <= 2 && numbers.allSatisfy { UInt8($0) != nil }
  }

  // MARK: Addresses

  private static let addressWords: Set = [
    "localsubnet", "dns", "dhcp", "wins", "defaultgateway", "internet", "intranet",
    "intranetremoteaccess", "playtodevice",
  ]

  private static func check(_ addresses: [String], words: Set<String>) throws(FirewallProblem) {
    for text in addresses where !isAddress(text, words) {
      throw .incorrect(
        "'\(text.prefix(40))' is no address: 192.0.2.1, a range such as 192.0.2.1-192.0.2.9, a subnet "
          + "such as 192.0.2.0/24" + (words.isEmpty ? ", or Any." : ", LocalSubnet, or Any."))
    }
  }

  private static func isAddress(_ text: String, _ words: Set<String>) -> Bool {
    if text == any { return true }
    let word = text.lowercased()
    // A word may be for one family only: LocalSubnet4.
    if words.contains(word)
      || "46".contains(word.suffix(1)) && words.contains(String(word.dropLast()))
    {
      return true
    }
    let subnet = word.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if subnet.count == 2, let address = IPAddress(subnet[0]) {
      let isIPv4 = address.family == .ipv4
      if let length = UInt8(subnet[1]) { return length <= (isIPv4 ? 32 : 128) }
      return isIPv4 && IPAddress(subnet[1])?.family == .ipv4
    }
    let ends = word.split(separator: "-", omittingEmptySubsequences: false)
      .map { IPAddress(String($0)) }
    guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1] else {
      return false
    }
    return first.family == last.family && first <= last
  }

  // MARK: Reading

  private static let transportNames: Set = [any, "TCP", "UDP", "ICMPv4", "ICMPv6"]
  private static let transportNumbers: [UInt8: String] = [
    1: "ICMPv4", 6: "TCP", 17: "UDP", 58: "ICMPv6",
  ]

  /// The name of a protocol as it is shown; one that is none stays as it was written.
  public static func transport(_ text: String) -> String {
    if let number = UInt8(text) { return transportNumbers[number] ?? String(number) }
    return transportNames.first { $0.lowercased() == text.lowercased() } ?? text
  }

  /// Texts of a list, of which some may hold several with commas between them.
  public static func list(_ texts: [String]) -> [String] {
    let parts = texts.flatMap { $0.split(separator: ",") }
      .map { String($0).trimmingXMLSpace() }.filter { !$0.isEmpty }
    let isAny = parts.isEmpty || parts.contains { $0.lowercased() == any.lowercased() }
    return isAny ? [any] : parts
  }
}
