import PSEngine

/// A place in the drive, parsed once from a provider path (`provider.md` 6).
enum WSManPath: Equatable {
  case root
  /// A connected computer, lower-case.
  case computer(String)
  /// A setting or container of the generic regions: Client, Service, Shell, or a root leaf.
  /// `path` is what stands below the computer, in canonical spelling.
  case generic(computer: String, path: [String])
  /// The container of listeners, one listener, or one of its leaves.
  case listener(computer: String, path: [String])
  /// The container of certificate mappings, one mapping, or one of its leaves.
  case certificate(computer: String, path: [String])
  /// The container of plugins and everything below it.
  case plugin(computer: String, path: [String])

  /// Longest path that is looked at: nothing in the tree lies deeper, and a hostile path of ten
  /// thousand segments costs nothing.
  private static let deepest = 16

  /// Names with one spelling, by the same in lower case (`provider.md` 5.2).
  private static let fixedNames = Dictionary(
    uniqueKeysWithValues: [
      "Quotas", "Plugin", "Resources", "Security", "Service", "Shell", "TrustedHosts", "Auth",
      "Client", "ClientCertificate", "DefaultPorts", "InitializationParameters", "Listener",
    ].map { ($0.lowercased(), $0) })
  private static let hashedPrefixes = ["Listener", "Resource", "Security", "ClientCertificate"]

  /// The six containers that every computer has, in their order.
  static let computerContainers = [
    "Client", "Service", "Shell", "Listener", "Plugin", "ClientCertificate",
  ]

  /// Parses a provider path; both separators, empty segments ignored.
  /// - Returns: `nil` when the path is deeper than anything in the tree.
  init?(_ text: String) {
    let segments = Self.segments(text)
    guard segments.count <= Self.deepest else { return nil }
    guard let first = segments.first else {
      self = .root
      return
    }
    let computer = first.lowercased()
    let rest = segments.dropFirst().map(Self.canonical)
    switch rest.first {
    case nil:
      // `WSMan::WSMan` is the root's own full path.
      self = computer == "wsman" ? .root : .computer(computer)
    case "Listener": self = .listener(computer: computer, path: Array(rest.dropFirst()))
    case "ClientCertificate": self = .certificate(computer: computer, path: Array(rest.dropFirst()))
    case "Plugin": self = .plugin(computer: computer, path: Array(rest.dropFirst()))
    default: self = .generic(computer: computer, path: rest)
    }
  }

  /// The segments of a path.
  static func segments(_ text: String) -> [String] {
    ProviderPath.elements(text)
  }

  /// The computer that the path lies in.
  var computer: String? {
    switch self {
    case .root: return nil
    case .computer(let name): return name
    case .generic(let name, _), .listener(let name, _), .certificate(let name, _),
      .plugin(let name, _):
      return name
    }
  }

  /// The place as a provider path in canonical spelling; empty for the root.
  var text: String {
    switch self {
    case .root: return ""
    case .computer(let name): return name
    default: return Self.joined(computer ?? "", below[...])
    }
  }

  /// What stands below the computer, from its containers on.
  var below: [String] {
    switch self {
    case .root, .computer: return []
    case .generic(_, let path): return path
    case .listener(_, let path): return ["Listener"] + path
    case .certificate(_, let path): return ["ClientCertificate"] + path
    case .plugin(_, let path): return ["Plugin"] + path
    }
  }

  /// A provider path.
  static func joined(_ computer: String, _ path: ArraySlice<String>) -> String {
    path.reduce(into: computer) { $0 += "\\" + $1 }
  }

  /// Any text in canonical spelling, `\`-separated, without drive.
  static func canonicalText(_ text: String) -> String { canonicalText(segments(text)) }

  /// The same for a path that is taken apart.
  static func canonicalText(_ segments: [String]) -> String {
    guard let first = segments.first else { return "" }
    return segments.dropFirst().reduce(into: first.lowercased()) { $0 += "\\" + canonical($1) }
  }

  /// A segment in the spelling of the drive.
  static func canonical(_ segment: String) -> String {
    if let fixed = fixedNames[segment.lowercased()] { return fixed }
    if let underscore = segment.utf8.firstIndex(of: UInt8(ascii: "_")) {
      let prefix = segment[..<underscore]
      if let known = hashedPrefixes.first(where: { $0.equalsIgnoringCase(prefix) }) {
        return known + segment[underscore...]
      }
    }
    return segment
  }
}
