/// A resource together with the selectors that single one instance out, as people write it:
/// `winrm/config/listener?Address=*+Transport=HTTP` (`cmdlets.md` 3.7).
public struct ResourceLocator: Sendable, Equatable {
  /// The resource, with aliases expanded.
  public var resource: ResourceURI
  /// The selectors after the question mark.
  public var selectors: SelectorSet

  /// A resource with selectors that are already known.
  public init(resource: ResourceURI, selectors: SelectorSet = SelectorSet()) {
    self.resource = resource
    self.selectors = selectors
  }

  /// Reads the text form.
  ///
  /// Selectors are joined by `+`; the first `=` of each divides name and value. Both may be written
  /// in quotes.
  ///
  /// - Throws: `WSManFault` 2150858943 without a URI, 2150858874 when the part after the question
  ///   mark is malformed.
  public init(_ text: String) throws(WSManFault) {
    let trimmed = text.trimmingXMLSpace()
    let parts = trimmed.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let uri = parts.first, !uri.isEmpty else { throw WSManFault(.resourceURIMissing) }
    resource = ResourceURI(ResourceAliases.expand(String(uri)))
    selectors = SelectorSet()
    guard parts.count == 2 else { return }
    for pair in parts[1].split(separator: "+", omittingEmptySubsequences: false) {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty else {
        throw WSManFault(.queryStringSyntaxError)
      }
      selectors.append(name: Self.unquoted(sides[0]), value: Self.unquoted(sides[1]))
    }
  }

  private static func unquoted(_ text: Substring) -> String {
    guard text.count >= 2, text.first == "\"", text.last == "\"" else { return String(text) }
    return String(text.dropFirst().dropLast())
  }
}
