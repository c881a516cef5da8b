import PSEngine
import WSManProtocol
import XMLStream

/// Listeners and certificate mappings: instances that are told apart by keys and named by hashes
/// (`provider.md` 7.4, 9).
final class InstanceRegion {
  /// One instance.
  struct Instance {
    /// Name made from the keys.
    let name: String
    /// `key=value` texts in their order.
    let keys: [String]
    /// Properties in document order, under the names of the drive.
    let properties: [(name: String, value: String)]
    /// What singles the instance out in requests.
    let selectors: SelectorSet
  }

  /// One kind of instances.
  enum Kind {
    case listener
    case certificate

    /// Resource below `config`.
    var resource: String {
      switch self {
      case .listener: return "listener"
      case .certificate: return "service/certmapping"
      }
    }

    /// Name of the container in the drive.
    var container: String {
      switch self {
      case .listener: return "Listener"
      case .certificate: return "ClientCertificate"
      }
    }

    /// Names of the keys in the order of selectors (`provider.md` 7.1).
    var keys: [String] {
      switch self {
      case .listener: return ["Address", "Transport"]
      case .certificate: return ["Issuer", "Subject", "Uri"]
      }
    }

    fileprivate func naming(
      _ children: [(name: String, value: String)]
    ) -> (name: String, keys: [String]) {
      switch self {
      case .listener: return ItemNames.listener(children)
      case .certificate: return ItemNames.clientCertificate(children)
      }
    }
  }

  let kind: Kind
  private let access: ConfigurationAccess
  private var known: [Instance]?
  private var positions: [String: Int] = [:]

  init(_ kind: Kind, _ access: ConfigurationAccess) {
    self.kind = kind
    self.access = access
  }

  /// The instances in the order of the drive.
  func instances() async throws -> [Instance] {
    if let known { return known }
    var byName: [String: Instance] = [:]
    var names: [String] = []
    for element in try await access.instances(kind.resource) {
      let instance = instance(element)
      if byName.updateValue(instance, forKey: instance.name) == nil { names.append(instance.name) }
    }
    let ordered = ItemNames.listingOrder(names).compactMap { byName[$0] }
    for (index, instance) in ordered.enumerated() { positions[instance.name.lowercased()] = index }
    known = ordered
    return ordered
  }

  /// The instance of a name in any case.
  func instance(named name: String) async throws -> Instance? {
    let all = try await instances()
    return positions[name.lowercased()].map { all[$0] }
  }

  private func instance(_ element: XMLFragment) -> Instance {
    let children = element.children.map { (name: $0.localName, value: $0.innerText) }
    let (name, keys) = kind.naming(children)
    let selectors = kind.keys.map { key in
      Selector(
        name: key,
        value: .text(children.first { $0.name.equalsIgnoringCase(key) }?.value ?? ""))
    }
    let properties = children.map {
      $0.name == "ListeningOn" ? (ItemNames.listeningOn($0.value), $0.value) : $0
    }
    return Instance(
      name: name, keys: keys, properties: properties, selectors: SelectorSet(selectors))
  }

  // MARK: Changing

  /// Changes the text of a property and puts the instance back.
  /// - Returns: `false` when the instance has no such property of its own.
  func set(_ name: String, of instance: Instance, to text: String) async throws -> Bool {
    let document = try await access.document(kind.resource, selectors: instance.selectors)
    guard name != "ListeningOn",
      let child = document.child(localName: name, ignoringCase: true), !child.hasChildren
    else { return false }
    try await access.put(
      kind.resource, selectors: instance.selectors,
      document.replacingContent(of: child, withText: text))
    return true
  }

  /// Creates an instance and reads it back: the service fills in what was left out.
  func create(selectors: SelectorSet, _ document: XMLFragment) async throws -> Instance {
    try await access.create(kind.resource, selectors: selectors, document)
    return instance(try await access.document(kind.resource, selectors: selectors))
  }

  /// Deletes an instance.
  func remove(_ instance: Instance) async throws {
    try await access.delete(kind.resource, selectors: instance.selectors)
  }
}

extension InstanceRegion.Instance {
  /// The instance as an item.
  var element: WSManConfigContainerElement {
    WSManConfigContainerElement(name: name, keys: keys)
  }

  /// Its properties as items.
  var leaves: [WSManConfigLeafElement] {
    properties.map { WSManConfigLeafElement(name: $0.name, value: .string($0.value)) }
  }
}
