/// The dialects of filters and fragments (`protocol.md` 3.2).
public enum Dialects {
  /// XPath 1.0, meant when no dialect is given.
  public static let xpath = "http://www.w3.org/TR/1999/REC-xpath-19991116"
  /// Queries in WQL.
  public static let wql = "http://schemas.microsoft.com/wbem/wsman/1/WQL"
  /// Equality of properties.
  public static let selector = "http://schemas.dmtf.org/wbem/wsman/1/wsman/SelectorFilter"
  /// Associated instances, or the associations themselves.
  public static let association =
    "http://schemas.dmtf.org/wbem/wsman/1/cimbinding/associationFilter"

  /// The URI for a name that people type (`wql`, `selector`, `association`, `xpath`), or the text
  /// itself, trimmed, when it is none of them.
  public static func uri(for name: String) -> String {
    let text = name.trimmingXMLSpace()
    return switch text.lowercased() {
    case "wql": wql
    case "selector": selector
    case "association": association
    case "xpath": xpath
    default: text
    }
  }

  /// Whether two dialect URIs are the same; blanks around them and letter case do not matter.
  public static func areEqual(_ one: String, _ other: String) -> Bool {
    one.trimmingXMLSpace().lowercased() == other.trimmingXMLSpace().lowercased()
  }
}
