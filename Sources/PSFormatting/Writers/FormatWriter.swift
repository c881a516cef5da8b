/// Turns records into lines of a width: the last stage of every formatting command.
///
/// Tables with declared widths and lists go out object by object. A table whose widths follow its
/// values is collected, either the whole group or, with a grouping delay, what arrives within it;
/// rows that come later keep the widths of the first (`language.md` 10.4).
public final class FormatWriter {
  /// A width that nothing reaches.
  public static let unlimitedWidth = 1 << 30

  private let lineWidth: Int
  private let textWidth: Int
  private let style: OutputStyle
  private let groupingDelay: Duration?
  private var shape: FormatShape?
  private var layout = Layout.none
  private var collected: [FormatRecord]?
  private var collectionStart = ContinuousClock.now
  private var groups = 0
  private var lines: [OutputLine] = []

  private enum Layout {
    case none
    case table(TableWriter)
    case wide(WideWriter)
  }

  /// Prepares for lines of a width.
  /// - Parameters:
  ///   - lineWidth: cells that a line may take: one less than the terminal has.
  ///   - textWidth: the same for lists and custom views; `lineWidth` when it is `nil`.
  ///   - style: edition.
  ///   - groupingDelay: how long a table may be collected; `nil` collects whole groups, which makes
  ///     output independent of time.
  public init(
    lineWidth: Int, textWidth: Int? = nil, style: OutputStyle, groupingDelay: Duration? = nil
  ) {
    self.lineWidth = lineWidth
    self.textWidth = textWidth ?? lineWidth
    self.style = style
    self.groupingDelay = groupingDelay
  }

  /// The lines that are finished since the last call.
  public func takeLines() -> [OutputLine] {
    defer { lines.removeAll(keepingCapacity: true) }
    return lines
  }

  /// Whether a document has begun and not ended.
  public var isInsideDocument: Bool { shape != nil }

  /// Takes the next record.
  public func write(_ record: FormatRecord) {
    switch record {
    case .start(let shape):
      if self.shape != nil { write(.end) }
      self.shape = shape
      groups = 0
      appendEmpty()
    case .reshape(let shape): self.shape = shape
    case .groupStart(let header): startGroup(header)
    case .entry(let entry):
      if collected != nil {
        collect(record)
      } else {
        append(entry)
      }
    case .outOfBand(let entry):
      if collected != nil {
        collect(record)
      } else {
        appendOutOfBand(entry)
      }
    case .groupEnd: endGroup()
    case .end: endDocument()
    }
  }

  // MARK: Groups

  private func startGroup(_ header: GroupHeader?) {
    if groups > 0, !style.isDesktop { appendEmpty() }
    groups += 1
    if let header {
      if style.isDesktop { appendEmpty() }
      appendGroupLine(header)
      appendEmpty()
      if style.isDesktop { for _ in 0..<header.extraLinesBelow { appendEmpty() } }
    }
    switch shape {
    case .table(let table):
      if table.autosizes || table.columns.first?.width ?? 0 == 0 {
        collected = []
        collectionStart = .now
      } else {
        startTable(table, measuring: nil)
      }
    case .wide(let wide):
      if style.isDesktop { appendEmpty() }
      if wide.autosizes {
        collected = []
        collectionStart = .now
      } else {
        layout = .wide(WideWriter(wide, measuring: nil, lineWidth: lineWidth, style: style))
      }
    case .list:
      if style.isDesktop { appendEmpty() }
    case .custom, nil: break
    }
  }

  private func appendGroupLine(_ header: GroupHeader) {
    let text =
      String(repeating: " ", count: header.indent) + header.label + ": "
      + CellFitting.firstLine(header.value, ellipsis: style.ellipsis)
    for line in WordWrap.lines(text, width: lineWidth) {
      lines.append(OutputLine(CellFitting.trimmingEnd(line)))
    }
  }

  private func endGroup() {
    flushCollected()
    if case .wide(var writer) = layout { writer.finish(to: &lines) }
    layout = .none
    if style.isDesktop { appendEmpty() }
  }

  private func endDocument() {
    flushCollected()
    guard let shape else { return }
    self.shape = nil
    layout = .none
    if !style.isDesktop, case .list = shape { return }
    appendEmpty()
  }

  // MARK: Collecting

  private func collect(_ record: FormatRecord) {
    collected?.append(record)
    if let groupingDelay, ContinuousClock.now - collectionStart > groupingDelay { flushCollected() }
  }

  private func flushCollected() {
    guard let records = collected else { return }
    collected = nil
    switch shape {
    case .table(let table):
      startTable(
        table,
        measuring: records.compactMap {
          if case .entry(.row(let row)) = $0 { return row }
          return nil
        })
    case .wide(let wide):
      let texts = records.compactMap { record -> String? in
        if case .entry(.wide(let text)) = record { return text }
        return nil
      }
      layout = .wide(WideWriter(wide, measuring: texts, lineWidth: lineWidth, style: style))
    case .list, .custom, nil: break
    }
    for record in records { write(record) }
  }

  private func startTable(_ table: TableShape, measuring rows: [[String]]?) {
    let writer = TableWriter(table, measuring: rows, lineWidth: lineWidth, style: style)
    writer.appendHeader(to: &lines)
    layout = .table(writer)
  }

  // MARK: Objects

  private func append(_ entry: FormatEntry) {
    switch (entry, layout) {
    case (.row(let row), .table(let writer)): writer.append(row: row, to: &lines)
    case (.wide(let text), .wide(var writer)):
      layout = .none
      writer.append(text, to: &lines)
      layout = .wide(writer)
    case (.list(let fields), _):
      ListWriter.append(fields, lineWidth: textWidth, to: &lines)
      appendEmpty()
    case (.text(let texts), _): appendText(texts)
    default: appendOutOfBand(entry)
    }
  }

  private func appendOutOfBand(_ entry: FormatEntry) {
    if case .wide(var writer) = layout {
      layout = .none
      writer.finish(to: &lines)
      layout = .wide(writer)
    }
    switch entry {
    case .raw(let text):
      for line in WordWrap.split(text) { lines.append(OutputLine(line, .raw)) }
    case .text(let texts): appendText(texts)
    case .list(let fields):
      appendEmpty()
      ListWriter.append(fields, lineWidth: textWidth, to: &lines)
      appendEmpty()
    case .row(let cells): appendText([cells.joined(separator: " ")])
    case .wide(let text): appendText([text])
    case .error(let report):
      for line in ErrorView.lines(report, lineWidth: textWidth, style: style) {
        lines.append(
          OutputLine(CellFitting.trimmingEnd(line), report.isFromErrorStream ? .error : .data))
      }
    }
  }

  private func appendText(_ texts: [String]) {
    for text in texts {
      for line in WordWrap.lines(text, width: textWidth) {
        lines.append(OutputLine(CellFitting.trimmingEnd(line)))
      }
    }
  }

  private func appendEmpty() { lines.append(OutputLine("")) }
}
