import PSEngine
import WSManProtocol
import XMLStream

/// The settings in a document of `winrm/config`, under their paths in the drive.
enum ConfigurationLeaves {
  /// One setting.
  struct Leaf: Sendable, Equatable {
    /// Path below the computer.
    let path: String
    let value: String
  }

  /// What stands for a value that is never shown.
  static let hidden = "(hidden)"

  /// Name of a resource below `winrm/config` in lower case, empty for `winrm/config` itself; `nil`
  /// for resources elsewhere.
  static func name(of resource: ResourceURI) -> String? {
    guard resource.isAtOrBelow(.configuration) else { return nil }
    let rest = resource.text.utf8.dropFirst(ResourceURI.configuration.text.utf8.count)
    return String(decoding: rest.drop { $0 == UInt8(ascii: "/") }, as: UTF8.self).lowercased()
  }

  /// The kind of instances that a resource has; `nil` for settings.
  static func kind(of resource: String) -> InstanceKind? { InstanceKind(rawValue: resource) }

  /// A kind of resources of which there are many.
  enum InstanceKind: String {
    case listener
    case certificate = "service/certmapping"
    case plugin
  }

  /// The settings of a document.
  static func leaves(of document: XMLFragment, _ resource: String) -> [Leaf] {
    switch kind(of: resource) {
    case .plugin:
      let tree = PluginNode(plugin: document)
      return leaves(of: tree, "Plugin\\\(tree.element.name)")
    case .listener, .certificate:
      let place = place(of: document, resource)
      return document.children.filter { $0.localName != "ListeningOn" }
        .map { leaf(place, $0.localName, $0.innerText) }
    case nil: return leaves(of: document, below: container(resource))
    }
  }

  /// The path of an instance, or of a section of settings, below the computer.
  static func place(of document: XMLFragment, _ resource: String) -> String {
    let children = document.children.map { (name: $0.localName, value: $0.innerText) }
    switch kind(of: resource) {
    case .plugin:
      return "Plugin\\\(document.attribute(localName: "Name", ignoringCase: true) ?? "")"
    case .listener: return "Listener\\\(ItemNames.listener(children).name)"
    case .certificate:
      return "ClientCertificate\\\(ItemNames.clientCertificate(children).name)"
    case nil: return container(resource)
    }
  }

  /// Whether the value of a setting is a secret: its name has "password" in it, in any case.
  ///
  /// Each change asks this of all names in its documents, for which a search by characters is slow.
  static func isSecret(_ name: String) -> Bool {
    var name = name
    return name.withUTF8 { bytes in
      guard bytes.count >= secretName.count else { return false }
      return (0...bytes.count - secretName.count).contains { start in
        secretName.indices.allSatisfy { bytes[start + $0] | 0x20 == secretName[$0] }
      }
    }
  }

  private static let secretName = Array("password".utf8)

  // MARK: Settings

  private static let containers = [
    "client": "Client", "service": "Service", "winrs": "Shell", "auth": "Auth",
    "defaultports": "DefaultPorts",
  ]

  private static func container(_ resource: String) -> String {
    resource.split(separator: "/").map { containers[String($0)] ?? String($0) }
      .joined(separator: "\\")
  }

  private static func leaves(of element: XMLFragment, below path: String) -> [Leaf] {
    element.children.flatMap { child -> [Leaf] in
      let name = child.localName
      guard child.hasChildren else { return [leaf(path, name, child.innerText)] }
      return leaves(of: child, below: joined(path, containers[name.lowercased()] ?? name))
    }
  }

  private static func leaves(of node: PluginNode, _ path: String) -> [Leaf] {
    (node.children ?? []).flatMap { child -> [Leaf] in
      guard !child.isContainer, let element = child.element as? WSManConfigLeafElement else {
        return leaves(of: child, joined(path, child.element.name))
      }
      return [leaf(path, element.name, TextConversion.text(of: element.value))]
    }
  }

  private static func leaf(_ path: String, _ name: String, _ value: String) -> Leaf {
    Leaf(path: joined(path, name), value: isSecret(name) && !value.isEmpty ? hidden : value)
  }

  static func joined(_ path: String, _ name: String) -> String {
    path.isEmpty ? name : "\(path)\\\(name)"
  }
}
