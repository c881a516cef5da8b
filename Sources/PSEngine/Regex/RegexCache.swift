/// The patterns that a session used last, compiled.
final class RegexCache {
  private struct Key: Hashable {
    let source: String
    let options: RegexOptions
  }

  private var patterns: [Key: PSPattern] = [:]

  func pattern(_ source: String, _ options: RegexOptions) throws(RegexSyntaxError) -> PSPattern {
    let key = Key(source: source, options: options)
    if let known = patterns[key] { return known }
    let made = try PSPattern(source, options)
    if patterns.count >= 200 { patterns.removeAll(keepingCapacity: true) }
    patterns[key] = made
    return made
  }
}

extension SessionState {
  /// A compiled pattern.
  /// - Throws: ``PSRuntimeError`` `System.ArgumentException` for what is no regular expression.
  public func pattern(_ source: String, _ options: RegexOptions) throws(PSRuntimeError) -> PSPattern
  {
    do {
      return try service(RegexCache.self) { RegexCache() }.pattern(source, options)
    } catch {
      throw PSRuntimeError(
        error.message, id: "System.ArgumentException", category: .operationStopped,
        exception: "System.ArgumentException")
    }
  }
}

extension RegexTimeout {
  /// The error as the language sees it.
  var runtimeError: PSRuntimeError {
    PSRuntimeError(
      message, id: "System.Text.RegularExpressions.RegexMatchTimeoutException",
      category: .operationStopped,
      exception: "System.Text.RegularExpressions.RegexMatchTimeoutException")
  }
}
