public import XMLStream

/// The filter of an enumeration (`protocol.md` 7.2).
public struct Filter: Sendable, Equatable {
  /// What a filter holds.
  public enum Content: Sendable, Equatable {
    /// The text of a query.
    case text(String)
    /// The properties that must be equal, for the dialect `Dialects.selector`.
    case selectors(SelectorSet)
    /// An element, such as `b:AssociatedInstances`.
    case element(XMLFragment)
  }

  /// The dialect; nil when the filter does not tell it, which means XPath.
  public var dialect: String?
  /// The query.
  public var content: Content

  /// A filter; blanks around a query are left out, as they are when it is read.
  public init(dialect: String?, content: Content) {
    self.dialect = dialect
    if case .text(let text) = content {
      self.content = .text(text.trimmingXMLSpace())
    } else {
      self.content = content
    }
  }

  /// A query in WQL.
  public static func wql(_ query: String) -> Filter {
    Filter(dialect: Dialects.wql, content: .text(query))
  }

  /// A filter for equal properties.
  public static func selectors(_ selectors: SelectorSet) -> Filter {
    Filter(dialect: Dialects.selector, content: .selectors(selectors))
  }
}
