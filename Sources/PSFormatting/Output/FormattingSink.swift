public import PSEngine

/// An output that formats what it gets and passes finished lines on: the text side of `>` and `>>`,
/// of `Out-File` and of transcripts. Lines come without line ends.
public final class FormattingSink: OutputSink {
  private let formatter: ObjectFormatter
  private let take: ([String]) async throws -> Void

  /// Makes a sink.
  /// - Parameters:
  ///   - context: where properties are read.
  ///   - lineWidth: cells that a line may take; one less than the host has when it is `nil`.
  ///   - take: gets the lines as they are finished.
  public init(
    in context: ExecutionContext, lineWidth: Int? = nil,
    _ take: @escaping ([String]) async throws -> Void
  ) {
    formatter = ObjectFormatter(in: context, lineWidth: lineWidth, isText: true)
    self.take = take
  }

  /// Formats a value.
  public func write(_ value: PSValue) async throws {
    try await pass(formatter.write(value))
  }

  /// Ends the run and passes the rest on.
  public func finish() async throws {
    try await pass(formatter.finish())
  }

  private func pass(_ lines: [OutputLine]) async throws {
    if !lines.isEmpty { try await take(lines.map(\.text)) }
  }
}
