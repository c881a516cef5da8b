/// A class: its place in the hierarchy, its properties and methods.
public struct CIMClass: Sendable, Hashable {
  /// The name as the class declares it.
  public let name: String
  /// The class above; nil at the top.
  public let superclass: String?
  /// The properties with those of the classes above, in alphabetical order.
  public let properties: [CIMProperty]
  /// The methods with those of the classes above.
  public let methods: [CIMMethod]
  /// Whether there are no instances of the class itself, only of its subclasses.
  public let isAbstract: Bool
  /// Whether instances connect other instances.
  public let isAssociation: Bool
  /// Whether there is one instance only, which needs no keys.
  public let isSingleton: Bool
  /// Where instances keep the values of the properties.
  let layout: CIMLayout

  /// A class with what it declares itself.
  ///
  /// - Parameter base: the class above, whose properties and methods are taken over; what the class
  ///   declares under the same name replaces them.
  public init(
    name: String, base: CIMClass? = nil, properties own: [CIMProperty],
    methods ownMethods: [CIMMethod],
    isAbstract: Bool = false, isAssociation: Bool = false, isSingleton: Bool = false
  ) {
    self.name = name
    superclass = base?.name
    self.isAbstract = isAbstract
    self.isAssociation = isAssociation || base?.isAssociation == true
    self.isSingleton = isSingleton || base?.isSingleton == true
    properties = Self.merged(base?.properties ?? [], own, by: \.name)
    methods = Self.merged(base?.methods ?? [], ownMethods, by: \.name)
    layout = CIMLayout(properties.map(\.identifier))
  }

  private static func merged<Member>(
    _ inherited: [Member], _ own: [Member], by name: (Member) -> String
  ) -> [Member] {
    let ownNames = Set(own.map { CIMName(name($0)) })
    return (inherited.filter { !ownNames.contains(CIMName(name($0))) } + own)
      .sorted { CIMName(name($0)) < CIMName(name($1)) }
  }

  /// The property with a name; nil when the class has none.
  public func property(_ name: String) -> CIMProperty? {
    layout.place(of: CIMName(name)).map { properties[$0] }
  }

  /// The method with a name; nil when the class has none.
  public func method(_ name: String) -> CIMMethod? {
    methods.first { CIMName($0.name) == CIMName(name) }
  }

  /// The properties that name an instance.
  public var keys: [CIMProperty] { properties.filter(\.isKey) }

  /// The path of an instance of the class.
  public func path(of instance: CIMInstance, namespace: String? = nil) -> CIMObjectPath {
    CIMObjectPath(
      namespace: namespace, className: name,
      keys: Dictionary(
        keys.map { ($0.name, instance[$0.name].text) }, uniquingKeysWith: { first, _ in first }))
  }
}
