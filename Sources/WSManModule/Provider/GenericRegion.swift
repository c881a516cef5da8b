import PSEngine
import XMLStream

/// Root settings, Client, Service and Shell: containers of text elements (`provider.md` 7.3).
struct GenericRegion {
  let access: ConfigurationAccess

  private static let nested = ["Auth", "DefaultPorts"]

  /// What a path of this region names.
  enum Place: Equatable {
    /// A container and the resource that holds its children.
    case container(resource: String, name: String)
    /// A child of the container of that resource.
    case child(resource: String, name: String)
  }

  /// The place of a path below the computer, `nil` when nothing can be there.
  static func place(_ path: [String]) -> Place? {
    guard let first = path.first else { return nil }
    let isContainer = ["Client", "Service", "Shell"].contains(first)
    let resource = first == "Shell" ? "winrs" : first.lowercased()
    switch path.count {
    case 1:
      return isContainer
        ? .container(resource: resource, name: first) : .child(resource: "", name: first)
    case 2 where isContainer:
      if first != "Shell", nested.contains(path[1]) {
        return .container(resource: "\(resource)/\(path[1].lowercased())", name: path[1])
      }
      return .child(resource: resource, name: path[1])
    case 3 where isContainer && first != "Shell" && nested.contains(path[1]):
      return .child(resource: "\(resource)/\(path[1].lowercased())", name: path[2])
    default: return nil
    }
  }

  /// The children of an element as items of the drive.
  func children(of resource: String) async throws -> [WSManConfigLeafElement] {
    try await access.document(resource).children.map(Self.item)
  }

  /// The item at a place; `nil` when the element has no such child.
  func item(_ place: Place) async throws -> WSManConfigLeafElement? {
    switch place {
    case .container(_, let name): return .container(name)
    case .child(let resource, let name):
      let element = try await access.document(resource).child(localName: name, ignoringCase: true)
      // The containers of the root document are known by places of their own.
      return element.flatMap { $0.hasChildren ? nil : Self.item($0) }
    }
  }

  private static func item(_ element: XMLFragment) -> WSManConfigLeafElement {
    guard !element.hasChildren else { return .container(element.localName) }
    return WSManConfigLeafElement(
      name: element.localName, value: .string(element.innerText),
      source: element.attribute(localName: "Source", ignoringCase: true))
  }

  /// Changes the text of a child and puts the whole element back.
  /// - Returns: `false` when no child of that name holds text.
  func set(_ name: String, of resource: String, to text: String) async throws -> Bool {
    let document = try await access.document(resource)
    guard let child = document.child(localName: name, ignoringCase: true), !child.hasChildren else {
      return false
    }
    try await access.put(resource, document.replacingContent(of: child, withText: text))
    return true
  }
}
