/// The values of the parameters of one call, by the names of the parameters as declared.
///
/// A call binds a handful, and a command asks for each of its parameters, most of which are not
/// bound: looking through a short list is faster than hashing each name.
public struct BoundValues {
  private var entries: [(name: String, value: PSValue)] = []

  /// The value of a parameter; `nil` when it is not bound.
  public subscript(_ name: String) -> PSValue? {
    get { entries.first { $0.name == name }?.value }
    set {
      let place = entries.firstIndex { $0.name == name }
      switch (place, newValue) {
      case (let place?, let value?): entries[place].value = value
      case (let place?, nil): entries.remove(at: place)
      case (nil, let value?): entries.append((name, value))
      case (nil, nil): break
      }
    }
  }

  /// The value of a parameter by its name in any case.
  public func value(named name: String) -> PSValue? {
    self[name] ?? entries.first { $0.name.equalsIgnoringCase(name) }?.value
  }
}

extension BoundValues: Sequence {
  /// The bound parameters in the order in which they were bound.
  public func makeIterator() -> [(name: String, value: PSValue)].Iterator {
    entries.makeIterator()
  }
}
