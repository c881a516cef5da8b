import XMLStream

/// Something that takes elements in document order: the output of the encoder, or a fragment that
/// is being built. So each value has one description of its XML.
protocol ElementSink: ~Copyable {
  mutating func start(_ prefix: String, _ name: XMLName)
  mutating func declare(_ prefix: String, _ namespace: String)
  mutating func attribute(_ localName: String, _ value: String)
  mutating func text(_ value: String)
  mutating func end(expanded: Bool)
  mutating func fragment(_ fragment: XMLFragment)
}

extension ElementSink where Self: ~Copyable {
  /// Closes the element opened last; `<a/>` when it is empty.
  mutating func end() { end(expanded: false) }

  /// An element that holds only text; `<a></a>` when that is empty.
  mutating func element(_ prefix: String, _ name: XMLName, text value: String) {
    start(prefix, name)
    text(value)
    end(expanded: true)
  }
}

extension XMLFragmentBuilder: ElementSink {}

/// The encoder's output.
struct EnvelopeSink: ElementSink {
  var writer: XMLWriter

  mutating func start(_ prefix: String, _ name: XMLName) { writer.start(prefix, name.localName) }
  mutating func declare(_ prefix: String, _ namespace: String) {
    writer.declare(prefix, namespace)
  }
  mutating func attribute(_ localName: String, _ value: String) {
    writer.attribute("", localName, value)
  }
  mutating func text(_ value: String) { writer.text(value) }
  mutating func end(expanded: Bool) { if expanded { writer.endExpanded() } else { writer.end() } }
  mutating func fragment(_ fragment: XMLFragment) { writer.fragment(fragment) }

  /// Marks the header block just opened.
  mutating func mustUnderstand(_ value: Bool) {
    writer.attribute(value ? Self.isUnderstood : Self.mayBeIgnored)
  }

  private static let isUnderstood = XMLWriter.Attribute("s", "mustUnderstand", "true")
  private static let mayBeIgnored = XMLWriter.Attribute("s", "mustUnderstand", "false")

  /// A header block that holds a text.
  mutating func header(
    _ prefix: String, _ name: XMLName, mustUnderstand: Bool? = nil, _ value: String
  ) {
    start(prefix, name)
    if let mustUnderstand { self.mustUnderstand(mustUnderstand) }
    text(value)
    end(expanded: true)
  }

  /// A header block that holds a language.
  mutating func language(_ prefix: String, _ name: XMLName, _ value: String) {
    start(prefix, name)
    writer.attribute("xml", "lang", value)
    mustUnderstand(false)
    end()
  }
}
