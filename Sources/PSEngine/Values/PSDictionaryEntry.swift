/// An entry of a dictionary: `System.Collections.DictionaryEntry`.
public final class PSDictionaryEntry: PSObject {
  /// The key.
  public private(set) var key: PSValue
  /// The value under it.
  public private(set) var value: PSValue

  /// Makes an entry.
  public init(key: PSValue, value: PSValue) {
    self.key = key
    self.value = value
  }

  deinit {
    DeferredRelease.free(&key)
    DeferredRelease.free(&value)
  }

  public override var baseTypeNames: [String] {
    ["System.Collections.DictionaryEntry", "System.ValueType", "System.Object"]
  }
  public override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("Name", "System.Object"), PSPropertyInfo("Key", "System.Object"),
      PSPropertyInfo("Value", "System.Object"),
    ]
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "name", "key": return key
    case "value": return value
    default: return nil
    }
  }
}

extension PSHashtable {
  /// The entries as objects: what `GetEnumerator()` gives and what a display shows.
  public final var entryObjects: [PSValue] {
    entries.map { .object(PSDictionaryEntry(key: $0.key, value: $0.value)) }
  }
}
