/// The classes of one namespace and how they descend from each other.
public struct CIMSchema: Sendable {
  private var classes: [CIMName: CIMClass] = [:]
  private var subclasses: [CIMName: [CIMName]] = [:]

  /// A namespace without classes.
  public init() {}

  /// Adds a class.
  ///
  /// - Throws: ``CIMSchemaError`` when the class exists already, or the class above does not.
  public mutating func add(_ added: CIMClass) throws(CIMSchemaError) {
    let name = CIMName(added.name)
    guard classes[name] == nil else { throw .classExists(added.name) }
    if let superclass = added.superclass {
      guard classes[CIMName(superclass)] != nil else {
        throw .superclassMissing(superclass, of: added.name)
      }
      subclasses[CIMName(superclass), default: []].append(name)
    }
    classes[name] = added
  }

  /// The class with a name; nil when there is none.
  public subscript(name: String) -> CIMClass? { classes[CIMName(name)] }

  /// The names of all classes, in alphabetical order.
  public var names: [String] { classes.keys.sorted().map(\.text) }

  /// The class and all that descend from it, the class itself first, then in alphabetical order.
  ///
  /// Empty when the class does not exist.
  public func family(of name: String) -> [CIMClass] {
    guard let root = classes[CIMName(name)] else { return [] }
    var found: [CIMClass] = []
    var open = subclasses[CIMName(root.name)] ?? []
    while let next = open.popLast() {
      if let member = classes[next] { found.append(member) }
      open += subclasses[next] ?? []
    }
    return [root] + found.sorted { CIMName($0.name) < CIMName($1.name) }
  }

  /// Whether a class is another one or descends from it.
  public func isClass(_ name: String, a ancestor: String) -> Bool {
    let wanted = CIMName(ancestor)
    var current: String? = name
    while let next = current {
      if CIMName(next) == wanted { return true }
      current = classes[CIMName(next)]?.superclass
    }
    return false
  }
}

/// Why a class cannot be added to a namespace.
public enum CIMSchemaError: Error, Hashable {
  case classExists(String)
  case superclassMissing(String, of: String)
}
