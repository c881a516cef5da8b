/// An instance of a class: the values of its properties.
///
/// Names are found without regard to letter case, as everywhere in CIM. Instances that were made for a
/// class keep the values of its properties side by side in their order, so that reading or showing
/// all of them looks up no names.
public struct CIMInstance: Sendable {
  /// The class that the instance was made from.
  public let className: String
  private let layout: CIMLayout
  /// One value for each name of the layout; null where there is none.
  private var placed: [CIMValue]
  /// The values of names that are none of the layout; none of them is null.
  private var others: [CIMName: CIMValue]

  /// An instance with values by the names of their properties; what is not there is null.
  public init(className: String, values: [String: CIMValue] = [:]) {
    self.init(
      className: className,
      named: Dictionary(
        values.map { (CIMName($0.key), $0.value) }, uniquingKeysWith: { first, _ in first }))
  }

  /// An instance with values by names that have been prepared; what is not there is null.
  public init(className: String, named values: [CIMName: CIMValue]) {
    self.className = className
    layout = .empty
    placed = []
    others = values.filter { !$0.value.isNull }
  }

  /// An instance of a class without any value.
  public init(of type: CIMClass) {
    className = type.name
    layout = type.layout
    placed = Array(repeating: .null, count: layout.names.count)
    others = [:]
  }

  /// The value of a property; null when there is none.
  public subscript(name: String) -> CIMValue {
    get { self[CIMName(name)] }
    set { self[CIMName(name)] = newValue }
  }

  /// The value of a property by a name that has been prepared; null when there is none.
  public subscript(name: CIMName) -> CIMValue {
    get { layout.place(of: name).map { placed[$0] } ?? others[name] ?? .null }
    set {
      if let place = layout.place(of: name) {
        placed[place] = newValue
      } else {
        others[name] = newValue.isNull ? nil : newValue
      }
    }
  }

  /// The value of the property at a place of a class, which may be another one than that of the
  /// instance; null when there is none.
  public subscript(place: Int, of type: CIMClass) -> CIMValue {
    get { layout === type.layout ? placed[place] : self[type.properties[place].identifier] }
    set {
      if layout === type.layout {
        placed[place] = newValue
      } else {
        self[type.properties[place].identifier] = newValue
      }
    }
  }

  /// How many properties have a value.
  public var count: Int { placed.count { !$0.isNull } + others.count }

  /// The names of the properties that have a value, in alphabetical order.
  public var names: [String] { values.keys.sorted().map(\.text) }

  /// All values by their names.
  private var values: [CIMName: CIMValue] {
    zip(layout.names, placed).reduce(into: others) { values, member in
      if !member.1.isNull { values[member.0] = member.1 }
    }
  }
}

extension CIMInstance: Hashable {
  /// Whether the classes have the same name and the same properties have the same values.
  public static func == (left: CIMInstance, right: CIMInstance) -> Bool {
    guard left.className == right.className else { return false }
    return left.layout === right.layout
      ? left.placed == right.placed && left.others == right.others : left.values == right.values
  }

  /// Equal instances have the same hash, however they keep their values.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(className)
    hasher.combine(values)
  }
}
