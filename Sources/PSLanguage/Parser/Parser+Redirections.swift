extension Parser {
  /// All redirections that stand here.
  mutating func parseRedirections() throws(SyntaxError) -> [RedirectionAst] {
    var list: [RedirectionAst] = []
    while let redirection = try parseRedirection(behind: list) {
      list.append(redirection)
      try lexer.skipBlanks()
    }
    return list
  }

  /// A redirection, if one stands here; `earlier` are those of the same command.
  mutating func parseRedirection(
    behind earlier: [RedirectionAst]
  ) throws(SyntaxError) -> RedirectionAst? {
    let start = lexer.position
    if lexer.byte() == 0x3C {
      throw lexer.failure(.redirectionNotSupported("<"), start, start + 1)
    }
    guard let stream = peekRedirectedStream() else { return nil }
    lexer.position += lexer.byte() == 0x3E ? 1 : 2
    if lexer.byte() == 0x26 { return try parseMerging(stream, from: start, behind: earlier) }
    let isAppending = lexer.byte() == 0x3E
    if isAppending { lexer.position += 1 }
    lexer.record(.redirection, from: start)
    let operatorEnd = lexer.position
    try checkStream(stream, behind: earlier, from: start)
    try lexer.skipBlanks()
    switch lexer.byte() {
    case 0, 0x0A, 0x0D, 0x26, 0x29, 0x2C, 0x3B, 0x3C, 0x3E, 0x7C, 0x7D:
      let isAtEnd = lexer.isAtEnd
      throw lexer.failure(
        .missingFileSpecification, operatorEnd, operatorEnd, isIncomplete: isAtEnd)
    default: break
    }
    let location = try parseArgument(role: .redirectionTarget)
    return .file(
      FileRedirectionAst(
        stream: stream, location: location, isAppending: isAppending,
        extent: extent(from: start)))
  }

  /// A digit or `*` counts only directly before `>`.
  private func peekRedirectedStream() -> RedirectionStream? {
    let first = lexer.byte()
    if first == 0x3E { return .output }
    guard lexer.byte(1) == 0x3E else { return nil }
    if first == 0x2A { return .all }
    return (0x31...0x36).contains(first) ? RedirectionStream(rawValue: Int(first) - 0x30) : nil
  }

  private mutating func parseMerging(
    _ stream: RedirectionStream, from start: Int, behind earlier: [RedirectionAst]
  ) throws(SyntaxError) -> RedirectionAst {
    lexer.position += 1
    let digit = lexer.byte()
    if (0x31...0x36).contains(digit) { lexer.position += 1 }
    let text = lexer.text(from: start)
    guard digit == 0x31, stream != .output else {
      throw lexer.failure(.redirectionNotSupported(text), start, lexer.position)
    }
    lexer.record(.redirection, from: start)
    try checkStream(stream, behind: earlier, from: start)
    return .merging(
      MergingRedirectionAst(from: stream, to: .output, extent: extent(from: start)))
  }

  private func checkStream(
    _ stream: RedirectionStream, behind earlier: [RedirectionAst], from start: Int
  ) throws(SyntaxError) {
    let isTaken = earlier.contains { redirection in
      switch redirection {
      case .file(let ast): ast.stream == stream
      case .merging(let ast): ast.from == stream
      }
    }
    if isTaken {
      throw lexer.failure(.streamAlreadyRedirected(stream.name), start, lexer.position)
    }
  }
}

extension RedirectionStream {
  /// The name in messages.
  var name: String {
    switch self {
    case .all: "all"
    case .output: "output"
    case .error: "error"
    case .warning: "warning"
    case .verbose: "verbose"
    case .debug: "debug"
    case .information: "information"
    }
  }
}
