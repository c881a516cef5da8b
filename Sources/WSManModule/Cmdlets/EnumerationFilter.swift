import WSManProtocol
import XMLStream

/// What `-Filter`, `-Dialect` and `-Associations` of `Get-WSManInstance` say together
/// (`cmdlets.md` 5.4).
struct EnumerationFilter {
  /// Text of the filter.
  let text: String
  /// Name or URI of the dialect; WQL when not given.
  let dialect: String?
  /// Whether the associations are wanted and not what they lead to.
  let wantsAssociations: Bool
  /// The resource, in whose namespace classes lie that the filter names.
  let resource: ResourceURI

  /// The filter as it is sent.
  /// - Throws: `WSManFault` 2150858778 for text that the dialect does not allow.
  func filter() throws(WSManFault) -> Filter {
    switch Self.uri(of: dialect ?? "WQL") {
    case Dialects.selector: return .selectors(try selectors())
    case Dialects.association:
      return Filter(dialect: Dialects.association, content: .element(try association()))
    case let uri: return Filter(dialect: uri, content: .text(text))
    }
  }

  /// The URI of a dialect; other spellings of the known ones are accepted (`cmdlets.md` 9, 3 to 5).
  static func uri(of name: String) -> String {
    let uri = Dialects.uri(for: name)
    let plain = uri.lowercased().hasPrefix("https://") ? "http://" + uri.dropFirst(8) : uri
    let spellings = [
      (Dialects.wql, Dialects.wql), (Dialects.selector, Dialects.selector),
      ("http://schemas.microsoft.com/wbem/wsman/1/wsman/SelectorFilter", Dialects.selector),
      (Dialects.association, Dialects.association), (Dialects.xpath, Dialects.xpath),
    ]
    return spellings.first { Dialects.areEqual($0.0, plain) }?.1 ?? uri
  }

  // MARK: Selectors

  /// `name="value"; name2="value2"`, with or without braces.
  private func selectors() throws(WSManFault) -> SelectorSet {
    var set = SelectorSet()
    for (name, value) in try pairs() { set.append(name: name, value: value) }
    guard !set.isEmpty else { throw refusal("it has no name=\"value\" in it") }
    return set
  }

  /// The text as names and values. A value in quotes may hold anything but its own quote.
  private func pairs() throws(WSManFault) -> [(name: String, value: String)] {
    var rest = Substring(text.trimmingXMLSpace())
    if rest.first == "{", rest.last == "}" { rest = rest.dropFirst().dropLast() }
    var pairs: [(name: String, value: String)] = []
    while true {
      rest = rest.drop { $0 == ";" || $0.isWhitespace }
      guard !rest.isEmpty else { return pairs }
      guard let mark = rest.firstIndex(where: { $0 == "=" || $0 == ";" }), rest[mark] == "=" else {
        throw refusal("'\(rest)' has no value: write name=\"value\"")
      }
      let name = String(rest[..<mark]).trimmingXMLSpace()
      guard !name.isEmpty else { throw refusal("a name is missing before '\(rest)'") }
      rest = rest[rest.index(after: mark)...].drop { $0.isWhitespace }
      pairs.append((name, try value(&rest)))
    }
  }

  private func value(_ rest: inout Substring) throws(WSManFault) -> String {
    guard let quote = rest.first, quote == "\"" || quote == "'" else {
      let value = rest.prefix { $0 != ";" }
      rest = rest[value.endIndex...]
      return String(value).trimmingXMLSpace()
    }
    let inside = rest.dropFirst()
    guard let end = inside.firstIndex(of: quote) else {
      throw refusal("a quote is not closed in '\(rest)'")
    }
    rest = inside[inside.index(after: end)...].drop { $0.isWhitespace }
    guard rest.isEmpty || rest.first == ";" else {
      throw refusal("there is no ; before '\(rest)'")
    }
    return String(inside[..<end])
  }

  // MARK: Associations

  /// The refinements, in the order in which they are sent.
  private static let refinements = [
    "AssociationClassName", "Role", "ResultClassName", "ResultRole", "IncludeResultProperty",
  ]

  /// `{Object=Win32_Service?name=winrm; ResultClassName=…}`
  private func association() throws(WSManFault) -> XMLFragment {
    let pairs = try pairs()
    func texts(_ name: String) -> [String] {
      pairs.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }
    for (name, _) in pairs
    where !(Self.refinements + ["Object"]).contains(where: { $0.lowercased() == name.lowercased() })
    {
      throw refusal(
        "'\(name)' is unknown; it may have Object, \(Self.refinements.joined(separator: ", "))")
    }
    guard let object = texts("Object").first else {
      throw refusal("it does not tell the object: write {Object=Win32_Service?name=winrm}")
    }
    let start = try reference(to: object)
    let uri = Namespaces.cimBinding
    let name = wantsAssociations ? "AssociationInstances" : "AssociatedInstances"
    return XMLFragment("b", XMLName(uri, name)) { filter in
      filter.declare("b", uri)
      filter.fragment(start.element("b", XMLName(uri, "Object")))
      for refinement in Self.refinements {
        for text in texts(refinement) {
          filter.element("b", XMLName(uri, refinement), text: text)
        }
      }
    }
  }

  /// The instance from which associations start; its class lies where the resource lies.
  private func reference(to object: String) throws(WSManFault) -> EndpointReference {
    var locator = try ResourceLocator(object)
    if !locator.resource.text.contains(":") {
      let base = resource.text.hasSuffix("/*") ? String(resource.text.dropLast(2)) : resource.text
      locator.resource = ResourceURI(base).appending(locator.resource.text)
    }
    return EndpointReference(resource: locator.resource, selectors: locator.selectors)
  }

  private func refusal(_ reason: String) -> WSManFault {
    WSManFault(.cannotProcessFilter, message: "The filter cannot be read: \(reason).")
  }
}
