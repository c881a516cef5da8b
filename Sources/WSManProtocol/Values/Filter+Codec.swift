import XMLStream

extension Filter {
  /// Reads `w:Filter` or `n:Filter`.
  init(element: XMLFragment) {
    dialect = element.attribute(localName: "Dialect")?.trimmingXMLSpace()
    var children = element.children.makeIterator()
    if let child = children.next() {
      content =
        child.name == HeaderNames.selectorSet
        ? .selectors(SelectorSet(element: child)) : .element(child)
    } else {
      content = .text(element.text.trimmingXMLSpace())
    }
  }

  /// Writes `w:Filter`.
  func write(to sink: inout EnvelopeSink) {
    sink.start("w", ElementNames.filter)
    if let dialect { sink.attribute("Dialect", dialect) }
    switch content {
    case .text(let text): sink.text(text)
    case .selectors(let selectors): selectors.write(to: &sink)
    case .element(let element): sink.fragment(element)
    }
    sink.end()
  }
}

extension FragmentTransfer {
  /// Reads `w:FragmentTransfer`.
  init(element: XMLFragment) {
    path = element.text.trimmingXMLSpace()
    dialect = element.attribute(localName: "Dialect")?.trimmingXMLSpace()
  }

  /// Writes `w:FragmentTransfer`.
  func write(to sink: inout EnvelopeSink) {
    sink.start("w", HeaderNames.fragmentTransfer)
    sink.mustUnderstand(true)
    if let dialect { sink.attribute("Dialect", dialect) }
    sink.text(path)
    sink.end(expanded: true)
  }
}
