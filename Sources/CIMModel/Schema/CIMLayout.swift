/// Where the instances of a class keep the values of its properties.
final class CIMLayout: Sendable {
  /// The names of the properties, in the order of their places.
  let names: [CIMName]
  private let places: [CIMName: Int]

  /// The layout of instances that were not made for a class.
  static let empty = CIMLayout([])

  init(_ names: [CIMName]) {
    self.names = names
    places = Dictionary(
      names.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// The place of a name; nil when it is none of them.
  func place(of name: CIMName) -> Int? { places[name] }
}

extension CIMLayout: Hashable {
  /// Whether the same names have the same places.
  static func == (left: CIMLayout, right: CIMLayout) -> Bool {
    left === right || left.names == right.names
  }

  func hash(into hasher: inout Hasher) { hasher.combine(names) }
}
