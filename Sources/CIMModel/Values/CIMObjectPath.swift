/// The path of an instance (DSP0004 8.2): namespace, class and the values of the key properties.
public struct CIMObjectPath: Sendable, Hashable {
  /// The namespace with slashes, such as `root/cimv2`; nil when the path is relative.
  public let namespace: String?
  /// The class.
  public let className: String
  /// The values of the keys by name, in text form; none for the only instance of its class.
  public let keys: [CIMName: String]

  /// A path of its parts.
  public init(namespace: String? = nil, className: String, keys: [String: String] = [:]) {
    self.namespace = namespace
    self.className = className
    self.keys = Dictionary(
      keys.map { (CIMName($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether both paths name the same instance: letter case is ignored, and a namespace that one of
  /// them leaves out.
  public static func == (left: Self, right: Self) -> Bool {
    CIMName(left.className) == CIMName(right.className) && left.foldedKeys == right.foldedKeys
      && (left.namespace == nil || right.namespace == nil
        || left.namespace?.lowercased() == right.namespace?.lowercased())
  }

  /// Paths that name the same instance have the same hash.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(className.lowercased())
    hasher.combine(foldedKeys)
  }

  /// Values of keys name things, and names ignore letter case.
  private var foldedKeys: [CIMName: String] { keys.mapValues { $0.lowercased() } }

  /// The keys in alphabetical order of their names.
  public var sortedKeys: [(name: String, value: String)] {
    keys.sorted { $0.key < $1.key }.map { ($0.key.text, $0.value) }
  }

  /// The path as `Win32_Service.Name="WinRM"`, with the namespace and a colon before it when there is one.
  public var text: String {
    var text = namespace.map { $0 + ":" } ?? ""
    text += className
    guard !keys.isEmpty else { return text + "=@" }
    return text + "."
      + sortedKeys.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
  }

  private static func escaped(_ value: String) -> String {
    var text = ""
    for character in value {
      if character == "\\" || character == "\"" { text.append("\\") }
      text.append(character)
    }
    return text
  }

  /// Reads `[namespace:]Class.Key="value",Key2=5`, `Class=@` or `Class="value of the only key"`.
  ///
  /// Both slashes separate the parts of the namespace. A leading `\\computer\` is passed over.
  ///
  /// - Returns: nil when the text is no path. A single value without a name gets the name `""`.
  public init?(_ text: String) {
    guard text.utf8.count <= 65_536 else { return nil }
    var reader = PathReader(text)
    guard let path = reader.path() else { return nil }
    self = path
  }
}

/// The grammar of paths.
private struct PathReader {
  private var rest: Substring

  init(_ text: String) {
    rest = text[...]
  }

  mutating func path() -> CIMObjectPath? {
    let namespace = readNamespace()
    let className = String(
      rest.prefix { $0 != "." && $0 != "=" }.trimmingBlanks())
    guard className.isCIMIdentifier else { return nil }
    rest = rest.drop { $0 != "." && $0 != "=" }
    guard let separator = rest.popFirst() else {
      return CIMObjectPath(namespace: namespace, className: className)
    }
    if separator == "=" {
      guard rest != "@" else { return CIMObjectPath(namespace: namespace, className: className) }
      guard let value = readValue(), rest.isEmpty else { return nil }
      return CIMObjectPath(namespace: namespace, className: className, keys: ["": value])
    }
    guard let keys = readKeys() else { return nil }
    return CIMObjectPath(namespace: namespace, className: className, keys: keys)
  }

  private mutating func readNamespace() -> String? {
    let head = rest.prefix { $0 != "\"" && $0 != "'" && $0 != "." && $0 != "=" }
    guard let colon = head.lastIndex(of: ":") else { return nil }
    var parts = head[..<colon].split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "/" || $0 == "\\" })
    if parts.count > 3, parts[0].isEmpty, parts[1].isEmpty { parts.removeFirst(3) }
    rest = rest[rest.index(after: colon)...]
    return parts.filter { !$0.isEmpty }.joined(separator: "/")
  }

  private mutating func readKeys() -> [String: String]? {
    var keys: [String: String] = [:]
    repeat {
      let name = String(rest.prefix { $0 != "=" }.trimmingBlanks())
      rest = rest.drop { $0 != "=" }
      guard rest.popFirst() != nil, name.isCIMIdentifier, let value = readValue(),
        keys.updateValue(value, forKey: name) == nil
      else { return nil }
      guard let separator = rest.popFirst() else { return keys }
      guard separator == "," else { return nil }
    } while true
  }

  private mutating func readValue() -> String? {
    guard let quote = rest.first, quote == "\"" || quote == "'" else {
      let bare = rest.prefix { $0 != "," }
      rest = rest[bare.endIndex...]
      let value = bare.trimmingBlanks()
      return value.isEmpty ? nil : String(value)
    }
    rest = rest.dropFirst()
    var value = ""
    while let character = rest.popFirst() {
      switch character {
      case quote: return value
      case "\\":
        guard let escaped = rest.popFirst() else { return nil }
        value.append(escaped)
      default: value.append(character)
      }
    }
    return nil
  }
}

extension StringProtocol {
  /// Whether the text is the name of a class or property: a letter or underscore, then also digits.
  var isCIMIdentifier: Bool {
    guard let first = unicodeScalars.first, first == "_" || first.properties.isAlphabetic
    else { return false }
    return unicodeScalars.allSatisfy {
      $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
    }
  }
}
