/// Variables of the emulated environment: names compare without regard to case, as on Windows.
public struct EnvironmentTable {
  /// Is told the name of a variable that changes and its new value, nil when it is removed.
  public typealias Observer = @Sendable (_ name: String, _ value: String?) -> Void

  private var entries: [String: (name: String, value: String)] = [:]
  private var observer: Observer?

  /// Starts with these variables; of names that differ in case only, the last by order of bytes wins.
  ///
  /// - Parameter observer: is told each change after this.
  public init(_ values: [String: String], observer: Observer? = nil) {
    for (name, value) in values.sorted(by: { $0.key < $1.key }) { self[name] = value }
    self.observer = observer
  }

  /// The value of a variable; assigning `nil` or an empty text removes it.
  public subscript(name: String) -> String? {
    get { entries[name.lowercased()]?.value }
    set {
      let key = name.lowercased()
      if let newValue, !newValue.isEmpty {
        entries[key] = (entries[key]?.name ?? name, newValue)
      } else {
        entries[key] = nil
      }
      observer?(name, entries[key]?.value)
    }
  }

  /// All variables, sorted by name.
  public var all: [(name: String, value: String)] {
    entries.sorted { $0.key < $1.key }.map { ($0.value.name, $0.value.value) }
  }

  /// The variables as a child process gets them.
  public var dictionary: [String: String] {
    Dictionary(entries.values.map { ($0.name, $0.value) }) { first, _ in first }
  }
}
