import PSEngine
import XMLStream

/// Listeners and certificate mappings: instances that are told apart by keys and named by hashes
/// (`provider.md` 7.4, 9).
struct InstanceRegion {
  /// One instance.
  struct Instance {
    /// Name made from the keys.
    let name: String
    /// `key=value` texts in their order.
    let keys: [String]
    /// Properties in document order.
    let properties: [(name: String, value: String)]
  }

  private let resource: String
  private let reader: ConfigurationReader
  private let naming: ([(name: String, value: String)]) -> (name: String, keys: [String])

  /// The listeners of a computer.
  static func listeners(_ reader: ConfigurationReader) -> InstanceRegion {
    InstanceRegion(resource: "listener", reader: reader, naming: ItemNames.listener)
  }

  /// The certificate mappings of a computer.
  static func certificates(_ reader: ConfigurationReader) -> InstanceRegion {
    InstanceRegion(
      resource: "service/certmapping", reader: reader, naming: ItemNames.clientCertificate)
  }

  /// The instances in the order of the drive.
  func instances() async throws -> [Instance] {
    var byName: [String: Instance] = [:]
    var names: [String] = []
    for element in try await reader.instances(resource) {
      let children = element.children.map { (name: $0.localName, value: $0.innerText) }
      let (name, keys) = naming(children)
      let properties = children.map {
        $0.name == "ListeningOn" ? (ItemNames.listeningOn($0.value), $0.value) : $0
      }
      if byName[name] == nil { names.append(name) }
      byName[name] = Instance(name: name, keys: keys, properties: properties)
    }
    return ItemNames.listingOrder(names).compactMap { byName[$0] }
  }

  /// The instance of a name.
  func instance(_ name: String) async throws -> Instance? {
    try await instances().first { $0.name.equalsIgnoringCase(name) }
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
