import CIMModel
import WSManProtocol
import XMLStream

/// The path of a part of an instance: XPath level 1 as far as `protocol.md` 8 needs it.
///
///     Name   Name/text()   Name[2]   Name[2]/text()   Settings/Mode
struct CIMFragmentPath: Hashable {
  private struct Step: Hashable {
    let name: String
    /// Which of the elements of the name, counted from 1; nil for all.
    let position: Int?
  }

  private let steps: [Step]
  /// Whether the text and not the element is meant.
  let isText: Bool

  /// Reads a path.
  ///
  /// - Throws: the fault for a foreign dialect, an empty path or one that is not supported.
  init(_ transfer: FragmentTransfer) throws(WSManFault) {
    if let dialect = transfer.dialect, !Dialects.areEqual(dialect, Dialects.xpath) {
      throw WSManFault(.fragmentDialectUnavailable)
    }
    guard !transfer.path.isEmpty else { throw WSManFault(WSManErrorCode(2_150_859_017)) }
    guard transfer.path.utf8.count <= 4096 else { throw Self.unsupported(transfer.path) }
    var parts = transfer.path.split(separator: "/", omittingEmptySubsequences: false)
    isText = parts.last == "text()"
    if isText { parts.removeLast() }
    var steps: [Step] = []
    for part in parts {
      guard let step = Self.step(part) else { throw Self.unsupported(transfer.path) }
      steps.append(step)
    }
    guard !steps.isEmpty else { throw Self.unsupported(transfer.path) }
    self.steps = steps
  }

  private static func step(_ text: Substring) -> Step? {
    var name = text
    var position: Int?
    if let bracket = text.firstIndex(of: "[") {
      guard text.last == "]", let number = Int(text[text.index(after: bracket)...].dropLast()),
        number >= 1
      else { return nil }
      position = number
      name = text[..<bracket]
    }
    if let colon = name.lastIndex(of: ":") { name = name[name.index(after: colon)...] }
    guard let first = name.unicodeScalars.first, first == "_" || first.properties.isAlphabetic,
      name.unicodeScalars.allSatisfy({
        $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
      })
    else { return nil }
    return Step(name: String(name), position: position)
  }

  private static func unsupported(_ path: String) -> WSManFault {
    WSManFault(
      .invalidFragmentPath,
      message: "\(ConfigurationProblem.quoted(path)) names no part of the resource. Write a "
        + "property with its exact letter case, such as Name, Name/text() or Name[2].")
  }

  /// The part of a document, wrapped in `w:XmlFragment`.
  ///
  /// - Throws: `w:CannotProcessFilter` when the path meets nothing.
  func part(of document: XMLFragment, path: String) throws(WSManFault) -> XMLFragment {
    var found = [document]
    for step in steps {
      var next: [XMLFragment] = []
      for element in found {
        let named = element.children.filter { $0.localName == step.name }
        guard let position = step.position else {
          next += named
          continue
        }
        if named.indices.contains(position - 1) { next.append(named[position - 1]) }
      }
      found = next
    }
    guard !found.isEmpty else { throw Self.unsupported(path) }
    return XMLFragment("w", XMLName(Namespaces.wsman, "XmlFragment")) { root in
      root.declare("w", Namespaces.wsman)
      for element in found {
        if isText {
          root.text(element.innerText)
        } else {
          Self.copy(element, to: &root)
        }
      }
    }
  }

  /// Copies an element without its namespaces, as Windows returns fragments.
  private static func copy(_ element: XMLFragment, to parent: inout XMLFragmentBuilder) {
    parent.start("", XMLName("", element.localName))
    let nilName = XMLName(Namespaces.schemaInstance, "nil")
    if let mark = element.attribute(nilName) {
      parent.declare("xsi", Namespaces.schemaInstance)
      parent.attribute("xsi", nilName, mark)
    }
    for content in element.content {
      switch content {
      case .element(let inner): copy(inner, to: &parent)
      case .text(let text): parent.text(text)
      }
    }
    parent.end(expanded: element.attribute(nilName) == nil)
  }

  /// The document of a change: the class with the one property that the wrapped part holds.
  ///
  /// - Throws: `x:InvalidRepresentation` when the body is no `w:XmlFragment`, and the fault for a path
  ///   that is more than the name of a property.
  func change(from body: XMLFragment, of target: CIMClass) throws(WSManFault) -> XMLFragment {
    guard body.localName == "XmlFragment" else {
      throw WSManFault(
        .invalidRepresentation,
        message: "A change of a part needs a body of one XmlFragment.")
    }
    guard steps.count == 1, steps[0].position == nil, let property = target.property(steps[0].name),
      property.name == steps[0].name
    else { throw Self.unsupported(steps.map(\.name).joined(separator: "/")) }
    return XMLFragment("", XMLName("", target.name)) { root in
      if isText || !body.hasChildren {
        root.element("", XMLName("", property.name), text: body.text)
      } else {
        for child in body.children { root.fragment(child) }
      }
    }
  }
}
