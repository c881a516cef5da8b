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

  /// The page that is shown when nothing is asked for.
  static let start = "default"

  /// What is shown when nothing is asked for: without files of help, that on help itself.
  var startName: String { session.help.topic(Self.start) == nil ? "Get-Help" : Self.start }

  /// The pages on things that are no commands, such as settings; `nil` when nobody knows the word.
  func pages(on subject: String, named name: String) -> [HelpPage]? {
    session.help.subjects[subject.lowercased()].map { topics in
      topics(name, session).map { page($0) }
    }
  }

  /// The pages for a name: one for an exact name; the settings of that name; for a pattern, or a word
  /// that is no name, all whose name fits; and at last all in whose text the word stands.
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
    if let all = pages(on: name, named: "*") { return all }
    let subjects = subjects(named: name)
    if !subjects.isEmpty { return subjects.map { page($0) } }
    let found = matching("*\(name)*", detail: detail)
    return found.isEmpty ? mentioning(name, detail: detail) : found
  }

  private func page(_ topic: HelpTopic, detail: HelpPage.Detail = .standard) -> HelpPage {
    HelpPage(topic: topic, command: nil, detail: detail, titles: titles)
  }

  /// Things that are no commands and have exactly this name, or end with it; or whose name ends a path.
  private func subjects(named name: String) -> [HelpTopic] {
    session.help.subjects.values.flatMap { $0(name, session) }.filter {
      $0.name.equalsIgnoringCase(name) || ProviderPath.childName($0.name).equalsIgnoringCase(name)
        || WildcardPattern("*:*\\\($0.name)").matches(name)
    }
  }

  private func exact(
    _ name: String, at path: String, pathId: String?, detail: HelpPage.Detail
  ) async -> HelpPage? {
    if let command = command(named: name, depth: 0) {
      let topic = session.help.topic(command.name, pathId: pathId)
      if topic == nil, let other = Self.forwarding(command) {
        return await exact(other, at: path, pathId: pathId, detail: detail)
      }
      let signature = try? await DynamicSyntax(context).signature(of: command, at: path)
      return HelpPage(
        topic: topic, command: command, detail: detail, titles: titles, signature: signature)
    }
    guard let topic = session.help.topic(name) ?? session.help.topic("about_" + name) else {
      return nil
    }
    return page(topic, detail: detail)
  }

  /// The cmdlet whose help a function shows: the one that its comment names, or the only one that it
  /// runs.
  private static func forwarding(_ command: CommandInfo) -> String? {
    if let named = command.forwardHelpTarget { return named }
    guard case .function(let body) = command.implementation else { return nil }
    let lines = TextLines.split(body.text)
    guard lines.count == 1, let first = lines[0].split(separator: " ").first,
      first.contains("-"), first.allSatisfy({ $0.isLetter || $0 == "-" }),
      !first.equalsIgnoringCase(command.name), !lines[0].contains(where: { ";|&{(".contains($0) })
    else { return nil }
    return String(first)
  }

  // MARK: When nothing is found

  /// Pages with a word in their text.
  private func mentioning(_ word: String, detail: HelpPage.Detail) -> [HelpPage] {
    guard word.count > 2 else { return [] }
    return session.help.all.filter { $0.mentions(word) }.map { topic in
      HelpPage(
        topic: topic, command: command(named: topic.name, depth: 0), detail: detail,
        titles: titles)
    }
  }

  /// A command of PowerShell that is not here, by its name or an alias.
  func absentCommand(_ name: String) -> String? {
    if let alias = session.aliases.find(name, from: scope),
      case .alias(let target) = alias.implementation
    {
      return KnownCommands.unsupported(target)
    }
    return KnownCommands.unsupported(name)
  }

  /// What was probably meant: a command or topic, or a setting with what stands in front of its name.
  func nearest(to name: String) -> String? {
    let subject = name.prefix { $0 != " " }
    if subject.count < name.count, let topics = session.help.subjects[subject.lowercased()] {
      let names = topics("*", session).flatMap { [ProviderPath.childName($0.name), $0.name] }
      let wanted = String(name.dropFirst(subject.count + 1))
      return Suggestions.nearest(to: wanted, among: names).map { "\(subject) \($0)" }
    }
    let names =
      session.commands.allCmdlets.map(\.name) + session.commands.functions(from: scope).map(\.name)
      + session.help.all.map(\.name)
      + session.aliases.all(from: scope).map(\.name).filter { $0.count > 3 }
      + session.help.subjects.values.flatMap {
        $0("*", session).map { ProviderPath.childName($0.name) }
      }
    return Suggestions.nearest(to: name, among: names)
  }

  /// Aliases lead to the command that they stand for.
  private func command(named name: String, depth: Int) -> CommandInfo? {
    if depth < 16, let alias = session.aliases.find(name, from: scope),
      case .alias(let target) = alias.implementation
    {
      return command(named: target, depth: depth + 1)
    }
    if let function = scope.function(name.lowercased()) { return function }
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

extension HelpTopic {
  /// Whether a word stands somewhere in the page, letter case ignored.
  fileprivate func mentions(_ word: String) -> Bool {
    let texts =
      [synopsis, text, notes] + sections.map(\.text)
      + examples.flatMap { [$0.title, $0.code, $0.remarks] }
    let pattern = WildcardPattern("*\(WildcardPattern.escape(word))*")
    return texts.contains { pattern.matches($0) }
  }
}
