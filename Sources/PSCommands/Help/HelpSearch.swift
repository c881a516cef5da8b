import PSEngine

/// Finds what `Get-Help` shows.
struct HelpSearch {
  private let context: CommandContext
  private let session: SessionState
  private let scope: VariableScope
  private let titles: HelpTitles

  init(_ context: CommandContext) {
    self.context = context
    session = context.session
    scope = context.execution.scope
    titles = HelpTitles(culture: context.session.configuration.culture)
  }

  /// The pages on things that are no commands, such as settings; `nil` when nobody knows the word.
  func pages(on subject: String, named name: String) -> [HelpPage]? {
    session.help.subjects[subject.lowercased()].map { topics in
      topics(name, session).map {
        HelpPage(topic: $0, command: nil, detail: .standard, titles: titles)
      }
    }
  }

  /// The pages for a name: one for an exact name; for a pattern, or a word that is no name, all whose
  /// name fits.
  func pages(for name: String, at path: String?, detail: HelpPage.Detail) async throws
    -> [HelpPage]
  {
    let pathId = await lastElement(of: path)
    guard !WildcardPattern.containsWildcards(name) else {
      return matching(name, detail: detail)
    }
    if let page = await exact(name, at: path ?? ".", pathId: pathId, detail: detail) {
      return [page]
    }
    return matching("*\(name)*", detail: detail)
  }

  private func exact(
    _ name: String, at path: String, pathId: String?, detail: HelpPage.Detail
  ) async -> HelpPage? {
    if let command = command(named: name, depth: 0) {
      let topic = session.help.topic(command.name, pathId: pathId)
      let signature = try? await DynamicSyntax(context).signature(of: command, at: path)
      return HelpPage(
        topic: topic, command: command, detail: detail, titles: titles, signature: signature)
    }
    guard let topic = session.help.topic(name) ?? session.help.topic("about_" + name) else {
      return nil
    }
    return HelpPage(topic: topic, command: nil, detail: detail, titles: titles)
  }

  /// Aliases lead to the command that they stand for.
  private func command(named name: String, depth: Int) -> CommandInfo? {
    if depth < 16, let alias = session.aliases.find(name, from: scope),
      case .alias(let target) = alias.implementation
    {
      return command(named: target, depth: depth + 1)
    }
    let plain = name.split(separator: "\\").last.map(String.init) ?? name
    return scope.function(plain.lowercased()) ?? session.commands.cmdlet(plain)
  }

  private func matching(_ name: String, detail: HelpPage.Detail) -> [HelpPage] {
    let pattern = WildcardPattern(name)
    let commands = session.commands.functions(from: scope) + session.commands.allCmdlets
    let pages = commands.filter { pattern.matches($0.name) }.map {
      HelpPage(
        topic: session.help.topic($0.name), command: $0, detail: detail, titles: titles)
    }
    let known = Set(commands.map { $0.name.lowercased() })
    let topics = session.help.all.filter {
      pattern.matches($0.name) && !known.contains($0.name.lowercased())
    }
    return pages
      + topics.map {
        HelpPage(topic: $0, command: nil, detail: detail, titles: titles)
      }
  }

  /// Providers may have help of their own for the last element of a path (`provider.md` 10.10).
  private func lastElement(of path: String?) async -> String? {
    guard let target = try? await context.makeProviderContext().resolve(path ?? ".", true).first
    else { return nil }
    return target.name
  }
}
