import XMLStream

extension EnvelopeSink {
  /// Writes `s:Fault` as Windows does (`protocol.md` 6.20, 11.1).
  mutating func write(_ fault: WSManFault) {
    start("s", ElementNames.fault)
    start("s", XMLName(Namespaces.soap, "Code"))
    element("s", XMLName(Namespaces.soap, "Value"), text: "s:\(fault.soapCode.rawValue)")
    if let subcode = fault.subcode {
      start("s", XMLName(Namespaces.soap, "Subcode"))
      writeQualifiedName(subcode)
      end()
    }
    end()
    start("s", XMLName(Namespaces.soap, "Reason"))
    start("s", XMLName(Namespaces.soap, "Text"))
    writer.attribute("xml", "lang", "en-US")
    text(fault.reason)
    end(expanded: true)
    end()
    start("s", XMLName(Namespaces.soap, "Detail"))
    writeDetail(of: fault)
    end()
    end()
  }

  private mutating func writeQualifiedName(_ name: XMLName) {
    let known = Prefixes.fault.prefix(of: name.namespace)
    start("s", XMLName(Namespaces.soap, "Value"))
    if known == nil, !name.namespace.isEmpty { declare("q", name.namespace) }
    let prefix = known ?? (name.namespace.isEmpty ? "" : "q")
    text(prefix.isEmpty ? name.localName : "\(prefix):\(name.localName)")
    end()
  }

  private mutating func writeDetail(of fault: WSManFault) {
    if let detail = fault.detail {
      element("w", ElementNames.faultDetail, text: FaultURIs.detailPrefix + detail)
    }
    startWSManFault(fault.code, machine: fault.machine)
    start("f", ElementNames.message)
    if let provider = fault.provider {
      start("f", ElementNames.providerFault)
      attribute("provider", provider.provider)
      attribute("path", provider.path)
      if let code = provider.code {
        startWSManFault(code, machine: provider.machine)
        element("f", ElementNames.message, text: provider.message)
        end()
      } else {
        text(provider.message)
      }
      for element in provider.extensions { fragment(element) }
      end()
    } else {
      text(fault.message)
    }
    end(expanded: true)
    end()
    for element in fault.extensions { fragment(element) }
  }

  private mutating func startWSManFault(_ code: WSManErrorCode, machine: String) {
    start("f", ElementNames.wsmanFault)
    declare("f", Namespaces.fault)
    attribute("Code", code.description)
    attribute("Machine", machine)
  }
}
