import PSEngine

/// Changes of a transcript's file: expected output and prompts that were different.
public struct TranscriptEdits: Sendable {
  private enum Edit: Sendable {
    case output(lines: Range<Int>, new: [String], indentation: String, hasDirectives: Bool)
    case prompt(line: Int, old: String, new: String)

    var line: Int {
      switch self {
      case .output(let lines, _, _, _): lines.lowerBound
      case .prompt(let line, _, _): line
      }
    }
  }

  private var edits: [Edit] = []

  /// No changes.
  public init() {}

  /// Whether there is nothing to change.
  public var isEmpty: Bool { edits.isEmpty }
  /// How many interactions change.
  public private(set) var count = 0

  /// Adds what makes an interaction match what was seen; nothing for one that differs in what its
  /// output does not show, such as an exit code.
  /// - Returns: whether anything is to change.
  @discardableResult
  public mutating func add(_ seen: TranscriptRunner.Observation) -> Bool {
    let before = edits.count
    let interaction = seen.interaction
    if let prompt = interaction.prompt, let shown = seen.prompt, shown != prompt.prompt {
      edits.append(.prompt(line: interaction.line, old: prompt.prompt, new: shown))
    }
    if interaction.comparison == .here, seen.outputDiffers {
      var lines = OutputUpdate(matcher: seen.matcher)
        .lines(expected: interaction.expected, actual: seen.output)
      if interaction.endsBlock { while lines.last?.isBlank == true { lines.removeLast() } }
      let isSession = interaction.prompt != nil && !interaction.hasOutputBlock
      edits.append(
        .output(
          lines: interaction.expectedLines,
          new: lines.map { Self.written($0, isSession: isSession) },
          indentation: interaction.indentation, hasDirectives: isSession))
    }
    if edits.count > before { count += 1 }
    return edits.count > before
  }

  /// A line of output that would be read as something else has an elision in front.
  private static func written(_ line: String, isSession: Bool) -> String {
    if line.hasPrefix("```") || line.hasPrefix("~~~") { return TranscriptSyntax.anyText + line }
    return isSession ? TranscriptSyntax.outputLine(line) : line
  }

  /// Copies a file with the changes; everything else stays byte for byte.
  /// - Parameters:
  ///   - lines: the file.
  ///   - write: takes the new file piece by piece.
  public func apply(
    to lines: RawLines, _ write: ([UInt8]) throws -> Void
  ) throws {
    var lines = lines
    var copy = Copy(edits.sorted { $0.line < $1.line })
    while let line = try lines.next() {
      copy.add(line, lines.form, mark: lines.mark)
      if copy.bytes.count >= Self.pieceSize { try write(copy.take()) }
    }
    copy.finish(lines.form)
    try write(copy.take())
  }

  private static let pieceSize = 1 << 18

  /// The new file while it is made.
  private struct Copy {
    private(set) var bytes: [UInt8] = []
    private var rest: ArraySlice<Edit>
    private var number = 0
    private var lineEnd: [UInt8]?
    /// Whether what has been written last is a line without its end.
    private var isOpen = false

    init(_ edits: [Edit]) { rest = edits[...] }

    mutating func take() -> [UInt8] {
      defer { bytes.removeAll(keepingCapacity: true) }
      return bytes
    }

    mutating func add(_ line: RawLine, _ form: TextForm, mark: [UInt8]) {
      if number == 0 { bytes += mark }
      number += 1
      if !line.end.isEmpty { lineEnd = Array(line.end) }
      var content = line.bytes
      var isReplaced = false
      while let edit = rest.first {
        if case .prompt(let at, let old, let new) = edit, at == number {
          content = Self.replaced(content, old, new, form)
          rest.removeFirst()
          continue
        }
        guard case .output(let range, let new, let indentation, let hasDirectives) = edit,
          range.lowerBound <= number
        else { break }
        if range.isEmpty {
          write(new, indentation, form)
          rest.removeFirst()
          continue
        }
        if range.contains(number) {
          // Directives between the lines stay, in front of them.
          isReplaced = !(hasDirectives && Self.isDirective(form.decode(line.bytes), indentation))
          guard number == range.upperBound - 1 else { break }
          if !isReplaced { append(content, line.end) }
          write(new, indentation, form, isLast: line.end.isEmpty)
          rest.removeFirst()
          return
        }
        rest.removeFirst()
      }
      if !isReplaced { append(content, line.end) }
    }

    private static func isDirective(_ line: String?, _ indentation: String) -> Bool {
      guard let line else { return false }
      return MarkdownFence.Margin(text: indentation).content(line[...])?.hasPrefix("//") ?? false
    }

    /// What comes behind the last line.
    mutating func finish(_ form: TextForm) {
      for edit in rest {
        if case .output(_, let new, let indentation, _) = edit {
          write(new, indentation, form, isLast: isOpen)
        }
      }
      rest = []
    }

    private mutating func append(_ content: ArraySlice<UInt8>, _ end: ArraySlice<UInt8>) {
      bytes += content
      bytes += end
      isOpen = end.isEmpty
    }

    /// - Parameter isLast: whether the file ends here, without a line end.
    private mutating func write(
      _ lines: [String], _ indentation: String, _ form: TextForm, isLast: Bool = false
    ) {
      let end = lineEnd ?? form.encode("\n")
      var bare = indentation
      while bare.last?.isWhitespace == true { bare.removeLast() }
      for line in lines {
        if isOpen { bytes += end }
        bytes += form.encode(line.isEmpty ? bare : indentation + line)
        isOpen = true
      }
      if isOpen, !lines.isEmpty, !isLast {
        bytes += end
        isOpen = false
      }
    }

    private static func replaced(
      _ content: ArraySlice<UInt8>, _ old: String, _ new: String, _ form: TextForm
    ) -> ArraySlice<UInt8> {
      guard let text = form.decode(content), let place = text.firstRange(of: old) else {
        return content
      }
      return form.encode(text.replacingCharacters(in: place, with: new))[...]
    }
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + self[range.upperBound...]
  }
}
