import PSEngine
import WSManClient
import XMLStream

/// The whole configuration of a computer as a list of settings, from the computer or from a file.
///
/// The file is XML, with one setting a line in the order of the drive:
///
///     <WSManConfiguration xmlns="urn:wsmansh:configuration:1" Computer="server01">
///       <Setting Path="Client\TrustedHosts" Value="*.contoso.com"></Setting>
///     </WSManConfiguration>
struct ConfigurationSnapshot {
  private static let namespace = "urn:wsmansh:configuration:1"
  private static let rootName = "WSManConfiguration"

  /// What the configuration is called in messages: a computer, or a file.
  let name: String
  let settings: [ConfigurationLeaves.Leaf]

  /// Why a file is no configuration.
  struct Unreadable: Error { let reason: String }

  // MARK: From a computer

  /// Reads everything from a computer. Passwords are left out, and so are the addresses that its
  /// listeners have found, which are no settings.
  init(of computer: String, _ session: WSManSession) async throws {
    name = computer
    let tree = ComputerTree(computer, ConfigurationAccess(session: session))
    var found: [ConfigurationLeaves.Leaf] = []
    let prefix = WSManPath.joined(computer, [])
    var pending = try await Self.children(of: WSManPath.joined(computer, []), tree)
    pending.reverse()
    while let item = pending.popLast() {
      if item.isContainer {
        pending += try await Self.children(of: item.path, tree).reversed()
        continue
      }
      guard let leaf = item.element as? WSManConfigLeafElement,
        !ConfigurationLeaves.isSecret(leaf.name), !leaf.name.hasPrefix("ListeningOn_")
      else { continue }
      let path = item.path.dropFirst(prefix.count).drop { $0 == "\\" }
      found.append(
        ConfigurationLeaves.Leaf(
          path: String(path), value: TextConversion.text(of: leaf.value)))
    }
    settings = found
  }

  private static func children(of path: String, _ tree: ComputerTree) async throws -> [DriveItem] {
    guard let place = WSManPath(path) else { return [] }
    return try await tree.children(place)
  }

  // MARK: Files

  /// The lines of the file.
  var lines: [String] {
    func escaped(_ name: String, _ value: String) -> String {
      var writer = XMLWriter(capacity: value.utf8.count + 64)
      writer.start("", "Setting")
      writer.attribute("", "Path", name)
      writer.attribute("", "Value", value)
      writer.endExpanded()
      return String(decoding: writer.bytes, as: UTF8.self)
    }
    var root = XMLWriter(capacity: 128)
    root.start("", Self.rootName)
    root.declare("", Self.namespace)
    root.attribute("", "Computer", name)
    root.text("\n")
    root.end()
    let frame = String(decoding: root.bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return [#"<?xml version="1.0" encoding="utf-8"?>"#] + frame.prefix(1)
      + settings.map { "  " + escaped($0.path, $0.value) } + frame.dropFirst()
  }

  /// Reads a file.
  /// - Throws: ``Unreadable`` when it is truncated or of another kind.
  init(file: String, text: String) throws(Unreadable) {
    let root: XMLFragment
    do {
      root = try XMLFragment(parsing: text)
    } catch {
      throw Unreadable(reason: "\(error).")
    }
    guard root.localName == Self.rootName, root.namespace == Self.namespace else {
      throw Unreadable(reason: "Its root element is \(root.localName).")
    }
    var found: [ConfigurationLeaves.Leaf] = []
    for child in root.children {
      guard let path = child.attribute(localName: "Path"),
        let value = child.attribute(localName: "Value")
      else { throw Unreadable(reason: "An element \(child.localName) has no path or no value.") }
      found.append(ConfigurationLeaves.Leaf(path: path, value: value))
    }
    name = file
    settings = found
  }

  // MARK: Comparing

  /// A setting on both sides; nil where it is missing.
  struct Pair {
    let path: String
    let left: String?
    let right: String?
  }

  /// All settings of both, in the order of the first; those that only the second has come last.
  func compared(with other: ConfigurationSnapshot) -> [Pair] {
    let own = Self.table(settings)
    let others = Self.table(other.settings)
    return settings.map {
      Pair(path: $0.path, left: $0.value, right: others[$0.path.lowercased()])
    }
      + other.settings.filter { own[$0.path.lowercased()] == nil }
      .map { Pair(path: $0.path, left: nil, right: $0.value) }
  }

  private static func table(_ leaves: [ConfigurationLeaves.Leaf]) -> [String: String] {
    Dictionary(
      leaves.map { ($0.path.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}
