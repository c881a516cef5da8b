public import XMLStream

/// The input of Enumerate (`protocol.md` 6.6).
public struct EnumerateRequest: Sendable, Equatable {
  /// Whether the answer may carry the first items already.
  public var optimize: Bool
  /// How many items the answer may carry at most, with `optimize`; nil means one.
  public var maxElements: Int?
  /// Which items are wanted; nil means all.
  public var filter: Filter?
  /// What the items are.
  public var mode: EnumerationMode
  /// How derived classes are treated; nil leaves it to the service.
  public var polymorphism: PolymorphismMode?
  /// When the enumeration is to end, as it was written.
  public var expires: String?
  /// Whether the client wants to be told of the end elsewhere, which no service has to offer.
  public var hasEndTo: Bool

  /// The input of Enumerate.
  public init(
    optimize: Bool = false, maxElements: Int? = nil, filter: Filter? = nil,
    mode: EnumerationMode = .object, polymorphism: PolymorphismMode? = nil
  ) {
    self.optimize = optimize
    self.maxElements = maxElements
    self.filter = filter
    self.mode = mode
    self.polymorphism = polymorphism
    hasEndTo = false
  }
}

/// The input of Pull (`protocol.md` 6.7).
public struct PullRequest: Sendable, Equatable {
  /// The state of the enumeration, from the latest answer.
  public var context: EnumerationContext
  /// How many items the answer may carry at most; nil means one.
  public var maxElements: Int?
  /// How many characters the answer may have at most.
  public var maxCharacters: Int?
  /// How long the service may gather items.
  public var maxTime: XSDDuration?

  /// The input of Pull.
  public init(
    context: EnumerationContext, maxElements: Int? = nil, maxCharacters: Int? = nil,
    maxTime: XSDDuration? = nil
  ) {
    self.context = context
    self.maxElements = maxElements
    self.maxCharacters = maxCharacters
    self.maxTime = maxTime
  }
}

/// One item of an enumeration.
public enum EnumerationItem: Sendable, Equatable {
  case object(XMLFragment)
  case reference(EndpointReference)
  case objectAndReference(XMLFragment, EndpointReference)

  /// The resource, when the item has it.
  public var object: XMLFragment? {
    switch self {
    case .object(let object), .objectAndReference(let object, _): object
    case .reference: nil
    }
  }

  /// The reference, when the item has it.
  public var reference: EndpointReference? {
    switch self {
    case .reference(let reference), .objectAndReference(_, let reference): reference
    case .object: nil
    }
  }
}

/// A batch of items, the answer to Enumerate as well as to Pull.
public struct EnumerationBatch: Sendable {
  /// The state for the next Pull; nil when these are the last items.
  public var context: EnumerationContext?
  /// The items.
  public var items: [EnumerationItem] { didSet { encodedItems = nil } }
  /// The items as an answer has them, when they have been written already.
  private(set) var encodedItems: [UInt8]?

  /// A batch.
  public init(context: EnumerationContext?, items: [EnumerationItem] = []) {
    self.context = context
    self.items = items
  }

  /// A batch of items that have been written already.
  public init(context: EnumerationContext?, _ encoded: EncodedItems) {
    self.context = context
    items = encoded.items
    encodedItems = encoded.bytes
  }

  /// Whether these are the last items.
  public var isEnd: Bool { context == nil }
}

extension EnumerationBatch: Equatable {
  /// Whether both have the same context and items.
  public static func == (left: EnumerationBatch, right: EnumerationBatch) -> Bool {
    left.context == right.context && left.items == right.items
  }
}

/// The answer to Enumerate.
public typealias EnumerateResponse = EnumerationBatch

/// The answer to Pull.
public typealias PullResponse = EnumerationBatch
