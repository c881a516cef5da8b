import PSEngine
import PSFormatting
import WSManProtocol

/// How an explained number is shown.
enum FaultViews {
  static var all: [FormatViewDefinition] {
    [
      .text(for: [FaultExplanation.typeName]) { value, context in
        guard let fault = value.asObject as? FaultExplanation else { return [] }
        return lines(fault, width: max(context.lineWidth - 1, 20))
      }
    ]
  }

  private static func lines(_ fault: FaultExplanation, width: Int) -> [String] {
    let code = fault.code
    var lines = [
      "", fault.name.isEmpty ? code.hexadecimal : fault.name,
      "  \(code.description)  \(code.hexadecimal)  \(code.signed)",
    ]
    if !fault.soapFault.isEmpty {
      lines.append("  \(fault.texts("SOAP fault")): \(fault.soapFault)")
    }
    lines += [""] + wrapped(fault.meaning, first: "  ", rest: "  ", width)
    for (title, texts) in [("Usual causes", fault.causes), ("What to try", fault.remedies)]
    where !texts.isEmpty {
      lines += ["", fault.texts(title)]
      for text in texts { lines += wrapped(text, first: "  - ", rest: "    ", width) }
    }
    return lines + [""]
  }

  private static func wrapped(
    _ text: String, first: String, rest: String, _ width: Int
  ) -> [String] {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = rest
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }
}
