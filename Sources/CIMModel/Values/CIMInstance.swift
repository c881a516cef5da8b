/// An instance of a class: the values of its properties.
///
/// Names are found without regard to letter case, as everywhere in CIM.
public struct CIMInstance: Sendable, Hashable {
  /// The class that the instance was made from.
  public let className: String
  private var values: [CIMName: CIMValue]

  /// An instance with values by the names of their properties; what is not there is null.
  public init(className: String, values: [String: CIMValue] = [:]) {
    self.className = className
    self.values = Dictionary(
      values.map { (CIMName($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// An instance with values by names that have been prepared; what is not there is null.
  public init(className: String, named values: [CIMName: CIMValue]) {
    self.className = className
    self.values = values
  }

  /// The value of a property; null when there is none.
  public subscript(name: String) -> CIMValue {
    get { self[CIMName(name)] }
    set { self[CIMName(name)] = newValue }
  }

  /// The value of a property by a name that has been prepared; null when there is none.
  public subscript(name: CIMName) -> CIMValue {
    get { values[name] ?? .null }
    set { values[name] = newValue.isNull ? nil : newValue }
  }

  /// How many properties have a value.
  public var count: Int { values.count }

  /// The names of the properties that have a value, in alphabetical order.
  public var names: [String] {
    values.keys.map(\.text).sorted { CIMName($0) < CIMName($1) }
  }
}

/// A name of the CIM world: as it was written, and compared without regard to letter case.
public struct CIMName: Sendable, Hashable, Comparable {
  /// The name as it was written.
  public let text: String
  private let folded: String

  /// A name.
  public init(_ text: String) {
    self.text = text
    folded = text.lowercased()
  }

  /// Whether both names are the same but for letter case.
  public static func == (left: Self, right: Self) -> Bool { left.folded == right.folded }
  /// Alphabetical order without regard to letter case.
  public static func < (left: Self, right: Self) -> Bool { left.folded < right.folded }
  /// Names that are the same but for letter case have the same hash.
  public func hash(into hasher: inout Hasher) { hasher.combine(folded) }
}
