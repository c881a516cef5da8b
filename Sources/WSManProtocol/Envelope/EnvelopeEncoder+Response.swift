import XMLStream

extension EnvelopeSink {
  mutating func write(_ response: ResponseEnvelope) {
    start("s", ElementNames.envelope)
    if let language = response.header.language { writer.attribute("xml", "lang", language) }
    if case .identify(let answer) = response.body {
      declare("s", Namespaces.soap)
      start("s", ElementNames.header)
      end()
      start("s", ElementNames.body)
      fragment(answer.element)
      end()
      end()
      return
    }
    writer.declare(prefixes(for: response.body))
    write(response.header, action: response.body.action ?? "", fault: response.fault)
    start("s", ElementNames.body)
    write(response.body)
    end(expanded: true)
    end()
  }

  private func prefixes(for body: ResponseBody) -> XMLWriter.Declarations {
    switch body {
    case .invoke(_, let content?) where content.namespace == Namespaces.shell:
      Prefixes.shellTransfer
    case .identify, .get, .put, .invoke: Prefixes.transfer
    case .create(let answer):
      answer.additional.contains { $0.namespace == Namespaces.shell }
        ? Prefixes.shellTransfer : Prefixes.transfer
    case .delete: Prefixes.delete
    case .enumerate, .pull, .release: Prefixes.enumeration
    case .fault: Prefixes.fault
    }
  }

  private mutating func write(_ header: ResponseHeader, action: String, fault: WSManFault?) {
    start("s", ElementNames.header)
    self.header("a", HeaderNames.action, action)
    if let id = header.messageID { self.header("a", HeaderNames.messageID, id.text) }
    if let id = header.activityID { self.header("p", HeaderNames.activityID, id) }
    header.fragmentTransfer?.write(to: &self)
    self.header("a", HeaderNames.to, ActionURI.anonymousRole)
    if let id = header.relatesTo { self.header("a", HeaderNames.relatesTo, id.text) }
    for name in fault?.notUnderstood ?? [] { writeNotUnderstood(name) }
    end()
  }

  private mutating func writeNotUnderstood(_ header: WSManFault.QualifiedName) {
    // The name needs a prefix of its own choice when the request used the default namespace.
    let prefix = header.prefix.isEmpty ? "q" : header.prefix
    start("s", HeaderNames.notUnderstood)
    declare(prefix, header.name.namespace)
    attribute("qname", "\(prefix):\(header.name.localName)")
    end()
  }

  private mutating func write(_ body: ResponseBody) {
    switch body {
    case .identify, .delete, .release: break
    case .get(let resource): fragment(resource)
    case .put(let content), .invoke(_, let content):
      if let content { fragment(content) }
    case .create(let answer):
      answer.reference.write(to: &self, "x", ElementNames.resourceCreated)
      for element in answer.additional { fragment(element) }
    case .enumerate(let batch): writeEnumerateResponse(batch)
    case .pull(let batch): writePullResponse(batch)
    case .fault(let fault): write(fault)
    }
  }

  private mutating func writeEnumerateResponse(_ batch: EnumerationBatch) {
    start("n", ElementNames.enumerateResponse)
    element("n", ElementNames.enumerationContext, text: batch.context?.text ?? "")
    if !batch.items.isEmpty {
      start("w", ElementNames.optimizedItems)
      writeItems(of: batch)
      end()
    }
    if batch.isEnd {
      start("w", ElementNames.optimizedEnd)
      end()
    }
    end()
  }

  private mutating func writePullResponse(_ batch: EnumerationBatch) {
    start("n", ElementNames.pullResponse)
    if let context = batch.context {
      element("n", ElementNames.enumerationContext, text: context.text)
    }
    if !batch.items.isEmpty {
      start("n", ElementNames.pulledItems)
      writeItems(of: batch)
      end()
    }
    if batch.isEnd {
      start("n", ElementNames.pulledEnd)
      end()
    }
    end()
  }

  private mutating func writeItems(of batch: EnumerationBatch) {
    if let encoded = batch.encodedItems {
      writer.append(elements: encoded)
    } else {
      for item in batch.items { write(item) }
    }
  }

  mutating func write(_ item: EnumerationItem) {
    switch item {
    case .object(let object): fragment(object)
    case .reference(let reference):
      reference.write(to: &self, "a", ElementNames.endpointReference)
    case .objectAndReference(let object, let reference):
      start("w", ElementNames.item)
      fragment(object)
      reference.write(to: &self, "a", ElementNames.endpointReference)
      end()
    }
  }
}
