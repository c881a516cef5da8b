/// The name of an element or attribute: a namespace and a local name. Prefixes are no part of it.
public struct XMLName: Sendable, Hashable {
  /// The namespace; empty for names without one.
  public let namespace: String
  /// The name without prefix.
  public let localName: String

  /// A name in a namespace.
  public init(_ namespace: String, _ localName: String) {
    self.namespace = namespace
    self.localName = localName
  }

  /// Compares the local names first: they are short and differ more often than the namespaces.
  public static func == (left: XMLName, right: XMLName) -> Bool {
    left.localName == right.localName && left.namespace == right.namespace
  }
}

extension XMLName: CustomStringConvertible {
  /// The name as `{namespace}local`, the usual notation in messages.
  public var description: String {
    namespace.isEmpty ? localName : "{\(namespace)}\(localName)"
  }
}

/// The namespaces that XML itself defines.
public enum XMLNamespace {
  /// Bound to the prefix `xml` in every document; `xml:lang` lives there.
  public static let xml = "http://www.w3.org/XML/1998/namespace"
  /// The namespace of `xmlns` declarations, as far as they are seen as attributes.
  public static let xmlns = "http://www.w3.org/2000/xmlns/"
}
