/// What no recording of a session may show: secrets that are known, and the source lines that errors
/// repeat of inputs with secrets.
struct RecordedSecrets: Sendable {
  /// Secrets shorter than this are not looked for in what is shown: they would be found everywhere.
  private static let shortestSecret = 4
  /// Beyond this the oldest ones are forgotten.
  private static let mostSecrets = 256
  private static let mostSources = 64

  private var secrets: [Secret] = []
  /// Texts that ran and may hold a secret.
  private var sources: [Source] = []
  /// Texts that ran and have not been looked at: nothing was recorded yet.
  private var unread: [String] = []

  private struct Secret: Sendable {
    let text: String
    let squeezed: [UInt8]
  }

  private struct Source: Sendable {
    let text: String
    let squeezed: [UInt8]
    /// Lines of a text of several that hold nothing of a secret, and the others.
    let harmless: [[UInt8]]
    let sensitive: [[UInt8]]

    init(_ text: String, announced: [String]) {
      self.text = text
      squeezed = RecordedSecrets.squeezed(text)
      var harmless: [[UInt8]] = []
      var sensitive: [[UInt8]] = []
      // A secret of several lines makes a line that looks harmless a part of it.
      let goesOverLines = announced.contains { $0.contains("\n") }
      for line in text.split(separator: "\n") {
        let holdsSecret =
          goesOverLines || SensitiveInput.mayContainSecret(String(line))
          || announced.contains { line.contains($0) }
        if holdsSecret {
          sensitive.append(RecordedSecrets.squeezed(line))
        } else {
          harmless.append(RecordedSecrets.squeezed(line))
        }
      }
      (self.harmless, self.sensitive) = (harmless, sensitive)
    }

    /// Whether a piece of the text comes from a line that holds nothing of a secret.
    func isHarmless(_ piece: [UInt8]) -> Bool {
      harmless.contains { $0.contains(piece) } && !sensitive.contains { $0.contains(piece) }
    }
  }

  /// Keeps a text out of all recordings from now on.
  mutating func hide(_ secret: String) {
    guard secret.count >= Self.shortestSecret, secret.contains(where: { $0 != "*" }),
      !secrets.contains(where: { $0.text == secret })
    else { return }
    secrets.append(Secret(text: secret, squeezed: Self.squeezed(secret)))
    if secrets.count > Self.mostSecrets { secrets.removeFirst() }
  }

  /// Takes note of a text that runs.
  mutating func note(_ source: String) {
    if unread.last != source { unread.append(source) }
    if unread.count > Self.mostSources { unread.removeFirst() }
  }

  /// An event without what it may not show.
  mutating func masked(_ event: SessionEvent) -> SessionEvent {
    readSources()
    switch event {
    case .input(let prompt, let text):
      return .input(prompt: prompt, text: masked(SensitiveInput.masked(text)))
    case .output(let text): return .output(masked(withoutSources(text)))
    case .answer(let question, let text):
      for secret in SensitiveInput.announced(in: text) { hide(secret) }
      return .answer(question: masked(question), text: masked(SensitiveInput.masked(text)))
    case .terminatingError(let command, let message):
      return .terminatingError(command: command, message: masked(message))
    case .cleared: return event
    }
  }

  private mutating func readSources() {
    for text in unread where SensitiveInput.mayContainSecret(text) {
      let announced = SensitiveInput.announced(in: text)
      for secret in announced { hide(secret) }
      sources.removeAll { $0.text == text }
      sources.append(Source(text, announced: announced))
      if sources.count > Self.mostSources { sources.removeFirst() }
    }
    unread = []
  }

  // MARK: Known secrets

  private func masked(_ text: String) -> String {
    guard !secrets.isEmpty else { return text }
    var text = text
    for secret in secrets where text.contains(secret.text) {
      text = text.replacing(secret.text, with: SessionRecording.mask)
    }
    // Long lines of errors are broken, in the middle of words too.
    guard text.utf8.dropLast().contains(0x0A) else { return text }
    for secret in secrets { text = Self.replacingBroken(secret.squeezed, in: text) }
    return text
  }

  /// Masks a secret that goes over the end of a line.
  private static func replacingBroken(_ secret: [UInt8], in text: String) -> String {
    let bytes = Array(text.utf8)
    let places = bytes.indices.filter { !isBlank(bytes[$0]) }
    guard let first = secret.first, places.count >= secret.count else { return text }
    var result: [UInt8] = []
    var position = 0
    var start = 0
    while start + secret.count <= places.count {
      let end = start + secret.count
      guard bytes[places[start]] == first,
        zip(places[start..<end], secret).allSatisfy({ bytes[$0] == $1 }),
        bytes[places[start]..<places[end - 1]].contains(0x0A)
      else {
        start += 1
        continue
      }
      result += bytes[position..<places[start]]
      result += SessionRecording.mask.utf8
      position = places[end - 1] + 1
      start = end
    }
    return position == 0 ? text : String(decoding: result + bytes[position...], as: UTF8.self)
  }

  private static func squeezed(_ text: some StringProtocol) -> [UInt8] {
    text.utf8.filter { !isBlank($0) }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  // MARK: Source lines

  /// A text in which the source lines that errors repeat are masked, when what they are part of may
  /// hold a secret: the line behind `+ `, or behind its number and ` | `, up to the marks below it.
  private func withoutSources(_ text: String) -> String {
    guard text.contains("~") else { return text }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var isChanged = false
    var marks = lines.count
    for index in lines.indices.reversed() {
      if Self.isMarks(lines[index]) { marks = index }
      guard marks < lines.count, marks > index, let head = Self.sourceHead(of: lines[index])
      else { continue }
      let end = marks
      marks = lines.count
      let body = lines[index].dropFirst(head.count) + lines[index + 1..<end].joined()
      guard let mask = mask(forSource: body) else { continue }
      lines.replaceSubrange(index..<end, with: [head + mask])
      isChanged = true
    }
    return isChanged ? lines.joined(separator: "\n") : text
  }

  /// Whether a line holds the marks below a source line.
  private static func isMarks(_ line: Substring) -> Bool {
    guard line.contains("~") else { return false }
    return line.allSatisfy { $0 == "~" || $0 == " " || $0 == "+" || $0 == "|" }
  }

  /// What stands in front of a source line; `nil` for other lines.
  private static func sourceHead(of line: Substring) -> Substring? {
    if line.hasPrefix("+ ") { return isMarks(line) ? nil : line.prefix(2) }
    let rest = line.drop { $0 == " " }.drop { $0.isNumber }
    guard line.contains(where: \.isNumber), rest.hasPrefix(" |  ") else { return nil }
    return line[..<line.index(rest.startIndex, offsetBy: 4)]
  }

  /// What stands in place of a source line, or of a part of one; `nil` when it may be shown.
  private func mask(forSource body: Substring) -> Substring? {
    let squeezed = Self.squeezed(Self.withoutEllipses(body))
    guard !squeezed.isEmpty else { return nil }
    if let source = sources.last(where: { $0.squeezed.contains(squeezed) }) {
      if source.isHarmless(squeezed) { return nil }
      return source.text.contains("\n")
        ? SessionRecording.mask[...] : SensitiveInput.masked(source.text)[...]
    }
    let text = String(body)
    return SensitiveInput.mayContainSecret(text) ? SensitiveInput.masked(text)[...] : nil
  }

  private static func withoutEllipses(_ body: Substring) -> Substring {
    var body = body
    for mark in ["...", "\u{2026}"] {
      if body.hasPrefix(mark + " ") { body = body.dropFirst(mark.count + 1) }
      if body.hasSuffix(" " + mark) { body = body.dropLast(mark.count + 1) }
    }
    return body
  }
}
