/// Finds out which form a transcript has and reads it: sessions, pages of Markdown, transcripts of
/// Windows PowerShell and of PowerShell 7, recordings of asciinema.
public enum TranscriptParser {
  /// Parses a transcript that is held as a whole.
  /// - Parameters:
  ///   - text: its text; CRLF and a byte-order mark are accepted.
  ///   - name: its path; a name that ends in `.md` or `.markdown` makes it Markdown.
  /// - Throws: ``Transcript/Failure`` for an unknown directive or an unfinished block.
  public static func parse(_ text: String, name: String) throws(Transcript.Failure) -> Transcript {
    var (source, form) = try source(TextLineSource(text), name: name)
    var sections: [Transcript.Section] = []
    while let part = try source.next() {
      switch part {
      case .section(let title, let line, let directives):
        sections.append(
          Transcript.Section(title: title, line: line, directives: directives, interactions: []))
      case .interaction(let interaction):
        guard let last = sections.indices.last else { continue }
        sections[last].interactions.append(interaction)
      }
    }
    return Transcript(name: name, form: form, sections: sections)
  }

  /// The parts of a transcript in a file, as they are read.
  /// - Parameters:
  ///   - lines: the file.
  ///   - name: its path; `-` for standard input.
  public static func open(
    _ lines: RawLines, name: String
  ) throws(Transcript.Failure) -> OpenTranscript {
    let (source, form) = try source(FileLineSource(lines), name: name)
    return OpenTranscript(name: name, form: form, source: source)
  }

  private static func source(
    _ lines: any LineSource, name: String
  ) throws(Transcript.Failure) -> (source: any TranscriptSource, form: TranscriptForm) {
    var beginning = Beginning(lines)
    let first = try beginning.first()
    if let head = first.first, CastLines.isHead(head) || lower(name, hasSuffix: [".cast"]) {
      _ = try beginning.next()
      let cast = try CastLines(beginning, head: head)
      return (SessionSource(cast, name: name, width: cast.width), .cast)
    }
    if WindowsSource.begins(with: first) {
      return (WindowsSource(beginning, name: name), .windows)
    }
    if lower(name, hasSuffix: [".md", ".markdown"]) || name == "-" && isPage(first) {
      return (MarkdownSource(beginning, name: name), .markdown)
    }
    return (SessionSource(beginning, name: name), .session)
  }

  private static func lower(_ name: String, hasSuffix endings: [String]) -> Bool {
    let lower = name.lowercased()
    return endings.contains { lower.hasSuffix($0) }
  }

  /// Whether a text without a name is a page: it has a fenced block before any prompt.
  private static func isPage(_ lines: [Substring]) -> Bool {
    for line in lines {
      if MarkdownFence(line) != nil { return true }
      if InteractionReader(style: .init()).prompt(line) != nil { return false }
    }
    return false
  }

  /// Lines whose first ones have been looked at.
  private struct Beginning: LineSource {
    private static let length = 200

    private var source: any LineSource
    private var waiting: [NumberedLine] = []

    init(_ source: any LineSource) { self.source = source }

    mutating func first() throws(Transcript.Failure) -> [Substring] {
      while waiting.count < Self.length, let line = try source.next() { waiting.append(line) }
      waiting.reverse()
      return waiting.reversed().map(\.text)
    }

    mutating func next() throws(Transcript.Failure) -> NumberedLine? {
      if let line = waiting.popLast() { return line }
      return try source.next()
    }
  }
}

/// The forms of transcripts.
public enum TranscriptForm: Sendable {
  case session
  case markdown
  case windows
  case cast

  /// Whether its expected output can be rewritten: recordings are documents of what has happened.
  public var canBeUpdated: Bool { self == .session || self == .markdown }
}

/// A transcript that is being read.
public struct OpenTranscript {
  /// Name for reports.
  public let name: String
  /// Its form.
  public let form: TranscriptForm
  /// Its parts.
  public var source: any TranscriptSource

  /// A transcript that is held as a whole.
  public init(_ transcript: Transcript) {
    self.init(name: transcript.name, form: transcript.form, source: transcript.parts)
  }

  init(name: String, form: TranscriptForm, source: any TranscriptSource) {
    self.name = name
    self.form = form
    self.source = source
  }
}
