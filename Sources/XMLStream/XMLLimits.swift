/// What a document may cost before it is refused (`protocol.md` 20).
public struct XMLLimits: Sendable, Equatable {
  /// The size of the document in bytes, as it was received.
  public var documentBytes = 8 << 20
  /// How deep elements may be nested.
  public var depth = 64
  /// The number of attributes of one element.
  public var attributes = 64
  /// The number of namespace declarations of one element.
  public var namespaceDeclarations = 64
  /// The number of elements of the document.
  public var elements = 200_000
  /// The length of a name in bytes of UTF-8.
  public var nameBytes = 1024
  /// The length of an attribute value in bytes of UTF-8.
  public var attributeValueBytes = 64 << 10

  /// The limits for answers that a client reads; change what must differ.
  public init() {}

  /// The limits of a client: messages of up to 8 MiB.
  public static let client = XMLLimits()

  /// The limits of a service: messages of up to 512 KiB.
  public static let service: XMLLimits = {
    var limits = XMLLimits()
    limits.documentBytes = 512 << 10
    return limits
  }()
}

/// One of the limits, for errors.
public enum XMLLimit: String, Sendable, Equatable {
  case documentBytes = "bytes in the document"
  case depth = "levels of nesting"
  case attributes = "attributes of one element"
  case namespaceDeclarations = "namespace declarations of one element"
  case elements = "elements in the document"
  case nameBytes = "bytes in a name"
  case attributeValueBytes = "bytes in an attribute value"
}
