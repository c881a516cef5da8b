import XMLStream

/// Reads one request.
struct RequestDecoder {
  var header = RequestHeader()
  private var action: String?
  private var problems: [RequestProblem] = []
  private var seen: [XMLName] = []

  mutating func decode(_ reader: inout XMLReader) throws -> RequestEnvelope {
    try reader.requireEnvelope()
    var hasHeader = false
    var body: RequestBody?
    while try reader.nextChild() {
      switch reader.name {
      case ElementNames.header:
        guard !hasHeader, body == nil else {
          throw EnvelopeError(.header, messageID: header.messageID)
        }
        hasHeader = true
        while try reader.nextChild() { try readHeaderBlock(&reader) }
      case ElementNames.body:
        guard body == nil else { throw EnvelopeError(.body, messageID: header.messageID) }
        body = try readBody(&reader)
      default: throw XMLError(.unexpectedElement(reader.name), line: reader.line)
      }
    }
    try reader.finish()
    guard let body else { throw EnvelopeError(.body, messageID: header.messageID) }
    if case .identify = body { return .identify }
    checkRequiredHeaders()
    problems = problems.enumerated().sorted {
      ($0.element.stage, $0.offset) < ($1.element.stage, $1.offset)
    }.map(\.element)
    return RequestEnvelope(header: header, body: body, problems: problems)
  }

  private mutating func checkRequiredHeaders() {
    for name in [HeaderNames.action, HeaderNames.to, HeaderNames.messageID, HeaderNames.replyTo]
    where !seen.contains(name) {
      problems.append(.missingHeader(name))
    }
    if header.resource?.text.isEmpty ?? true {
      problems.append(.missingHeader(HeaderNames.resourceURI))
    }
  }

  private mutating func readHeaderBlock(_ reader: inout XMLReader) throws {
    let name = reader.name
    if let role = reader.attribute(ElementNames.role), !Self.isOurs(role) {
      try reader.skip()
      return
    }
    let isMandatory = reader.mustBeUnderstood
    let isKnown = try readKnownBlock(&reader, isMandatory: isMandatory)
    if isKnown {
      if seen.contains(name) { problems.append(.repeatedHeader(name)) }
      seen.append(name)
    } else {
      if isMandatory { problems.append(.notUnderstood(prefix: reader.prefix, name)) }
      try reader.skip()
    }
  }

  private static func isOurs(_ role: String) -> Bool {
    role.isEmpty || role.hasSuffix("/role/next") || role.hasSuffix("/role/ultimateReceiver")
  }

  /// Reads a header block when it is one that is known here.
  private mutating func readKnownBlock(
    _ reader: inout XMLReader, isMandatory: Bool
  ) throws -> Bool {
    switch reader.name {
    case HeaderNames.to: header.to = try reader.trimmedText()
    case HeaderNames.resourceURI: header.resource = ResourceURI(try reader.trimmedText())
    case HeaderNames.action: action = try reader.trimmedText()
    case HeaderNames.messageID: try readMessageID(&reader)
    case HeaderNames.replyTo: header.replyTo = try readAddress(&reader)
    case HeaderNames.faultTo: header.faultTo = try readAddress(&reader)
    case HeaderNames.maxEnvelopeSize:
      header.maxEnvelopeSize = try readValue(&reader, count)
    case HeaderNames.operationTimeout:
      header.operationTimeout = try readValue(&reader) { text in
        XSDDuration(text).flatMap { $0.milliseconds < 0 ? nil : $0 }
      }
    case HeaderNames.locale:
      header.locale = try readLocale(&reader, isMandatory: isMandatory)
    case HeaderNames.dataLocale:
      header.dataLocale = try readLocale(&reader, isMandatory: isMandatory)
    case HeaderNames.sessionID: header.sessionID = MessageID(try reader.trimmedText())
    case HeaderNames.operationID: header.operationID = MessageID(try reader.trimmedText())
    case HeaderNames.sequenceID: header.sequenceID = UInt64(try reader.trimmedText())
    case HeaderNames.activityID: header.activityID = try reader.trimmedText()
    case HeaderNames.fragmentTransfer:
      if !isMandatory { problems.append(.fragmentTransferNotMandatory) }
      header.fragmentTransfer = FragmentTransfer(element: try reader.fragment())
    case HeaderNames.selectorSet:
      header.selectors = SelectorSet(element: try reader.fragment())
    case HeaderNames.optionSet: header.options = OptionSet(element: try reader.fragment())
    case HeaderNames.from, HeaderNames.relatesTo, HeaderNames.requestEPR,
      HeaderNames.requestTotalItemsCountEstimate:
      try reader.skip()
    default: return false
    }
    return true
  }

  private mutating func readMessageID(_ reader: inout XMLReader) throws {
    let text = try reader.trimmedText()
    guard !text.isEmpty, text.utf8.count <= 2048 else {
      problems.append(.invalidHeader(HeaderNames.messageID, value: text))
      return
    }
    header.messageID = MessageID(text)
  }

  private mutating func readAddress(_ reader: inout XMLReader) throws -> String {
    let name = reader.name
    let address = try reader.addressText()
    if address != ActionURI.anonymousRole { problems.append(.addressNotAnonymous(name)) }
    return address
  }

  private mutating func readLocale(
    _ reader: inout XMLReader, isMandatory: Bool
  ) throws -> String? {
    let name = reader.name
    if isMandatory { problems.append(.localeMustBeUnderstood(name)) }
    let language = reader.attribute(XMLName(XMLNamespace.xml, "lang"))
    try reader.skip()
    return language
  }

  private mutating func readValue<Value>(
    _ reader: inout XMLReader, _ convert: (String) -> Value?
  ) throws -> Value? {
    let name = reader.name
    let text = try reader.trimmedText()
    let value = convert(text)
    if value == nil { problems.append(.invalidHeader(name, value: text)) }
    return value
  }

  private mutating func readBody(_ reader: inout XMLReader) throws -> RequestBody {
    switch action {
    case ActionURI.get:
      _ = try reader.skip()
      return .get
    case ActionURI.delete:
      try reader.skip()
      return .delete
    case ActionURI.put: return .put(try reader.onlyChild())
    case ActionURI.create: return .create(try reader.onlyChild())
    case ActionURI.enumerate:
      var input = EnumerateRequest()
      try readElement(ElementNames.enumerate, &reader) { decoder, reader in
        try decoder.readEnumerate(&reader, &input)
      }
      return .enumerate(input)
    case ActionURI.pull:
      var input = PullRequest(context: EnumerationContext(""))
      try readElement(ElementNames.pull, &reader) { decoder, reader in
        try decoder.readPull(&reader, &input)
      }
      return .pull(input)
    case ActionURI.release:
      var context = EnumerationContext("")
      try readElement(ElementNames.release, &reader) { _, reader in
        if reader.name == ElementNames.enumerationContext {
          context.text = try reader.trimmedText()
        } else {
          try reader.skip()
        }
      }
      return .release(context)
    default:
      let content = try reader.onlyChild()
      if action == nil, content?.name == ElementNames.identify { return .identify }
      return .invoke(action: action ?? "", input: content)
    }
  }

  /// Finds the element that the action needs and has each of its children read.
  private mutating func readElement(
    _ name: XMLName, _ reader: inout XMLReader,
    _ readChild: (inout RequestDecoder, inout XMLReader) throws -> Void
  ) throws {
    var isFound = false
    while try reader.nextChild() {
      guard reader.name == name, !isFound else {
        try reader.skip()
        continue
      }
      isFound = true
      while try reader.nextChild() { try readChild(&self, &reader) }
    }
    if !isFound { problems.append(.missingBodyElement(name)) }
  }

  private mutating func readEnumerate(
    _ reader: inout XMLReader, _ input: inout EnumerateRequest
  ) throws {
    switch reader.name {
    case ElementNames.optimizeEnumeration:
      input.optimize = true
      try reader.skip()
    case ElementNames.optimizedMaxElements, ElementNames.maxElements:
      input.maxElements = try readBodyValue(&reader, count)
    case ElementNames.enumerationMode:
      input.mode = EnumerationMode(wireText: try reader.trimmedText())
    case ElementNames.polymorphismMode:
      input.polymorphism = PolymorphismMode(wireText: try reader.trimmedText())
    case ElementNames.filter, XMLName(Namespaces.enumeration, "Filter"):
      input.filter = Filter(element: try reader.fragment())
    case ElementNames.expires: input.expires = try reader.trimmedText()
    case XMLName(Namespaces.enumeration, "EndTo"):
      input.hasEndTo = true
      try reader.skip()
    default: try reader.skip()
    }
  }

  private mutating func readPull(
    _ reader: inout XMLReader, _ input: inout PullRequest
  ) throws {
    switch reader.name {
    case ElementNames.enumerationContext: input.context.text = try reader.trimmedText()
    case ElementNames.maxTime:
      input.maxTime = try readBodyValue(&reader) { XSDDuration($0) }
    case ElementNames.maxElements: input.maxElements = try readBodyValue(&reader, count)
    case ElementNames.maxCharacters: input.maxCharacters = try readBodyValue(&reader, count)
    default: try reader.skip()
    }
  }

  private mutating func readBodyValue<Value>(
    _ reader: inout XMLReader, _ convert: (String) -> Value?
  ) throws -> Value? {
    let name = reader.name
    let text = try reader.trimmedText()
    let value = convert(text)
    if value == nil { problems.append(.invalidBodyElement(name, value: text)) }
    return value
  }
}
