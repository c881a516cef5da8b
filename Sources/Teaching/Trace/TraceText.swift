import WSManClient
import WSManProtocol
import XMLStream

/// Exchanges as text for the terminal.
struct TraceText {
  /// Whether times are left out: a transcript must show the same on every run.
  var hidesTimes = false
  /// The language of what explains.
  var texts = TeachingTexts.english

  /// An exchange in as much detail as wanted.
  func lines(_ traced: TraceRecorder.Traced, _ detail: TraceDetail) -> [StyledLine] {
    switch detail {
    case .line: [line(traced)]
    case .header: [line(traced)] + headers(traced.exchange) + [StyledLine()]
    case .envelope: [line(traced)] + envelopes(traced.exchange) + [StyledLine()]
    }
  }

  // MARK: One line

  /// `#1 server01 Get winrm/config 200 1312 > 980 < 2 ms encrypted`.
  func line(_ traced: TraceRecorder.Traced) -> StyledLine {
    let exchange = traced.exchange
    var line = StyledLine("#\(traced.number) ", .note)
    line.add(exchange.computer + " ", .name)
    line.add(WireNames.action(exchange.action), .title)
    let resource = WireNames.resource(exchange.request)
    if !resource.isEmpty { line.add(" " + resource) }
    switch exchange.outcome {
    case .answered(let response):
      if let fault = response.fault {
        line.add("  fault \(fault.code.description)", .bad)
        if let name = WSManErrorTable.symbol(for: fault.code) { line.add(" " + name, .bad) }
      } else {
        line.add("  \(exchange.status ?? 200)", .good)
      }
    case .failed:
      let status = exchange.legs.last?.status ?? 0
      line.add(status > 0 ? "  HTTP \(status), no message" : "  no answer", .bad)
    case .refused: line.add("  not sent: the client's rules forbid it", .bad)
    case .rehearsed: line.add("  not sent: -WhatIf", .value)
    }
    guard exchange.isSent else { return line }
    line.add("  \(exchange.sentBytes) > \(exchange.receivedBytes) <")
    if !hidesTimes { line.add("  \(exchange.duration.shortText)") }
    line.add("  \(exchange.protectionText)", .note)
    return line
  }

  // MARK: Headers

  private func headers(_ exchange: WireExchange) -> [StyledLine] {
    var lines = [
      StyledLine("  \(texts("Request"))", .title).adding("  " + purpose(exchange), .note)
    ]
    lines += http(exchange)
    lines += headerLines(EnvelopeEncoder.encode(exchange.request))
    lines += result(exchange)
    if let response = exchange.response { lines += headerLines(EnvelopeEncoder.encode(response)) }
    return lines
  }

  private func purpose(_ exchange: WireExchange) -> String {
    texts(WireNames.purpose(ofAction: exchange.action))
  }

  /// The header blocks of a message, one a line, with what each is for.
  private func headerLines(_ bytes: [UInt8]) -> [StyledLine] {
    guard let envelope = try? XMLFragment(parsing: bytes, limits: Self.limits),
      let header = envelope.child(localName: "Header")
    else { return [] }
    return header.children.map { block in
      var line = StyledLine("    \(block.qualifiedName)", .name)
      let value = block.traceValue
      if !value.isEmpty { line.add(" = ") }
      line.add(value, .value)
      let entry = WireGlossary.entry(for: block, in: header)
      return line.adding("  \(entry.text(texts))", .note)
    }
  }

  /// The HTTP requests with the lines of their headers.
  private func http(_ exchange: WireExchange) -> [StyledLine] {
    var lines: [StyledLine] = []
    for leg in exchange.legs {
      lines.append(
        StyledLine("    POST \(exchange.address)", .name).adding(
          "  " + texts(leg.isFreshConnection ? "on a new connection" : "on the same connection"),
          .note))
      for header in leg.requestHeader {
        lines.append(StyledLine("      \(header)").adding(note(onHTTP: header), .note))
      }
      lines.append(
        StyledLine("      \(leg.sentBytes) bytes").adding(
          leg.sealedRequest == nil ? "" : ", encrypted", .good))
      let answer = leg.status == 0 ? "no answer" : "HTTP \(leg.status)"
      lines.append(StyledLine("    \(answer)", leg.status == 200 ? .good : .bad))
      for header in leg.responseHeader {
        lines.append(StyledLine("      \(header)").adding(note(onHTTP: header), .note))
      }
    }
    return lines
  }

  private func note(onHTTP line: String) -> String {
    Self.note(onHTTP: line).map { "  " + texts($0) } ?? ""
  }

  private static func note(onHTTP line: String) -> String? {
    let name = line.prefix { $0 != ":" }.lowercased()
    switch name {
    case "authorization": return "proves who the client is; the token is not shown"
    case "www-authenticate": return "how the service wants that proved"
    case "content-type" where line.contains("multipart/encrypted"):
      return "the body is encrypted by the security context of the connection"
    case "content-type" where line.lowercased().contains("application/soap+xml"):
      return "SOAP 1.2 and its encoding"
    case "content-type": return "not what WS-Management sends: that is application/soap+xml"
    case "wsmanidentify": return "asks to be identified without authentication"
    case "location": return "where the service has moved; it is not followed"
    default: return nil
    }
  }

  private func result(_ exchange: WireExchange) -> [StyledLine] {
    switch exchange.outcome {
    case .answered(let response):
      guard let fault = response.fault else { return [StyledLine("  \(texts("Answer"))", .title)] }
      return [StyledLine("  \(texts("Answer"))", .title).adding("  " + fault.text, .bad)]
    case .failed(let reason): return [StyledLine("  " + reason, .bad)]
    case .refused(let reason): return [StyledLine("  Not sent. " + reason, .bad)]
    case .rehearsed: return [StyledLine("  Not sent: this is what -WhatIf holds back.", .value)]
    }
  }

  // MARK: Envelopes

  private func envelopes(_ exchange: WireExchange) -> [StyledLine] {
    var lines = [
      StyledLine("  \(texts("Request"))", .title).adding("  " + purpose(exchange), .note)
    ]
    if let sealed = exchange.legs.last?.sealedRequest { lines += dump(sealed, "sent as") }
    lines += EnvelopeText.lines(EnvelopeEncoder.encode(exchange.request), indent: 4, texts)
    lines += result(exchange)
    if let sealed = exchange.legs.last?.sealedResponse { lines += dump(sealed, "received as") }
    if let response = exchange.response {
      lines += EnvelopeText.lines(EnvelopeEncoder.encode(response), indent: 4, texts)
    } else if let stray = exchange.legs.last?.strayResponse {
      lines += EnvelopeText.lines(stray, indent: 4, texts)
    }
    return lines
  }

  /// The beginning of an encrypted body: its readable part headers and the first bytes of noise.
  private func dump(_ bytes: [UInt8], _ title: String) -> [StyledLine] {
    var lines = [StyledLine("    \(title) \(bytes.count) bytes:", .note)]
    var text = ""
    for byte in bytes.prefix(320) {
      switch byte {
      case 0x0A:
        lines.append(StyledLine("      " + text, .note))
        text = ""
      case 0x0D: break
      case 0x20...0x7E: text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "."
      }
    }
    lines.append(StyledLine("      " + text + (bytes.count > 320 ? " ..." : ""), .note))
    lines.append(StyledLine("    \(texts("which is:"))", .note))
    return lines
  }

  /// Messages that the client has taken in are within its limits, except for their own size.
  static let limits: XMLLimits = {
    var limits = XMLLimits.client
    limits.documentBytes = .max
    limits.elements = .max
    return limits
  }()
}

extension WireExchange {
  /// Whether the request has left the client.
  var isSent: Bool {
    switch outcome {
    case .answered, .failed: true
    case .refused, .rehearsed: false
    }
  }

  /// What keeps others from reading it, in words.
  var protectionText: String {
    switch protection {
    case .none: "in clear"
    case .message: "encrypted (\(authentication.displayName))"
    case .tls: "TLS"
    case .local: "local"
    }
  }
}

extension Duration {
  /// Milliseconds with one decimal below 10.
  var shortText: String {
    tenths < 100 ? "\(tenths / 10).\(tenths % 10) ms" : "\(tenths / 10) ms"
  }
}

extension XMLFragment {
  /// The name as it is written.
  var qualifiedName: String { prefix.isEmpty ? localName : "\(prefix):\(localName)" }

  /// The content of a header block on one line: texts, and names with their values.
  fileprivate var traceValue: String {
    if hasChildren {
      return children.map { child in
        let key = child.attribute(localName: "Name") ?? child.localName
        return "\(key): \(child.innerText)"
      }.joined(separator: ", ")
    }
    let text = text
    guard text.isEmpty else { return text }
    return attributes.filter { $0.name.localName != "mustUnderstand" }.map(\.value)
      .joined(separator: " ")
  }
}
