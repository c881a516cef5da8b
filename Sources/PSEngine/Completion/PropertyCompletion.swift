import PSLanguage

/// Names of the properties of what comes through the pipeline.
///
/// No command is run to learn them: a variable is looked into, and for `Get-ChildItem` and `Get-Item`
/// the provider is asked once.
struct PropertyCompletion {
  private static let passing: Set<String> = ["sort-object", "tee-object", "where-object"]

  private let context: ExecutionContext

  init(_ context: ExecutionContext) { self.context = context }

  /// The names in the order of the objects; none when nobody knows what will come.
  /// - Parameter tokens: what stands before the command, up to its `|`.
  func names(behind tokens: ArraySlice<Token>) async -> [String] {
    var seen: Set<String> = []
    return await sample(behind: tokens).prefix(Sample.limit).flatMap {
      MemberAccess.properties(of: $0).map(\.name)
    }.filter { seen.insert($0.lowercased()).inserted }
  }

  /// What stands before the command whose block is open at the end.
  static func block(_ tokens: [Token]) -> ArraySlice<Token> {
    var depth = 0
    for index in tokens.indices.reversed() where tokens[index].kind == .bracket {
      let text = tokens[index].text
      if "})]".contains(text.last ?? " ") {
        depth += 1
      } else if depth > 0 {
        depth -= 1
      } else if text == "{" {
        return tokens[..<CommandWord.command(in: tokens[..<index]).startIndex]
      }
    }
    return []
  }

  private func sample(behind tokens: ArraySlice<Token>) async -> [PSValue] {
    guard let mark = tokens.last, mark.kind == .operatorSymbol, mark.text == "|" else { return [] }
    let own = CommandWord.command(in: tokens.dropLast())
    guard let first = own.first else { return [] }
    if first.kind == .variable, own.count == 1 {
      return context.scope.find(VariablePath(String(first.text.dropFirst())))?.value.enumerated
        ?? []
    }
    let name = CommandWord.unquoted(first.text)
    guard let command = context.resolveFully(command: name), command.kind == .cmdlet
    else { return [] }
    switch command.name.lowercased() {
    case "get-childitem": return await items(own.dropFirst(), children: true)
    case "get-item": return await items(own.dropFirst(), children: false)
    case let name where Self.passing.contains(name):
      return await sample(behind: tokens[..<own.startIndex])
    default: return []
    }
  }

  private func items(_ arguments: ArraySlice<Token>, children: Bool) async -> [PSValue] {
    let words: [TokenKind] = [.word, .stringLiteral, .number]
    guard arguments.allSatisfy({ words.contains($0.kind) || $0.kind == .parameter }) else {
      return []
    }
    let path = arguments.first { words.contains($0.kind) }.map { CommandWord.unquoted($0.text) }
    guard let place = try? PathResolver(context).locate(path ?? ".") else { return [] }
    let found = Sample()
    let asking = ProviderContext(context, output: found)
    asking.takesRecentReads = true
    asking.enter(place)
    let provider = place.provider.provider
    if children {
      try? await provider.getChildItems(place.providerPath, asking)
    } else {
      try? await provider.getItem(place.providerPath, asking)
    }
    return found.values
  }
}

/// The first objects that a provider writes; it is stopped when they are enough.
private final class Sample: OutputSink {
  /// Of a container with very many children the first ones show what there is.
  static let limit = 100

  var values: [PSValue] = []

  func write(_ value: PSValue) async throws {
    values.append(value)
    if values.count >= Self.limit { throw CancellationError() }
  }
}
