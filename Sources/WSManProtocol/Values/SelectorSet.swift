/// What a selector holds.
public enum SelectorValue: Sendable, Equatable {
  case text(String)
  /// A reference-typed key (`protocol.md` 5.2).
  case reference(EndpointReference)
}

/// One selector: the name of a key and its value.
public struct Selector: Sendable, Equatable {
  /// The name of the key, as it was written.
  public var name: String
  /// The value.
  public var value: SelectorValue

  /// A selector with any value.
  public init(name: String, value: SelectorValue) {
    self.name = name
    self.value = value
  }

  /// The value when it is text.
  public var text: String? {
    if case .text(let text) = value { return text }
    return nil
  }
}

/// The selectors of a request or reference, in order. A set that came from the wire may hold a name
/// twice, which the service refuses.
public struct SelectorSet: Sendable, Equatable {
  /// The selectors in order.
  public private(set) var selectors: [Selector] = []

  /// A set of the selectors.
  public init(_ selectors: [Selector] = []) {
    self.selectors = selectors
  }

  /// Adds a selector at the end.
  public mutating func append(_ selector: Selector) {
    selectors.append(selector)
  }

  /// Adds a selector with a text at the end.
  public mutating func append(name: String, value: String) {
    selectors.append(Selector(name: name, value: .text(value)))
  }

  /// The first selector with the name; letter case does not matter.
  public func selector(named name: String) -> Selector? {
    let wanted = name.lowercased()
    return selectors.first { $0.name.lowercased() == wanted }
  }

  /// The text of the first selector with the name; letter case does not matter.
  public subscript(name: String) -> String? { selector(named: name)?.text }

  /// Whether there is no selector.
  public var isEmpty: Bool { selectors.isEmpty }

  /// The first name that occurs twice.
  public var firstDuplicate: String? {
    var seen: Set<String> = []
    return selectors.first { !seen.insert($0.name.lowercased()).inserted }?.name
  }
}

extension SelectorSet: ExpressibleByDictionaryLiteral {
  /// A set of texts, in the order of the literal.
  public init(dictionaryLiteral elements: (String, String)...) {
    self.init(elements.map { Selector(name: $0.0, value: .text($0.1)) })
  }
}
