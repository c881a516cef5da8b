import WSManProtocol
import XMLStream

/// A message indented, an element a line, with what each element is for.
enum EnvelopeText {
  /// More lines than this are not shown of one message.
  private static let most = 2_000

  /// The lines of a message; of what is none the text as it is.
  static func lines(
    _ bytes: [UInt8], indent: Int, _ texts: TeachingTexts = .english
  ) -> [StyledLine] {
    guard let envelope = try? XMLFragment(parsing: bytes, limits: TraceText.limits),
      envelope.localName == "Envelope"
    else {
      let margin = String(repeating: " ", count: indent)
      return [StyledLine(margin + texts("This is no message:"), .bad)]
        + String(decoding: bytes.prefix(4_096), as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false).prefix(40)
        .map { StyledLine(margin + $0) }
    }
    var writer = Writer(texts: texts)
    writer.write(envelope, in: nil, indent)
    return writer.lines
  }

  private struct Writer {
    let texts: TeachingTexts
    var lines: [StyledLine] = []

    mutating func write(_ element: XMLFragment, in parent: XMLFragment?, _ indent: Int) {
      guard lines.count < EnvelopeText.most else {
        if lines.count == EnvelopeText.most { lines.append(StyledLine("    ...", .note)) }
        return
      }
      let margin = String(repeating: " ", count: indent)
      let name = element.qualifiedName
      var line = StyledLine("\(margin)<")
      line.add(name, .name)
      for attribute in element.attributes {
        let key =
          attribute.prefix.isEmpty
          ? attribute.name.localName : "\(attribute.prefix):\(attribute.name.localName)"
        line.add(" \(key)=")
        line.add("\"\(attribute.value)\"", .value)
      }
      if element.hasChildren {
        line.add(">")
        lines.append(noted(line, element, parent))
        for child in element.children { write(child, in: element, indent + 2) }
        lines.append(StyledLine("\(margin)</").adding(name, .name).adding(">"))
      } else if element.text.isEmpty {
        lines.append(noted(line.adding("/>"), element, parent))
      } else {
        line.add(">")
        line.add(element.text, .value)
        lines.append(noted(line.adding("</").adding(name, .name).adding(">"), element, parent))
      }
    }

    private func noted(
      _ line: StyledLine, _ element: XMLFragment, _ parent: XMLFragment?
    ) -> StyledLine {
      let entry = WireGlossary.entry(for: element, in: parent)
      return line.adding("  \(entry.text(texts))", .note)
    }
  }
}
