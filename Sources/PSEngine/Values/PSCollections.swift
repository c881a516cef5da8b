/// A dictionary of the language: `System.Collections.Hashtable` or, when ``isOrdered``,
/// `System.Collections.Specialized.OrderedDictionary`. Both keep insertion order here, which makes
/// output the same on every run.
open class PSHashtable: PSObject {
  /// Whether it is an ordered dictionary.
  public let isOrdered: Bool
  /// Whether string keys are compared ignoring case: true for literals of the language.
  public let ignoresCase: Bool
  /// The entries in insertion order.
  public private(set) var entries: [(key: PSValue, value: PSValue)] = []
  private var index: [HashKey: Int] = [:]

  /// Makes an empty dictionary.
  public init(isOrdered: Bool = false, ignoresCase: Bool = true) {
    self.isOrdered = isOrdered
    self.ignoresCase = ignoresCase
  }

  deinit { DeferredRelease.free(&entries) }

  open override var baseTypeNames: [String] {
    isOrdered
      ? ["System.Collections.Specialized.OrderedDictionary", "System.Object"]
      : ["System.Collections.Hashtable", "System.Object"]
  }

  /// The number of entries.
  public final var count: Int { entries.count }

  /// The value under a key, `nil` when there is none.
  public final subscript(key: PSValue) -> PSValue? {
    get { index[HashKey(key, ignoresCase: ignoresCase)].map { entries[$0].value } }
    set {
      let hash = HashKey(key, ignoresCase: ignoresCase)
      switch (index[hash], newValue) {
      case (let position?, let value?): entries[position].value = value
      case (nil, let value?):
        index[hash] = entries.count
        entries.append((key, value))
      case (let position?, nil):
        entries.remove(at: position)
        index.removeAll(keepingCapacity: true)
        for (offset, entry) in entries.enumerated() {
          index[HashKey(entry.key, ignoresCase: ignoresCase)] = offset
        }
      case (nil, nil): break
      }
    }
  }

  /// The value under a string key.
  public final subscript(name: String) -> PSValue? {
    get { self[.string(name)] }
    set { self[.string(name)] = newValue }
  }

  /// Removes all entries.
  public final func removeAll() {
    entries.removeAll()
    index.removeAll()
  }
}

/// A growable list with reference identity: `System.Collections.ArrayList` or
/// `System.Collections.Generic.List`.
open class PSList: PSObject {
  /// The elements.
  public var elements: [PSValue]
  /// Full name of the type that added elements are converted to; `nil` takes any value.
  public var elementType: String?
  private let listTypeName: String

  /// Makes a list.
  /// - Parameters:
  ///   - elements: its elements.
  ///   - typeName: full .NET name.
  public init(_ elements: [PSValue] = [], typeName: String = "System.Collections.ArrayList") {
    self.elements = elements
    listTypeName = typeName
  }

  deinit { DeferredRelease.free(&elements) }

  open override var baseTypeNames: [String] { [listTypeName, "System.Object"] }
  open override var enumeratedElements: [PSValue]? { elements }

  /// Called after a method or an assignment of a script has changed ``elements``.
  open func elementsChanged() {}
}

/// `[pscustomobject]`: nothing but note properties.
public final class PSCustomObject: PSObject {
  /// Makes an object with these notes, in order.
  public init(_ properties: [(String, PSValue)] = []) {
    super.init()
    for (name, value) in properties { setNote(name, value) }
  }

  public override var baseTypeNames: [String] {
    ["System.Management.Automation.PSCustomObject", "System.Object"]
  }
}
