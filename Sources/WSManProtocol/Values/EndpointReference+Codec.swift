public import XMLStream

extension EndpointReference {
  /// Reads an element of the type of references: `a:EndpointReference`, `x:ResourceCreated`, a
  /// property that holds a reference.
  public init(element: XMLFragment) {
    let source = element.child(ElementNames.endpointReference) ?? element
    self.init(
      address: source.child(ElementNames.address)?.text.trimmingXMLSpace()
        ?? ActionURI.anonymousRole)
    for part in source.children
    where part.name == ElementNames.referenceParameters
      || part.name == ElementNames.referenceProperties
    {
      for parameter in part.children {
        switch parameter.name {
        case HeaderNames.resourceURI: resource = ResourceURI(parameter.text)
        case HeaderNames.selectorSet: selectors = SelectorSet(element: parameter)
        default: parameters.append(parameter)
        }
      }
    }
  }

  /// The reference as an element of its own, with all declarations it needs.
  public func element(_ prefix: String, _ name: XMLName) -> XMLFragment {
    var builder = XMLFragmentBuilder()
    write(to: &builder, prefix, name)
    return builder.finish() ?? XMLFragment(prefix, name)
  }

  /// The reference as the element `a:EndpointReference`.
  public var element: XMLFragment { element("a", ElementNames.endpointReference) }

  func write(
    to sink: inout some ElementSink & ~Copyable, _ prefix: String, _ name: XMLName
  ) {
    sink.start(prefix, name)
    sink.element("a", ElementNames.address, text: address)
    if resource != nil || !selectors.isEmpty || !parameters.isEmpty {
      sink.start("a", ElementNames.referenceParameters)
      if let resource {
        sink.element("w", HeaderNames.resourceURI, text: resource.text)
      }
      selectors.write(to: &sink)
      for parameter in parameters { sink.fragment(parameter) }
      sink.end()
    }
    sink.end()
  }
}
