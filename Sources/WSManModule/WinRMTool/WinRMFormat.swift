import WSManProtocol
import XMLStream

/// How `winrm` shows an element (`cmdlets.md` 7.5).
enum WinRMFormat: String {
  case text, pretty, xml

  /// The format that a command line asks for.
  init(_ line: WinRMCommandLine) {
    let name = line[.format]?.lowercased() ?? ""
    self = WinRMFormat(rawValue: name.hasPrefix("#") ? String(name.dropFirst()) : name) ?? .text
  }

  /// What is shown of an element. Text ends in an empty line.
  /// - Parameter depth: the number of elements around it that are shown as well.
  func text(of element: XMLFragment, depth: Int = 0) -> String {
    switch self {
    case .text:
      var lines: [String] = []
      WinRMTextLines.append([element], to: &lines, depth: depth)
      return (lines + [""]).joined(separator: "\n")
    case .pretty:
      var builder = XMLFragmentBuilder()
      Self.indent(element, depth: depth, &builder)
      return WinRMFormat.margin(depth) + (builder.finish() ?? element).description
    case .xml: return element.description
    }
  }

  /// What stands around the items of an enumeration; nothing around text.
  var envelope: (start: String, end: String)? {
    guard self != .text else { return nil }
    return (
      "<wsman:Results xmlns:wsman=\"http://schemas.dmtf.org/wbem/wsman/1/wsman/results\">",
      "</wsman:Results>"
    )
  }

  fileprivate static func margin(_ depth: Int) -> String { String(repeating: "    ", count: depth) }

  /// Repeats an element with line ends and blanks between elements; an element with text stays on
  /// its line.
  private static func indent(
    _ element: XMLFragment, depth: Int, _ builder: inout XMLFragmentBuilder
  ) {
    builder.start(element.prefix, element.name)
    for (prefix, namespace) in element.declarations { builder.declare(prefix, namespace) }
    for item in element.attributes { builder.attribute(item.prefix, item.name, item.value) }
    let isMixed = !element.text.isEmpty
    for piece in element.content {
      switch piece {
      case .text(let text): builder.text(text)
      case .element(let child) where isMixed: builder.fragment(child)
      case .element(let child):
        builder.text("\n" + margin(depth + 1))
        indent(child, depth: depth + 1, &builder)
      }
    }
    if !isMixed, element.hasChildren { builder.text("\n" + margin(depth)) }
    builder.end()
  }
}

/// Elements as indented lines: `Name = value`, sections with what is in them below.
private enum WinRMTextLines {
  /// Where a plugin or another service tells the place of a resource; that is never shown.
  private static let location = XMLName(
    "http://schemas.dmtf.org/wsman/2005/06/base", "Location")

  static func append(
    _ elements: some Sequence<XMLFragment>, to lines: inout [String], depth: Int
  ) {
    let margin = WinRMFormat.margin(depth)
    /// The name of the leaf that the last line ends with.
    var joinedName: String?
    for element in elements where element.name != location {
      guard let value = leafValue(of: element) else {
        joinedName = nil
        lines.append(margin + element.localName + source(of: element))
        append(element.children, to: &lines, depth: depth + 1)
        continue
      }
      let named = element.attribute(XMLName("", "Name")).map { "\($0) = \(value)" }
      if joinedName == element.localName, let last = lines.popLast() {
        lines.append("\(last), \(named ?? value)\(source(of: element))")
      } else {
        let text = named.map { ": \($0)" } ?? " = \(value)"
        lines.append(margin + element.localName + text + source(of: element))
      }
      joinedName = element.localName
    }
  }

  /// The value of an element with text or without any value at all; `nil` for a section.
  private static func leafValue(of element: XMLFragment) -> String? {
    let mark = element.attribute(XMLName(Namespaces.schemaInstance, "nil"))
    if mark == "true" || mark == "1" { return "null" }
    let text = element.text
    return text.isEmpty ? nil : text
  }

  private static func source(of element: XMLFragment) -> String {
    guard let source = element.attribute(XMLName("", "Source")),
      source == "GPO" || source == "Compatibility"
    else { return "" }
    return " [Source=\"\(source)\"]"
  }
}
