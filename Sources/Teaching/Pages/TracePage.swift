import WSManClient
import WSManProtocol
import XMLStream

/// A trace as one page for a browser: no request leaves it, and its policy forbids any.
struct TracePage {
  private let exchanges: [TraceRecorder.Traced]
  private let hidesTimes: Bool

  /// Bytes of texts up to which everything is kept.
  private static let textLimit = 6 << 20
  /// Of how many exchanges the page has the encrypted bytes.
  private static let mostSealed = 500
  /// How much of an encrypted body the page has.
  private static let sealedBytes = 384

  init(_ exchanges: [TraceRecorder.Traced], hidesTimes: Bool) {
    self.exchanges = exchanges
    self.hidesTimes = hidesTimes
  }

  /// The page, in ASCII.
  var html: String {
    let nonce = Page.nonce()
    return """
      \(Page.head(title: "WS-Management trace", nonce: nonce, style: Page.style + Self.style))
      <body>
      <a class="skip" href="#details">Skip to the message</a>
      <header>
      <div class="bar"><h1>WS-Management trace</h1><p id="summary" role="status"></p>
      <label class="find">Find <input id="find" type="search" placeholder="action, resource, text"></label>
      <button id="theme" type="button">Dark</button></div>
      <div id="computers" role="group" aria-label="Computers"></div>
      </header>
      <main>
      <section id="diagram" aria-label="Sequence of messages">
      <div id="heads" aria-hidden="true"></div>
      <div id="list" role="listbox" tabindex="0" aria-label="Exchanges"><div id="space"></div></div>
      </section>
      <section id="details" tabindex="-1" aria-label="Message"></section>
      </main>
      <noscript>This page draws itself with the script that it contains.</noscript>
      <script type="application/json" id="data" nonce="\(nonce)">\(data)</script>
      <script nonce="\(nonce)">\(Page.themeScript)\(Self.script)</script>
      </body>
      </html>
      """
  }

  /// The exchanges as lists of numbers, in the order that the script knows.
  private var data: String {
    var pool = StringPool(limit: Self.textLimit)
    var computers: [String] = []
    var places: [String: Int] = [:]
    var rows = JSONText()
    var notes = WireGlossary.entries.mapValues { $0.text(.english) }
    var explained: [String: Int] = [:]
    let origin = exchanges.first?.exchange.start
    var sealedLeft = Self.mostSealed
    rows.list(exchanges) { json, traced in
      let exchange = traced.exchange
      let place =
        places[exchange.computer]
        ?? {
          places[exchange.computer] = computers.count
          computers.append(exchange.computer)
          return computers.count - 1
        }()
      let showsSealed = sealedLeft > 0 && exchange.legs.contains { $0.sealedRequest != nil }
      if showsSealed { sealedLeft -= 1 }
      let start = origin.map { $0.duration(to: exchange.start).tenths } ?? 0
      let numbers = [
        place, pool.number(WireNames.action(exchange.action)),
        pool.number(WireNames.resource(exchange.request)), exchange.kind, exchange.status ?? 0,
        exchange.sentBytes, exchange.receivedBytes, hidesTimes ? 0 : start,
        hidesTimes ? 0 : exchange.duration.tenths, pool.number(exchange.protectionText),
        pool.number(exchange.note),
      ]
      // The data of one kind of resource have the same elements in all messages.
      let kind = exchange.action + " " + (exchange.request.header.resource?.text ?? "")
      explained[kind, default: 0] += 1
      if explained[kind, default: 0] <= 3 { Self.explain(exchange, &notes) }
      json.raw("[")
      for number in numbers {
        json.number(number)
        json.raw(",")
      }
      json.list(pool.message(EnvelopeEncoder.encode(exchange.request))) { $0.number($1) }
      json.raw(",")
      json.list(exchange.response.map { pool.message(EnvelopeEncoder.encode($0)) } ?? []) {
        $0.number($1)
      }
      json.raw(",")
      json.list(exchange.legs) { json, leg in
        json.list(Self.numbers(leg, &pool, showsSealed: showsSealed)) { $0.number($1) }
      }
      json.raw(",\(traced.number),\(pool.number(exchange.address))]")
    }
    var json = JSONText()
    json.raw("{\"computers\":")
    json.list(computers) { $0.string($1) }
    json.raw(",\"glossary\":{")
    for (index, note) in notes.sorted(by: { $0.key < $1.key }).enumerated() {
      if index > 0 { json.raw(",") }
      json.string(note.key)
      json.raw(":")
      json.string(note.value)
    }
    json.raw("},\"exchanges\":")
    json.raw(rows.text)
    json.raw(",\"strings\":")
    json.list(pool.texts) { $0.string($1) }
    json.raw("}")
    return json.text
  }

  /// Adds what explains the data in the messages of an exchange.
  private static func explain(_ exchange: WireExchange, _ notes: inout [String: String]) {
    var messages = [EnvelopeEncoder.encode(exchange.request)]
    if let response = exchange.response { messages.append(EnvelopeEncoder.encode(response)) }
    for bytes in messages {
      guard let envelope = try? XMLFragment(parsing: bytes, limits: TraceText.limits) else {
        continue
      }
      WireGlossary.collect(envelope, into: &notes)
    }
  }

  private static func numbers(
    _ leg: WireLeg, _ pool: inout StringPool, showsSealed: Bool
  ) -> [Int] {
    [
      pool.number(leg.requestHeader.joined(separator: "\n")), leg.sentBytes,
      pool.number(showsSealed ? leg.sealedRequest.map(readable) ?? "" : ""), leg.status,
      pool.number(leg.responseHeader.joined(separator: "\n")), leg.receivedBytes,
      pool.number(showsSealed ? leg.sealedResponse.map(readable) ?? "" : ""),
      leg.isFreshConnection ? 1 : 0, leg.sealedRequest == nil ? 0 : 1,
      pool.number(leg.strayResponse.map(readable) ?? ""),
    ]
  }

  /// Bytes with dots for those that are no text.
  private static func readable(_ bytes: [UInt8]) -> String {
    var text = ""
    for byte in bytes.prefix(sealedBytes) where byte != 0x0D {
      let isText = byte == 0x0A || (0x20...0x7E).contains(byte)
      text.unicodeScalars.append(isText ? Unicode.Scalar(byte) : byte == 0x09 ? " " : ".")
    }
    return text
  }
}

extension WireExchange {
  /// The number of its outcome for the script.
  fileprivate var kind: Int {
    switch outcome {
    case .answered(let response): response.fault == nil ? 0 : 1
    case .failed: 2
    case .refused: 3
    case .rehearsed: 4
    }
  }

  /// What the arrow back says when it is no result.
  fileprivate var note: String {
    if let fault = response?.fault {
      let name = WSManErrorTable.symbol(for: fault.code) ?? ""
      return "\(fault.code.description) \(name): \(fault.text)"
    }
    return reason ?? ""
  }
}
