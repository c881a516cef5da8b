import WSManProtocol
import WSManService
import WireSecurity

/// One entry of a lab file: a computer, or a range of computers that are alike.
///
/// All computers of the entry share it, so that each costs only its name.
final class LabEntry: Sendable {
  let names: NameRange
  /// Nil for a computer that is in a workgroup.
  let domain: LabDomain?
  /// The addresses of the first computer; those of the others count up from there.
  let addresses: [IPAddress]
  let configuration: ComputerConfiguration
  let users: [LabUser]
  /// The groups that the file adds or describes.
  let groups: [LabGroup]
  /// What the computer says it is; nil for what its generation says.
  let product: LabProduct?
  let network: NetworkBehaviour
  /// What the computer answers to command lines of remote shells, before its own commands.
  let commands: [CommandRule]
  /// The classes of the computers.
  let namespaces: CIMNamespaces
  /// The instances that the file adds to those of every computer; nil for none.
  let instances: LabInstances?

  /// Who vouches for certificates of clients, beside the authority of the lab.
  let authorities: [Certificate]

  /// When wrong passwords lock the accounts of the computer.
  let lockout: AccountDirectory.LockoutPolicy

  /// What the file says before its computers.
  struct Surroundings {
    /// The domain, which a computer joins unless it says otherwise.
    let domain: LabDomain?
    let namespaces: CIMNamespaces
    /// Where files lie that the lab file names: empty, or with a slash at the end.
    let folder: String
  }

  /// The keys of an entry, for error messages and help.
  static let keys = [
    "name", "domain", "addresses", "generation", "users", "configuration", "policy", "network",
    "commands", "instances", "lockout", "groups", "product", "listeners", "certificateMappings",
    "plugins", "authorities",
  ]

  /// More than three beside the two of loopback would change the well-known names of listeners.
  private static let mostAddresses = 3

  /// Reads an entry.
  init(_ document: LabDocument, in surroundings: Surroundings) throws(LabFileError) {
    let fields = try document.fields(Self.keys, of: "a computer")
    guard let name = fields["name"] else {
      throw document.error("A computer needs a name, such as server01 or pc[01-20].")
    }
    names = try name.nameRange()
    domain = try fields["domain"]?.domain(within: surroundings.domain) ?? surroundings.domain
    namespaces = surroundings.namespaces
    instances = try fields["instances"]?.instances(of: namespaces, folder: surroundings.folder)
    addresses = try fields["addresses"]?.addresses(most: Self.mostAddresses) ?? []
    let userCount = try fields["users"]?.items(of: "users").count ?? 0
    groups = try fields["groups"]?.groups(from: 1_001 + userCount) ?? []
    users = try fields["users"]?.users(of: .computer, groups: groups) ?? []
    product = try fields["product"]?.product()
    network = try fields["network"]?.networkBehaviour() ?? NetworkBehaviour()
    authorities = try fields["authorities"]?.authorities(in: surroundings.folder) ?? []
    commands = try fields["commands"]?.commandRules() ?? []
    lockout = try fields["lockout"]?.lockoutPolicy() ?? AccountDirectory.LockoutPolicy()
    let generation = try fields["generation"]?.choice(
      of: "generation", ConfigurationProfile.allCases.map(\.rawValue))
    let profile = generation.flatMap(ConfigurationProfile.init(rawValue:)) ?? .current
    configuration = ComputerConfiguration(
      profile: profile,
      overrides: try fields["configuration"]?.settings(of: "configuration", in: profile) ?? [:],
      policy: try fields["policy"]?.policy(in: profile) ?? [:],
      listeners: try fields["listeners"]?.listeners() ?? [.standard],
      certificateMappings: try fields["certificateMappings"]?.certificateMappings() ?? [],
      plugins: try fields["plugins"]?.plugins(in: profile))
  }

  /// The name of one computer with the domain; the short name in a workgroup.
  func fullName(at index: Int) -> String {
    let name = names.name(at: index)
    return domain.map { "\(name).\($0.name)" } ?? name
  }

  /// The addresses of one computer, with those of loopback.
  func addresses(at index: Int) -> [String] {
    let own = addresses.map { $0.advanced(by: UInt32(clamping: index)).description }
    return own.filter { !$0.contains(":") } + ["127.0.0.1"] + own.filter { $0.contains(":") }
      + ["::1"]
  }
}

extension LabDocument {
  fileprivate func nameRange() throws(LabFileError) -> NameRange {
    let text = try nonEmptyText(of: "name")
    guard !["localhost", "."].contains(text.lowercased()) else {
      throw error("\"\(text)\" always is the computer itself: choose another name.")
    }
    do {
      return try NameRange(text)
    } catch {
      switch error {
      case .brackets:
        throw self.error("\"\(text)\" is no range: write two numbers, such as pc[0001-1000].")
      case .order:
        throw self.error("In \"\(text)\" the second number is smaller than the first.")
      case .tooMany:
        throw self.error("\"\(text)\" are more than \(NameRange.largestCount) computers.")
      case .name:
        throw self.error(
          "\"\(text)\" is no name of a computer: letters, digits and inner hyphens, at most 63. "
            + "The domain is a key of its own.")
      }
    }
  }

  /// A full name of a domain.
  func domainName() throws(LabFileError) -> String {
    let text = try nonEmptyText(of: "domain")
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    let areNames = labels.allSatisfy { (try? NameRange(String($0)))?.count == 1 }
    guard labels.count >= 2, areNames, !text.contains("["), text.utf8.count <= 253 else {
      throw error("\"\(text)\" is no full name of a domain, such as contoso.com.")
    }
    return text.lowercased()
  }

  /// The domain of a computer; `none` stands for a workgroup.
  fileprivate func domain(within labDomain: LabDomain?) throws(LabFileError) -> LabDomain?? {
    let text = try text(of: "domain")
    if text.lowercased() == "none" { return .some(nil) }
    let name = try domainName()
    return name == labDomain?.name ? labDomain : LabDomain(name: name, users: [])
  }

  fileprivate func addresses(most: Int) throws(LabFileError) -> [IPAddress] {
    let items = try items(of: "addresses")
    guard items.count <= most else {
      throw items[most].error("A computer has at most \(most) addresses.")
    }
    var addresses: [IPAddress] = []
    for item in items {
      let text = try item.text(of: "addresses")
      guard let address = IPAddress(text), !text.contains("%") else {
        throw item.error("\"\(text)\" is no IPv4 or IPv6 address.")
      }
      addresses.append(address)
    }
    return addresses
  }

  fileprivate func networkBehaviour() throws(LabFileError) -> NetworkBehaviour {
    let fields = try fields(["mode", "delay", "after", "times"], of: "network")
    let word = try fields["mode"]?.choice(
      of: "mode", NetworkBehaviour.Mode.allCases.map(\.rawValue))
    let delay = try fields["delay"]?.number(of: "delay (milliseconds)", in: 0...600_000) ?? 0
    let after = try fields["after"]?.number(of: "after (messages)", in: 0...1_000_000) ?? 0
    let times = try fields["times"]?.number(of: "times (messages)", in: 1...1_000_000)
    return NetworkBehaviour(
      mode: word.flatMap(NetworkBehaviour.Mode.init(rawValue:)) ?? .answer,
      delay: .milliseconds(delay), after: Int(after), times: times.map { Int($0) })
  }

  /// Counts, and minutes.
  fileprivate func lockoutPolicy() throws(LabFileError) -> AccountDirectory.LockoutPolicy {
    let fields = try fields(["threshold", "duration", "window"], of: "lockout")
    var policy = AccountDirectory.LockoutPolicy()
    let times = 0...AccountDirectory.LockoutPolicy.longestTime
    policy.threshold =
      try fields["threshold"]?.number(
        of: "threshold", in: 0...AccountDirectory.LockoutPolicy.largestThreshold) ?? 0
    policy.duration = try fields["duration"]?.number(of: "duration (minutes)", in: times) ?? 30
    policy.window =
      try fields["window"]?.number(of: "window (minutes)", in: times)
      ?? min(30, policy.duration == 0 ? 30 : policy.duration)
    guard policy.isConsistent else {
      throw error("The duration of a lockout is 0, or at least its window.")
    }
    return policy
  }

  /// What the group policy holds: settings, and switches that are no settings.
  fileprivate func policy(
    in profile: ConfigurationProfile
  ) throws(LabFileError) -> [String: String] {
    let switches = GroupPolicySwitch.allCases
    var values = try settings(of: "policy", in: profile, besides: switches.map(\.path))
    for (key, value) in try pairs(of: "policy") {
      let path = key.name.lowercased()
      guard let found = switches.first(where: { $0.path.lowercased() == path }) else { continue }
      values[found.rawValue] = try value.choice(of: found.path, ["true", "false"])
    }
    return values
  }

  /// Values of settings by their path below the host on the drive.
  ///
  /// - Parameter others: paths that stand in the same place and are no settings.
  fileprivate func settings(
    of place: String, in profile: ConfigurationProfile, besides others: [String] = []
  ) throws(LabFileError) -> [String: String] {
    var values: [String: String] = [:]
    for (key, value) in try pairs(of: place) {
      if others.contains(where: { $0.lowercased() == key.name.lowercased() }) { continue }
      guard let setting = ConfigurationSchema.setting(drivePath: key.name) else {
        let paths = ConfigurationSchema.settings.map(\.drivePath) + others
        let hint = SpellingHint.nearest(to: key.name, among: paths)
        throw key.place.error(
          "There is no setting \"\(key.name)\"."
            + (hint.map { " Did you mean \"\($0)\"?" } ?? "")
            + " Write its path on the drive, such as Client\\TrustedHosts.")
      }
      guard setting.defaultValue(in: profile) != nil else {
        throw key.place.error(
          "The generation \(profile.rawValue) has no setting \(setting.drivePath).")
      }
      if place == "policy", setting.policyValue == nil {
        throw key.place.error("No group policy holds \(setting.drivePath).")
      }
      let text = try value.text(of: setting.drivePath)
      do {
        values[setting.id] = try ConfigurationValidator.canonical(
          text, for: setting.withRules(of: profile))
      } catch {
        throw value.error(error.message)
      }
    }
    return values
  }
}
