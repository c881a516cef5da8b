public import XMLStream

extension SelectorSet {
  /// Reads the element `w:SelectorSet`, or another one with the same content.
  ///
  /// A selector without a name gets an empty one, which no resource knows.
  public init(element: XMLFragment) {
    self.init()
    for child in element.children where child.localName == "Selector" {
      let name = child.attribute(localName: "Name", ignoringCase: true) ?? ""
      if let reference = child.child(ElementNames.endpointReference) {
        append(Selector(name: name, value: .reference(EndpointReference(element: reference))))
      } else {
        append(name: name, value: Self.value(child.text))
      }
    }
  }

  /// Blanks belong to a value, unless it stands on a line of its own as people lay out XML.
  private static func value(_ text: String) -> String {
    text.unicodeScalars.first == "\n" ? text.trimmingXMLSpace() : text
  }

  /// Writes `w:SelectorSet`; nothing when the set is empty.
  func write(to sink: inout some ElementSink & ~Copyable) {
    guard !isEmpty else { return }
    sink.start("w", HeaderNames.selectorSet)
    for selector in selectors {
      sink.start("w", ElementNames.selector)
      sink.attribute("Name", selector.name)
      switch selector.value {
      case .text(let text): sink.text(text)
      case .reference(let reference):
        reference.write(to: &sink, "a", ElementNames.endpointReference)
      }
      sink.end(expanded: true)
    }
    sink.end()
  }
}

extension OptionSet {
  /// Reads the element `w:OptionSet`.
  init(element: XMLFragment) {
    self.init()
    for child in element.children where child.localName == "Option" {
      let isNil = child.attribute(XMLName(Namespaces.schemaInstance, "nil")).map(isTrue) ?? false
      options.append(
        RequestOption(
          name: child.attribute(localName: "Name", ignoringCase: true) ?? "",
          value: isNil ? nil : child.text,
          mustComply: child.attribute(localName: "MustComply").map(isTrue) ?? false,
          type: child.attribute(XMLName("", "Type"))))
    }
  }

  /// Writes `w:OptionSet`; nothing when the set is empty.
  func write(to sink: inout EnvelopeSink) {
    guard !isEmpty else { return }
    sink.start("w", HeaderNames.optionSet)
    if options.contains(where: { $0.value == nil }) {
      sink.declare("xsi", Namespaces.schemaInstance)
    }
    for option in options {
      sink.start("w", ElementNames.option)
      sink.attribute("Name", option.name)
      if let type = option.type { sink.attribute("Type", type) }
      if option.mustComply { sink.attribute("MustComply", "true") }
      if let value = option.value {
        sink.text(value)
        sink.end(expanded: true)
      } else {
        sink.writer.attribute("xsi", "nil", "true")
        sink.end()
      }
    }
    sink.end()
  }
}

/// Whether the text of a boolean says yes; clients write it in every letter case (`protocol.md`
/// 5.4).
func isTrue(_ text: String) -> Bool {
  let value = text.trimmingXMLSpace().lowercased()
  return value == "true" || value == "1"
}
