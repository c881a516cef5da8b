public import PSEngine

/// Writes finished lines to a host: safe for its terminal (``ControlCharacters``), headers in colour
/// where the host shows colours.
public struct HostLines {
  private let host: any PSHost
  private static let headerColor = "\u{1B}[32;1m"
  private static let plain = "\u{1B}[0m"

  /// Writes to a host.
  public init(_ host: any PSHost) { self.host = host }

  /// Writes lines, each with its line end.
  public func write(_ lines: [OutputLine]) {
    guard !lines.isEmpty else { return }
    let colors = host.supportsColor
    var text = ""
    var isError = false
    for line in lines {
      if (line.kind == .error) != isError {
        flush(&text, isError)
        isError.toggle()
      }
      text += shown(line, colors)
      text += "\n"
    }
    flush(&text, isError)
  }

  private func flush(_ text: inout String, _ isError: Bool) {
    guard !text.isEmpty else { return }
    host.write(text, to: isError ? .error : .output)
    text = ""
  }

  private func shown(_ line: OutputLine, _ colors: Bool) -> String {
    switch line.kind {
    case .raw: return ControlCharacters.shown(line.text, allowing: .lineText, colors: colors)
    case .data, .error:
      return ControlCharacters.shown(line.text, allowing: .nothing, colors: colors)
    case .header:
      let text = ControlCharacters.shown(line.text, allowing: .nothing, colors: colors)
      return colors && !text.isEmpty ? Self.headerColor + text + Self.plain : text
    }
  }
}
