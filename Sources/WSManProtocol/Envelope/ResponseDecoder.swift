import XMLStream

/// Reads one answer.
struct ResponseDecoder {
  var header = ResponseHeader()
  private var action: String?
  private var notUnderstood: [WSManFault.QualifiedName] = []

  mutating func decode(_ reader: inout XMLReader) throws -> ResponseEnvelope {
    try reader.requireEnvelope()
    header.language = reader.attribute(XMLName(XMLNamespace.xml, "lang"))
    var body: ResponseBody?
    while try reader.nextChild() {
      switch reader.name {
      case ElementNames.header:
        while try reader.nextChild() { try readHeaderBlock(&reader) }
      case ElementNames.body:
        guard body == nil else { throw EnvelopeError(.body) }
        body = try readBody(&reader)
      default: try reader.skip()
      }
    }
    try reader.finish()
    guard let body else { throw EnvelopeError(.body) }
    if case .identify = body {
      let language = header.language
      header = ResponseHeader()
      header.language = language
    }
    return ResponseEnvelope(header: header, body: body)
  }

  private mutating func readHeaderBlock(_ reader: inout XMLReader) throws {
    switch reader.name {
    case HeaderNames.action: action = try reader.trimmedText()
    case HeaderNames.messageID: header.messageID = MessageID(try reader.trimmedText())
    case HeaderNames.relatesTo: header.relatesTo = MessageID(try reader.trimmedText())
    case HeaderNames.activityID: header.activityID = try reader.trimmedText()
    case HeaderNames.fragmentTransfer:
      header.fragmentTransfer = FragmentTransfer(element: try reader.fragment())
    case HeaderNames.notUnderstood: readNotUnderstood(try reader.fragment())
    default: try reader.skip()
    }
  }

  private mutating func readNotUnderstood(_ element: XMLFragment) {
    guard let name = element.attribute(localName: "qname") else { return }
    let parts = name.split(separator: ":", maxSplits: 1)
    let prefix = parts.count == 2 ? String(parts[0]) : ""
    let namespace = element.declarations.first { $0.prefix == prefix }?.namespace ?? ""
    notUnderstood.append(
      .init(prefix: prefix, name: XMLName(namespace, String(parts.last ?? ""))))
  }

  private mutating func readBody(_ reader: inout XMLReader) throws -> ResponseBody {
    var result: ResponseBody?
    var additional: [XMLFragment] = []
    while try reader.nextChild() {
      if result == nil {
        result = try readFirstElement(&reader)
      } else {
        additional.append(try reader.fragment())
      }
    }
    if case .create(var answer) = result {
      answer.additional = additional
      return .create(answer)
    }
    return try result ?? emptyBody()
  }

  private func emptyBody() throws -> ResponseBody {
    switch action {
    case ActionURI.delete, ActionURI.deleteResponse: return .delete
    case ActionURI.releaseResponse: return .release
    case ActionURI.putResponse: return .put(nil)
    case ActionURI.getResponse:
      throw EnvelopeError(.content("resource", .responseNoResults))
    case ActionURI.createResponse:
      throw EnvelopeError(.content("reference to the new resource", .createResponseNoEPR))
    case ActionURI.enumerateResponse, ActionURI.pullResponse:
      throw EnvelopeError(
        .content("enumeration context", .responseInvalidEnumerationContext))
    case let action?: return .invoke(action: action, output: nil)
    case nil: throw EnvelopeError(.content("answer", .responseNoSOAPHeaderBody))
    }
  }

  private mutating func readFirstElement(_ reader: inout XMLReader) throws -> ResponseBody {
    let name = reader.name
    if name == ElementNames.fault {
      var fault = try FaultDecoder.decode(&reader)
      fault.notUnderstood = notUnderstood
      return .fault(fault)
    }
    // One known service puts this element into the namespace of SOAP.
    if name.localName == "IdentifyResponse" {
      return .identify(IdentifyResponse(element: try reader.fragment()))
    }
    switch action {
    case ActionURI.getResponse: return .get(try reader.fragment())
    case ActionURI.putResponse: return .put(try reader.fragment())
    case ActionURI.createResponse:
      let element = try reader.fragment()
      guard element.localName == "ResourceCreated" || element.localName == "EndpointReference"
      else { throw EnvelopeError(.content("reference", .createResponseNoEPR)) }
      return .create(CreateResponse(reference: EndpointReference(element: element)))
    case ActionURI.deleteResponse:
      try reader.skip()
      return .delete
    case ActionURI.releaseResponse:
      try reader.skip()
      return .release
    case ActionURI.enumerateResponse: return .enumerate(try readBatch(&reader))
    case ActionURI.pullResponse: return .pull(try readBatch(&reader))
    default: return .invoke(action: action ?? "", output: try reader.fragment())
    }
  }

  /// Reads the answer to Enumerate or Pull. Services mix up the two namespaces that the elements
  /// have in the two answers, so only local names count.
  private func readBatch(_ reader: inout XMLReader) throws -> EnumerationBatch {
    var context = ""
    var items: [EnumerationItem] = []
    var isEnd = false
    while try reader.nextChild() {
      switch reader.name.localName {
      case "EnumerationContext": context = try reader.trimmedText()
      case "Items":
        while try reader.nextChild() { items.append(Self.item(try reader.fragment())) }
      case "EndOfSequence":
        isEnd = true
        try reader.skip()
      default: try reader.skip()
      }
    }
    // One known service sends a context together with the end; the end wins.
    let isLast = isEnd || context.isEmpty
    return EnumerationBatch(
      context: isLast ? nil : EnumerationContext(context), items: items)
  }

  private static func item(_ element: XMLFragment) -> EnumerationItem {
    if element.name == ElementNames.endpointReference {
      return .reference(EndpointReference(element: element))
    }
    guard element.name == ElementNames.item else { return .object(element) }
    let reference = element.child(ElementNames.endpointReference)
    let object = element.children.first { $0.name != ElementNames.endpointReference }
    switch (object, reference) {
    case (let object?, let reference?):
      return .objectAndReference(object, EndpointReference(element: reference))
    case (let object?, nil): return .object(object)
    case (nil, let reference?): return .reference(EndpointReference(element: reference))
    case (nil, nil): return .object(element)
    }
  }
}
