import PSLanguage

// What happens with an error that ends a statement.
extension ExecutionContext {
  /// Reports an error that nothing caught: `$Error`, `$?` and the error stream.
  public func report(_ error: PSRuntimeError) async throws {
    let record = error.record
    session.addError(record)
    session.lastSucceeded = false
    if record.invocation == nil { record.invocation = invocation }
    let action =
      variable("ErrorActionPreference").flatMap { ActionPreference(reading: $0) } ?? .continue
    if action == .silentlyContinue || action == .ignore { return }
    try await streams.error.write(.object(record))
  }

  /// Notes where an error of the language itself arose; errors of commands know it already.
  func locate(_ record: ErrorRecord, at extent: ScriptExtent) {
    if record.stackTrace == nil {
      record.stackTrace = stackTrace(from: record.errorExtent ?? extent)
    }
    guard record.invocation == nil else { return }
    record.invocation = InvocationInfo(
      command: nil, invocationName: "", extent: record.errorExtent ?? extent)
    if record.errorExtent == nil { record.errorExtent = extent }
    if record.idSuffix == nil { record.idSuffix = "" }
    if record.activity == nil { record.activity = "" }
  }

  /// `at Name, file: line n` for this call and each one that led to it.
  private func stackTrace(from extent: ScriptExtent) -> String {
    var lines: [String] = []
    var context: ExecutionContext? = self
    var place: ScriptExtent? = extent
    while let current = context, lines.count < Self.longestStackTrace {
      let name = current.invocation?.command?.name ?? "<ScriptBlock>"
      let line = place?.startPosition.lineNumber ?? 1
      lines.append("at \(name), \(place?.fileName ?? "<No file>"): line \(line)")
      place = current.invocation?.extent
      // Blocks that run within a call are no calls of their own.
      context = current.caller
      while let outer = context, outer.invocation === current.invocation { context = outer.caller }
    }
    return lines.joined(separator: "\n")
  }

  private static var longestStackTrace: Int { 100 }
}
