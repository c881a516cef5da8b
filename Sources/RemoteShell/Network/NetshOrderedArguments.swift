import PSEngine
import WSManService

/// Arguments of `netsh firewall`: in their order, by their names, or both.
struct NetshOrderedArguments {
  private var values: [String: NetshPair] = [:]

  init(_ words: [String], _ tags: [String]) throws(NetshFailure) {
    var rest = tags
    for word in words {
      if let pair = NetshPair(word), tags.contains(pair.name) {
        guard let index = rest.firstIndex(of: pair.name) else {
          throw .usage("'\(pair.name)' has already been specified.")
        }
        rest.remove(at: index)
        values[pair.name] = pair
      } else {
        guard let tag = rest.first else {
          throw .usage("'\(word.prefix(80))' is not a valid argument for this command.")
        }
        rest.removeFirst()
        values[tag] = NetshPair(name: tag, value: word)
      }
    }
  }

  subscript(tag: String) -> NetshPair? { values[tag] }

  /// The kinds of network, of which none stands for all: that which the computer is in when none is named.
  func networks(_ access: NetworkAccess) async throws -> [FirewallRule.Network] {
    if let interface = values["interface"] {
      throw NetshFailure.invalid(
        interface, ". The firewall of an emulated computer keeps nothing for one adapter.")
    }
    let current = try await access.service.remoteManagement().networkProfile
    return try values["profile"]?.choice([
      "current": [current], "domain": [.domain], "standard": [.private], "all": [],
    ]) ?? [current]
  }

  /// The computers that a port is opened for.
  func addresses() throws(NetshFailure) -> [String] {
    let given = values["addresses"]
    let scope = values["scope"] ?? NetshPair(name: "scope", value: given == nil ? "all" : "custom")
    let isCustom = try scope.choice(["all": false, "subnet": false, "custom": true])
    guard isCustom == (given != nil) else {
      throw isCustom ? .missing("addresses") : .invalid(scope, ". addresses= needs scope=custom.")
    }
    guard let given else {
      return [scope.value.lowercased() == "subnet" ? "LocalSubnet" : FirewallRule.any]
    }
    return FirewallRule.list([given.value])
  }
}

extension ProgramConsole {
  /// What the older form says when it is done.
  func endOldForm() async throws {
    try await write(
      "\nIMPORTANT: \"netsh firewall\" is deprecated; use \"netsh advfirewall firewall\" instead.\n"
        + "\nOk.\n")
  }
}
