import PSEngine

/// What completion offers for parameters that no type describes.
enum CompletionSources {
  static func define(in registrar: ModuleRegistrar) {
    add("HelpSubject", to: registrar) { subjects($0).map(\.name) }
    add("HelpTopic", to: registrar) { context in
      let commands =
        context.session.commands.allCmdlets
        + context.session.commands.functions(from: context.scope)
      let settings = subjects(context).map { ProviderPath.childName($0.name) }
      let topics = context.session.help.all.map(\.name)
      return unique(commands.map(\.name) + topics + settings)
    }
    add("HelpCategory", to: registrar) { _ in
      ["Alias", "Application", "Cmdlet", "Function", "HelpFile", "Provider", "Setting"]
    }
    add("Module", to: registrar) { $0.session.modules.map(\.name).sorted() }
    add("ItemType", to: registrar) { _ in ["Directory", "File", "SymbolicLink"] }
    add("Verb", to: registrar) { unique(parts(of: $0).map(\.verb)) }
    add("Noun", to: registrar) { unique(parts(of: $0).map(\.noun)) }
    add("Alias", to: registrar) { unique($0.session.aliases.all(from: $0.scope).map(\.name)) }
    add("Variable", to: registrar) { $0.scope.visibleVariables.map(\.name) }
    add("Drive", to: registrar) { $0.session.drives.all(from: $0.scope).map(\.name) }
  }

  /// Adds a source by all that it has; what begins with the typed text is offered.
  private static func add(
    _ name: String, to registrar: ModuleRegistrar,
    _ candidates: @escaping (ExecutionContext) -> [String]
  ) {
    registrar.add(completionSource: name) { prefix, context in
      candidates(context).filter { $0.hasPrefixIgnoringCase(prefix) }
    }
  }

  private static func subjects(_ context: ExecutionContext) -> [HelpTopic] {
    context.session.help.subjects.values.flatMap { $0("*", context.session) }
  }

  private static func parts(of context: ExecutionContext) -> [(verb: String, noun: String)] {
    context.session.commands.allCmdlets.compactMap { command in
      let parts = command.name.split(separator: "-", maxSplits: 1).map(String.init)
      return parts.count == 2 ? (parts[0], parts[1]) : nil
    }
  }

  private static func unique(_ names: [String]) -> [String] {
    Set(names).sorted { $0.lowercased() < $1.lowercased() }
  }
}
