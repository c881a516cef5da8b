public import PSEngine

/// Objects in, lines out: what `Out-Default`, `Out-String`, `Out-File`, redirections and transcripts
/// share (`language.md` 10.1).
public final class ObjectFormatter {
  private let generator: FormatGenerator
  private let writer: FormatWriter

  /// Prepares a formatting run.
  /// - Parameters:
  ///   - context: where properties are read.
  ///   - lineWidth: cells that a line may take; one less than the host has when it is `nil`.
  ///   - groupingDelay: how long a table without widths may be collected; see ``FormatWriter``.
  ///   - isText: whether the lines become a string or a file: PowerShell 7 then limits only tables
  ///     and wide listings, unless a width is given.
  public init(
    in context: ExecutionContext, lineWidth: Int? = nil, groupingDelay: Duration? = nil,
    isText: Bool = false
  ) {
    let style = OutputStyle(for: context)
    let width = lineWidth ?? context.host.width - 1
    generator = FormatGenerator(FormatRequest(), in: context, style: style, lineWidth: width)
    let isUnlimited = isText && lineWidth == nil && style.edition == .core
    writer = FormatWriter(
      lineWidth: width, textWidth: isUnlimited ? FormatWriter.unlimitedWidth : nil, style: style,
      groupingDelay: groupingDelay)
  }

  /// Takes the next object.
  /// - Returns: the lines that are finished.
  public func write(_ value: PSValue) async throws -> [OutputLine] {
    if case .object(let object) = value, let format = object as? FormatObject {
      endOwnDocument()
      writer.write(format.record)
    } else {
      try await generator.add(value)
      passRecords()
    }
    return writer.takeLines()
  }

  /// Ends the run.
  /// - Returns: the rest of the lines.
  public func finish() -> [OutputLine] {
    endOwnDocument()
    if writer.isInsideDocument { writer.write(.end) }
    return writer.takeLines()
  }

  private func endOwnDocument() {
    generator.finish()
    passRecords()
  }

  private func passRecords() {
    for record in generator.takeRecords() { writer.write(record) }
  }
}

extension OutputStyle {
  /// The layout that a session asks for: edition, `$ErrorView`, `$FormatEnumerationLimit`.
  public init(for context: ExecutionContext) {
    self.init(context.session.configuration.persona == .desktop ? .desktop : .core)
    if let name = context.variable("ErrorView"),
      let view = ErrorView(name: TextConversion.text(of: name))
    {
      errorView = view
    }
    if let limit = context.variable("FormatEnumerationLimit"),
      let number = Int(TextConversion.text(of: limit))
    {
      enumerationLimit = number
    }
  }
}
