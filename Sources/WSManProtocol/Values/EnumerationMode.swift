/// What the items of an enumeration are (`protocol.md` 7.1).
public enum EnumerationMode: Sendable, Equatable {
  /// The resources themselves.
  case object
  /// References to them, `EnumerateEPR`.
  case reference
  /// Both, `EnumerateObjectAndEPR`.
  case objectAndReference
  /// A mode that nobody knows, as it was written.
  case unknown(String)

  /// The mode with this text in a message; the absent element means objects.
  public init(wireText: String) {
    switch wireText {
    case "", "EnumerateObject": self = .object
    case "EnumerateEPR": self = .reference
    case "EnumerateObjectAndEPR": self = .objectAndReference
    default: self = .unknown(wireText)
    }
  }

  /// The text in a message; nil for objects, where the element is left out.
  public var wireText: String? {
    switch self {
    case .object: nil
    case .reference: "EnumerateEPR"
    case .objectAndReference: "EnumerateObjectAndEPR"
    case .unknown(let text): text
    }
  }
}

/// How an enumeration of a class treats instances of derived classes (`protocol.md` 7.3).
public enum PolymorphismMode: Sendable, Equatable {
  /// They are returned with all their properties.
  case includeSubClassProperties
  /// They are returned as instances of the base class.
  case excludeSubClassProperties
  /// They are not returned, `None`.
  case baseClassOnly
  /// A mode that nobody knows, as it was written.
  case unknown(String)

  /// The mode with this text in a message.
  public init(wireText: String) {
    switch wireText {
    case "IncludeSubClassProperties": self = .includeSubClassProperties
    case "ExcludeSubClassProperties": self = .excludeSubClassProperties
    case "None": self = .baseClassOnly
    default: self = .unknown(wireText)
    }
  }

  /// The text in a message.
  public var wireText: String {
    switch self {
    case .includeSubClassProperties: "IncludeSubClassProperties"
    case .excludeSubClassProperties: "ExcludeSubClassProperties"
    case .baseClassOnly: "None"
    case .unknown(let text): text
    }
  }
}

/// The state of an enumeration as the service writes it; only the service knows what it means.
public struct EnumerationContext: Sendable, Hashable {
  /// The text, which may be anything.
  public var text: String

  /// A context from a message.
  public init(_ text: String) {
    self.text = text
  }
}
