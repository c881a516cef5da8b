import XMLStream

extension EnvelopeSink {
  mutating func write(_ request: RequestEnvelope) {
    start("s", ElementNames.envelope)
    if case .identify = request.body {
      declare("s", Namespaces.soap)
      declare("wsmid", Namespaces.identity)
      start("s", ElementNames.header)
      end()
      start("s", ElementNames.body)
      start("wsmid", ElementNames.identify)
      end()
      end()
      end()
      return
    }
    let prefixes =
      switch request.body {
      case .enumerate, .pull, .release: Prefixes.enumeration
      case .create(let content?) where content.namespace == Namespaces.shell,
        .invoke(_, let content?) where content.namespace == Namespaces.shell:
        Prefixes.shell
      default: Prefixes.request
      }
    writer.declare(prefixes)
    write(request.header, action: request.body.action ?? "")
    start("s", ElementNames.body)
    write(request.body)
    end()
    end()
  }

  private mutating func write(_ header: RequestHeader, action: String) {
    start("s", ElementNames.header)
    self.header("a", HeaderNames.to, header.to)
    if let resource = header.resource {
      self.header("w", HeaderNames.resourceURI, mustUnderstand: true, resource.text)
    }
    start("a", HeaderNames.replyTo)
    self.header("a", ElementNames.address, mustUnderstand: true, header.replyTo)
    end()
    if let faultTo = header.faultTo {
      start("a", HeaderNames.faultTo)
      element("a", ElementNames.address, text: faultTo)
      end()
    }
    self.header("a", HeaderNames.action, mustUnderstand: true, action)
    if let size = header.maxEnvelopeSize {
      self.header("w", HeaderNames.maxEnvelopeSize, mustUnderstand: true, String(size))
    }
    if let id = header.messageID { self.header("a", HeaderNames.messageID, id.text) }
    if let locale = header.locale { language("w", HeaderNames.locale, locale) }
    if let locale = header.dataLocale { language("p", HeaderNames.dataLocale, locale) }
    if let id = header.sessionID {
      self.header("p", HeaderNames.sessionID, mustUnderstand: false, id.text)
    }
    if let id = header.operationID {
      self.header("p", HeaderNames.operationID, mustUnderstand: false, id.text)
    }
    if let number = header.sequenceID {
      self.header("p", HeaderNames.sequenceID, mustUnderstand: false, String(number))
    }
    if let id = header.activityID {
      self.header("p", HeaderNames.activityID, mustUnderstand: false, id)
    }
    header.fragmentTransfer?.write(to: &self)
    header.selectors.write(to: &self)
    header.options.write(to: &self)
    if let timeout = header.operationTimeout {
      self.header("w", HeaderNames.operationTimeout, timeout.text)
    }
    end()
  }

  private mutating func write(_ body: RequestBody) {
    switch body {
    case .identify, .get, .delete: break
    case .put(let content), .create(let content), .invoke(_, let content):
      if let content { fragment(content) }
    case .enumerate(let input): write(input)
    case .pull(let input): write(input)
    case .release(let context):
      start("n", ElementNames.release)
      element("n", ElementNames.enumerationContext, text: context.text)
      end()
    }
  }

  private mutating func write(_ input: EnumerateRequest) {
    start("n", ElementNames.enumerate)
    if let expires = input.expires { element("n", ElementNames.expires, text: expires) }
    if input.optimize {
      start("w", ElementNames.optimizeEnumeration)
      end()
    }
    if let count = input.maxElements {
      element("w", ElementNames.optimizedMaxElements, text: String(count))
    }
    input.filter?.write(to: &self)
    if let mode = input.mode.wireText {
      element("w", ElementNames.enumerationMode, text: mode)
    }
    if let polymorphism = input.polymorphism {
      start("b", ElementNames.polymorphismMode)
      declare("b", Namespaces.cimBinding)
      text(polymorphism.wireText)
      end()
    }
    end()
  }

  private mutating func write(_ input: PullRequest) {
    start("n", ElementNames.pull)
    element("n", ElementNames.enumerationContext, text: input.context.text)
    if let time = input.maxTime { element("n", ElementNames.maxTime, text: time.text) }
    if let count = input.maxElements {
      element("n", ElementNames.maxElements, text: String(count))
    }
    if let count = input.maxCharacters {
      element("n", ElementNames.maxCharacters, text: String(count))
    }
    end()
  }
}
