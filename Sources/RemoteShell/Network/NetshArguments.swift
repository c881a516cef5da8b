import PSEngine
import WSManService

/// What `netsh` says when it does nothing.
struct NetshFailure: Error {
  let text: String

  static let noMatch = NetshFailure(text: "\nNo rules match the specified criteria.\n")
  static let elevation = NetshFailure(
    text: "The requested operation requires elevation (Run as administrator).\n")

  static func usage(_ reason: String) -> NetshFailure {
    NetshFailure(text: reason + "\n\n" + NetshProgram.usage)
  }

  static func missing(_ name: String) -> NetshFailure {
    usage("One or more essential parameters were not entered: \(name)")
  }

  static func invalid(_ pair: NetshPair, _ reason: String = "") -> NetshFailure {
    usage("A specified value is not valid: \(pair.name)=\(pair.value.prefix(80))\(reason)")
  }

  init(text: String) { self.text = text }

  init(_ problem: FirewallProblem) {
    self =
      switch problem {
      case .incorrect(let reason): .usage("A specified value is not valid. \(reason)")
      case .exists(let name): .init(text: "There is a rule '\(name)'.\n")
      case .full:
        .init(
          text: "A computer keeps at most \([FirewallRule].largestCount) rules. Delete some: netsh "
            + "advfirewall firewall delete rule name=TEXT\n")
      }
  }
}

/// An argument such as `dir=in`.
struct NetshPair {
  let name: String
  let value: String

  init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  /// Reads an argument; nil when it has no name.
  init?(_ word: String) {
    guard let sign = word.firstIndex(of: "=") else { return nil }
    name = word[..<sign].lowercased()
    value = String(word[word.index(after: sign)...])
  }

  /// Reads the arguments of a command on rules, each of which has a name of its own.
  static func all(_ words: [String]) throws(NetshFailure) -> [NetshPair] {
    var pairs: [NetshPair] = []
    for word in words {
      guard let pair = NetshPair(word) else {
        throw .usage("'\(word.prefix(80))' is not a valid argument for this command.")
      }
      guard !pairs.contains(where: { $0.name == pair.name }) else {
        throw .usage("'\(pair.name)' has already been specified.")
      }
      pairs.append(pair)
    }
    return pairs
  }

  /// What one of several words stands for.
  func choice<Value>(_ choices: KeyValuePairs<String, Value>) throws(NetshFailure) -> Value {
    let word = value.lowercased()
    guard let found = choices.first(where: { $0.key == word }) else { throw .invalid(self) }
    return found.value
  }

  /// Accepts the one value that rules of an emulated computer have.
  func expect(_ only: String) throws(NetshFailure) {
    guard value.lowercased() == only else {
      throw .invalid(self, ". Rules of an emulated computer have \(name)=\(only).")
    }
  }

  var unknown: NetshFailure { .usage("'\(name)' is not a valid argument for this command.") }

  // MARK: Values

  var isInbound: Bool {
    get throws(NetshFailure) { try choice(["in": true, "out": false]) }
  }

  var networks: [FirewallRule.Network] {
    get throws(NetshFailure) {
      var chosen: FirewallProfile = []
      for word in value.split(separator: ",", omittingEmptySubsequences: false) {
        guard word.lowercased() != "any" else { return [] }
        guard let kind = FirewallProfile(name: String(word)) else { throw .invalid(self) }
        chosen.insert(kind)
      }
      return chosen.networks
    }
  }

  /// A protocol, behind which the types of ICMP may stand: `icmpv4:8,any`.
  var transport: (name: String, icmpTypes: [String]) {
    get throws(NetshFailure) {
      let parts = value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let name = FirewallRule.transport(String(parts[0]))
      guard parts.count == 2 else { return (name, [FirewallRule.any]) }
      let numbers = parts[1].lowercased().split(separator: ",", omittingEmptySubsequences: false)
      switch numbers.count {
      case 2 where numbers[0] == "any" && numbers[1] == "any": return (name, [FirewallRule.any])
      case 2 where numbers[1] == "any": return (name, [String(numbers[0])])
      case 2: return (name, [numbers.joined(separator: ":")])
      default: throw .invalid(self, ". It is protocol=icmpv4:TYPE,CODE.")
      }
    }
  }
}
