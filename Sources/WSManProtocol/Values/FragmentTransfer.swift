/// The wish to read or write only a part of a resource (`protocol.md` 8).
public struct FragmentTransfer: Sendable, Equatable {
  /// The path of the part, such as `Caption/text()`.
  public var path: String
  /// The dialect of the path; nil when the header does not tell it, which means XPath.
  public var dialect: String?

  /// A fragment header; blanks around the path are left out, as they are when it is read.
  public init(path: String, dialect: String? = nil) {
    self.path = path.trimmingXMLSpace()
    self.dialect = dialect
  }
}
