import PSEngine
import WSManProtocol
import XMLStream

/// The XML that value sets stand for: new elements, and changes of elements that were read
/// (`cmdlets.md` 5.5, 5.6, 5.8).
enum ResourceDocument {
  /// An element with one child for each value, for an array one for each of its elements; `$null`
  /// becomes nil.
  /// - Throws: `WSManFault` for a name that no element can have.
  static func element(
    _ name: String, namespace: String, values: PSHashtable?
  ) throws(WSManFault) -> XMLFragment {
    let entries = values?.entries.flatMap { key, value in
      let name = TextConversion.text(of: key)
      guard case .array(let array) = value else { return [(name: name, value: text(of: value))] }
      return array.elements.map { (name: name, value: text(of: $0)) }
    }
    return try element(name, namespace: namespace, entries: entries ?? [])
  }

  /// The same with the values as pairs; one without a value becomes nil.
  /// - Throws: `WSManFault` for a name that no element can have.
  static func element(
    _ name: String, namespace: String, entries: [(name: String, value: String?)]
  ) throws(WSManFault) -> XMLFragment {
    for entry in entries { try check(entry.name) }
    guard name.isNameInXML else {
      throw WSManFault(
        .invalidXML,
        message:
          "What is sent takes its name from the end of the resource URI, or from the action. "
          + "Write one that ends in a name, such as winrm/config/Listener or StartService.")
    }
    return XMLFragment("p", XMLName(namespace, name)) { root in
      root.declare("p", namespace)
      for (key, value) in entries {
        let child = XMLName(namespace, key)
        guard let value else {
          root.element("p", child) { $0.markNil() }
          continue
        }
        root.element("p", child, text: value)
      }
    }
  }

  /// Name and text of each entry; `nil` for `$null`.
  static func entries(_ values: PSHashtable) -> [(name: String, value: String?)] {
    values.entries.map { key, value in (TextConversion.text(of: key), text(of: value)) }
  }

  private static func text(of value: PSValue) -> String? {
    value.isNull ? nil : TextConversion.text(of: value)
  }

  /// The name of an instance that is created: what the URI ends in, in the case typed; empty when it
  /// ends in no name.
  static func rootName(of resource: ResourceURI) -> String {
    let tail = resource.text.reversed().prefix {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0))
    }
    return String(tail.reversed().drop { !($0.isLetter || $0 == "_") })
  }

  private static func check(_ name: String) throws(WSManFault) {
    guard name.isNameInXML else {
      throw WSManFault(
        .invalidXML, message: "'\(name)' cannot be the name of a value: it is no name in XML.")
    }
  }

  // MARK: Changing

  /// The document with other texts in some of the children of its root. Names count with their
  /// letter case.
  /// - Throws: ``PSRuntimeError`` for a name that no child has, that several have, or whose child
  ///   holds more than text.
  static func setting(
    _ entries: [(name: String, value: String?)], in document: XMLFragment
  ) throws(PSRuntimeError) -> XMLFragment {
    do {
      return try changing(entries, in: document)
    } catch {
      throw error.runtimeError
    }
  }

  /// As ``setting(_:in:)``, on any task.
  static func changing(
    _ entries: [(name: String, value: String?)], in document: XMLFragment
  ) throws(ValueSetRefusal) -> XMLFragment {
    var texts: [Int: String?] = [:]
    let content = document.content
    for (name, value) in entries {
      let found = content.indices.filter { isProperty(content[$0], name) }
      guard let position = found.first else { throw refusal(.noMatch, name, document) }
      guard found.count == 1 else { throw refusal(.severalMatches, name, document) }
      guard case .element(let child) = content[position], !child.hasChildren else {
        throw refusal(.noText, name, document)
      }
      texts.updateValue(value, forKey: position)
    }
    return XMLFragment(document.prefix, document.name) { root in
      root.copyStart(of: document) { _ in true }
      for (position, piece) in content.enumerated() {
        switch piece {
        case .text(let text): root.text(text)
        case .element(let child):
          if let text = texts[position] {
            root.element(child, with: text)
          } else {
            root.fragment(child)
          }
        }
      }
    }
  }

  private static func isProperty(_ piece: XMLFragment.Content, _ name: String) -> Bool {
    guard case .element(let child) = piece, child.localName == name else { return false }
    // An element of this namespace describes where a resource is and is no property of it.
    return name != "location"
      || child.namespace != "http://schemas.dmtf.org/wbem/wsman/1/base"
  }

  private enum Refusal {
    case noMatch, severalMatches, noText
  }

  private static func refusal(
    _ reason: Refusal, _ name: String, _ document: XMLFragment
  ) -> ValueSetRefusal {
    let message: String
    switch reason {
    case .noMatch:
      let spelled = document.child(localName: name, ignoringCase: true)?.localName
      message =
        "No property of the resource has the name given in the value set."
        + (spelled.map { " Letter case counts: write \($0) instead of \(name)." }
          ?? " There is no \(name).")
    case .severalMatches:
      message =
        "More than one property of the resource has the name given in the value set: \(name)."
    case .noText: message = "The named property is not a plain text property: \(name)."
    }
    return ValueSetRefusal(message: message)
  }
}

/// Values that do not fit a resource.
struct ValueSetRefusal: Error {
  /// What does not fit.
  let message: String

  /// The error of the shell, made where it is thrown: records do not travel between tasks.
  var runtimeError: PSRuntimeError {
    .provider(PSException("System.ArgumentException", message))
  }
}

extension XMLFragmentBuilder {
  fileprivate mutating func markNil() {
    declare("xsi", Namespaces.schemaInstance)
    attribute("xsi", XMLName(Namespaces.schemaInstance, "nil"), "true")
  }

  /// Repeats declarations and some attributes of an element.
  fileprivate mutating func copyStart(
    of element: XMLFragment, _ isKept: (XMLAttribute) -> Bool
  ) {
    for (prefix, namespace) in element.declarations { declare(prefix, namespace) }
    for item in element.attributes where isKept(item) {
      attribute(item.prefix, item.name, item.value)
    }
  }

  /// Repeats an element with another text; without one it becomes nil.
  fileprivate mutating func element(_ element: XMLFragment, with text: String?) {
    start(element.prefix, element.name)
    let mark = XMLName(Namespaces.schemaInstance, "nil")
    if let text {
      copyStart(of: element) { $0.name != mark }
      self.text(text)
      end(expanded: true)
    } else {
      let isDeclared = element.declarations.contains { $0.prefix == "xsi" }
      if !isDeclared { declare("xsi", Namespaces.schemaInstance) }
      copyStart(of: element) { $0.name != mark }
      attribute("xsi", mark, "true")
      end()
    }
  }
}

extension String {
  /// Whether the text can be the name of an element or attribute.
  var isNameInXML: Bool {
    func mayStand(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || "_-.".unicodeScalars.contains(scalar)
    }
    guard let first = unicodeScalars.first else { return false }
    return (first == "_" || first.properties.isAlphabetic) && unicodeScalars.allSatisfy(mayStand)
  }
}
