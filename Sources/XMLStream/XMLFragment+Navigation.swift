/// An attribute of an element. Namespace declarations are no attributes.
public struct XMLAttribute: Sendable, Equatable {
  /// The prefix that it was written with; empty when it had none.
  public let prefix: String
  /// The name; unprefixed attributes have no namespace.
  public let name: XMLName
  /// The value.
  public let value: String

  /// An attribute.
  public init(prefix: String = "", name: XMLName, value: String) {
    self.prefix = prefix
    self.name = name
    self.value = value
  }
}

extension XMLFragment {
  /// The elements directly inside an element, in order.
  public struct Children: Sequence, Sendable {
    let parent: XMLFragment

    /// Walks through the elements.
    public struct Iterator: IteratorProtocol {
      let storage: Storage
      var position: Int
      let end: Int

      mutating func advance() -> Int? {
        while position < end {
          let node = storage.nodes[position]
          guard node.isElement else {
            position &+= 1
            continue
          }
          defer { position = Int(node.start) }
          return position
        }
        return nil
      }

      func nextIndex() -> Int? {
        var copy = self
        return copy.advance()
      }

      /// The next element.
      public mutating func next() -> XMLFragment? {
        let storage = storage
        return advance().map { XMLFragment(storage: storage, index: $0) }
      }
    }

    /// Walks through the elements.
    public func makeIterator() -> Iterator {
      let range = parent.contentRange
      return Iterator(storage: parent.storage, position: range.lowerBound, end: range.upperBound)
    }
  }

  /// A piece of the content of an element.
  public enum Content: Sendable, Equatable {
    case element(XMLFragment)
    case text(String)
  }

  /// The elements directly inside, in order.
  public var children: Children { Children(parent: self) }

  /// Elements and texts directly inside, in order.
  public var content: [Content] {
    var result: [Content] = []
    let range = contentRange
    var position = range.lowerBound
    while position < range.upperBound {
      let node = storage.nodes[position]
      if node.isElement {
        result.append(.element(XMLFragment(storage: storage, index: position)))
        position = Int(node.start)
      } else {
        result.append(.text(string(node)))
        position &+= 1
      }
    }
    return result
  }

  /// The first element directly inside with this name.
  public func child(_ name: XMLName) -> XMLFragment? {
    children.first { $0.name == name }
  }

  /// The first element directly inside with this local name, whatever its namespace
  /// (`protocol.md` 9.4).
  ///
  /// - Parameter ignoringCase: whether `trustedhosts` finds `TrustedHosts`; only letters of ASCII
  ///   are treated alike.
  public func child(localName: String, ignoringCase: Bool = false) -> XMLFragment? {
    children.first {
      ignoringCase
        ? $0.localName.equalsIgnoringASCIICase(localName) : $0.localName == localName
    }
  }

  /// The attributes in their order, without namespace declarations.
  public var attributes: [XMLAttribute] {
    var result: [XMLAttribute] = []
    for position in index &+ 1..<contentRange.lowerBound {
      let node = storage.nodes[position]
      guard node.kind == .attribute else { continue }
      let name = storage.names[Int(node.name)]
      result.append(XMLAttribute(prefix: name.prefix, name: name.name, value: string(node)))
    }
    return result
  }

  /// The value of the attribute with this name.
  public func attribute(_ name: XMLName) -> String? {
    attribute { $0 == name }
  }

  /// The value of the first attribute with this local name, whatever its namespace.
  public func attribute(localName: String, ignoringCase: Bool = false) -> String? {
    attribute {
      ignoringCase
        ? $0.localName.equalsIgnoringASCIICase(localName) : $0.localName == localName
    }
  }

  /// The namespaces that the element itself declares, by prefix, in order; the default namespace
  /// has an empty prefix.
  public var declarations: [(prefix: String, namespace: String)] {
    var result: [(prefix: String, namespace: String)] = []
    for position in index &+ 1..<contentRange.lowerBound {
      let node = storage.nodes[position]
      guard node.kind == .declaration else { break }
      let name = storage.names[Int(node.name)]
      result.append((name.prefix, name.name.namespace))
    }
    return result
  }

  private func attribute(where matches: (XMLName) -> Bool) -> String? {
    var position = index &+ 1
    let end = Int(node.start)
    while position < end {
      let node = storage.nodes[position]
      switch node.kind {
      case .declaration: break
      case .attribute:
        if matches(storage.names[Int(node.name)].name) { return string(node) }
      default: return nil
      }
      position &+= 1
    }
    return nil
  }
}

extension String {
  /// Whether the texts are equal when `A` to `Z` and `a` to `z` count as the same letters.
  func equalsIgnoringASCIICase(_ other: String) -> Bool {
    func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
    guard utf8.count == other.utf8.count else { return false }
    return self == other || zip(utf8, other.utf8).allSatisfy { lower($0) == lower($1) }
  }
}
