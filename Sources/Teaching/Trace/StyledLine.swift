/// A line of a trace, in pieces that may be coloured.
struct StyledLine {
  /// What a piece is.
  enum Style {
    case plain, title, name, value, note, good, bad

    /// The sequence that switches the colour on (ECMA-48); empty for the terminal's own.
    fileprivate var sequence: String {
      switch self {
      case .plain: ""
      case .title: "\u{1B}[1m"
      case .name: "\u{1B}[36m"
      case .value: "\u{1B}[33m"
      case .note: "\u{1B}[90m"
      case .good: "\u{1B}[32m"
      case .bad: "\u{1B}[31m"
      }
    }
  }

  private(set) var pieces: [(text: String, style: Style)] = []

  /// A line of one piece.
  init(_ text: String = "", _ style: Style = .plain) { add(text, style) }

  /// How many characters it has.
  var count: Int { pieces.reduce(0) { $0 + $1.text.count } }

  /// Adds a piece. What came over the wire may hold anything: control characters are shown as
  /// pictures, so that they cannot command the terminal.
  mutating func add(_ text: String, _ style: Style = .plain) {
    guard !text.isEmpty else { return }
    pieces.append((Self.harmless(text), style))
  }

  func adding(_ text: String, _ style: Style = .plain) -> StyledLine {
    var line = self
    line.add(text, style)
    return line
  }

  /// The text, with or without colours.
  func text(colored: Bool) -> String {
    pieces.map { piece in
      let sequence = piece.style.sequence
      return colored && !sequence.isEmpty ? sequence + piece.text + "\u{1B}[0m" : piece.text
    }.joined()
  }

  private static func harmless(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isControl($0) }) else { return text }
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if !isControl(scalar) {
        clean.append(scalar)
      } else if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
        clean.append(picture)
      } else {
        clean.append("\u{FFFD}")
      }
    }
    return String(clean)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }
}
