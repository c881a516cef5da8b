import PSEngine

/// `Get-ChildItem`: the children of containers (`provider.md` 10.2).
final class GetChildItem: ItemCommand {
  private static let itemsSet = "Items"
  private static let literalItemsSet = "LiteralItems"

  static let path = Parameter<[String]>(
    "Path", sets: [itemsSet], position: 0, pipeline: [.byValue, .byPropertyName],
    completion: .path, help: "The containers; the current location without it.")
  static let literalPath = Parameter<[String]>(
    "LiteralPath", aliases: ["PSPath"], sets: [literalItemsSet], mandatory: true,
    pipeline: .byPropertyName, completion: .path,
    help: "The containers; taken as they are written.")
  static let filter = Parameter<String>(
    "Filter", position: 1, help: "A filter in the provider's own form; only files have one.")
  static let recurse = Parameter<SwitchParameter>(
    "Recurse", aliases: ["s"], help: "Lists everything below as well.")
  static let depth = Parameter<Int32>(
    "Depth", validations: [.range(0, Int64(Int32.max))], help: "How many levels deep.")
  static let name = Parameter<SwitchParameter>("Name", help: "Gives names only.")

  override class var operation: ProviderOperation { .getChildItems }
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-ChildItem",
      parameters: [
        path.definition, literalPath.definition, filter.definition,
        ItemParameters.include.definition, ItemParameters.exclude.definition,
        recurse.definition, depth.definition, ItemParameters.force.definition, name.definition,
      ], defaultSet: itemsSet, supportsTransactions: true,
      synopsis: "Gets the items in a container.")
  }

  override func boundPaths(_ context: CommandContext) -> (paths: [String], isLiteral: Bool) {
    if let literal = context[Self.literalPath] { return (literal, true) }
    return (context[Self.path] ?? ["."], false)
  }

  override func processRecord(_ context: CommandContext) async throws {
    let (paths, isLiteral) = boundPaths(context)
    for path in paths {
      try await context.reportingPathErrors {
        let hasWildcards = !isLiteral && WildcardPattern.containsWildcards(path)
        if recurses(context) {
          try await listTree(path, isLiteral, hasWildcards, context)
        } else {
          for target in try await access(context).resolve(path, isLiteral) {
            try await list(target, context)
          }
        }
      }
    }
  }

  private func recurses(_ context: CommandContext) -> Bool {
    context[Self.recurse] || context.isBound(Self.depth)
  }

  // MARK: One level

  private func list(_ target: ItemTarget, _ context: CommandContext) async throws {
    let provider = access(context).entering(target)
    let implementation = target.implementation
    let names = NameFilter(context)
    try context.checkSupport(of: target)
    if target.isMatch {
      // What a wildcard names is listed itself, not its children.
      guard names.passes(target.name) else { return }
      if context[Self.name] { return try await context.write(.string(target.name)) }
      return try await implementation.getItem(target.path, provider)
    }
    guard try await implementation.itemExists(target.path, provider) else {
      throw PathErrors.missing(target.shown)
    }
    let isContainer = try await implementation.isItemContainer(target.path, provider)
    if context[Self.name] {
      guard isContainer else { return try await context.write(.string(target.name)) }
      for child in try await implementation.getChildNames(target.path, provider)
      where names.passes(child.name) {
        try await context.write(.string(child.name))
      }
    } else if !isContainer {
      if names.passes(target.name) { try await implementation.getItem(target.path, provider) }
    } else if names.isEmpty {
      try await implementation.getChildItems(target.path, provider)
    } else {
      for child in try await implementation.getChildNames(target.path, provider)
      where names.passes(child.name) {
        try await implementation.getItem(target.join(target.path, child.name), provider)
      }
    }
  }

  // MARK: Recursion

  private func listTree(
    _ path: String, _ isLiteral: Bool, _ hasWildcards: Bool, _ context: CommandContext
  ) async throws {
    var targets: [ItemTarget] = []
    var searched: String?
    if let whole = try await access(context).resolve(path, true).first, !hasWildcards {
      let provider = access(context).entering(whole)
      if try await whole.provider.provider.isItemContainer(whole.path, provider) {
        targets = [whole]
      } else if let parent = whole.parent {
        // A last element that is no container is a name to look for below its parent.
        targets = [parent]
        searched = whole.name
      }
    } else if let cut = PathText.split(path), !WildcardPattern.containsWildcards(cut.folder) {
      targets = try await access(context).resolve(cut.folder.isEmpty ? "." : cut.folder, true)
      searched = cut.leaf == "*" ? nil : cut.leaf
    } else {
      targets = try await access(context).resolve(path, isLiteral)
    }
    for target in targets {
      try await listBelow(target, searching: searched, context)
    }
  }

  private func listBelow(
    _ target: ItemTarget, searching searched: String?, _ context: CommandContext
  ) async throws {
    let provider = access(context).entering(target)
    let implementation = target.implementation
    try context.checkSupport(of: target)
    guard !context.isBound(Self.depth) || implementation.supportsDepth else {
      throw PathErrors.unsupported(
        "The provider '\(target.provider.name)' does not support the 'Depth' parameter.")
    }
    guard try await implementation.itemExists(target.path, provider) else {
      throw PathErrors.missing(target.shown)
    }
    let depth = context[Self.depth].map(Int.init)
    let names = NameFilter(context, alsoIncluding: searched.map { [$0] } ?? [])
    if names.isEmpty && !context[Self.name] {
      return try await list(target, target.path, provider, depth ?? ItemTree.depthLimit, context)
    }
    try await ItemTree.walk(target, provider, depth: depth) { child, path in
      guard names.passes(child.name) else { return }
      if context[Self.name] {
        try await context.write(.string(target.relative(path)))
      } else {
        try await implementation.getItem(path, provider)
      }
    }
  }

  /// Children of a node as its provider lists them, then those of each container among them, or
  /// where the provider wants it each child with what is below it.
  private func list(
    _ target: ItemTarget, _ path: String, _ provider: ProviderContext, _ depth: Int,
    _ context: CommandContext
  ) async throws {
    try Task.checkCancellation()
    let implementation = target.implementation
    try await context.reportingPathErrors {
      let entersEach = depth > 0 && implementation.entersEachChild(of: path)
      let items = ArrayCollector()
      try await implementation.getChildItems(
        path, entersEach ? provider.collecting(into: items) : provider)
      guard depth > 0 else { return }
      for (index, child) in try await implementation.getChildNames(path, provider).enumerated() {
        if entersEach, items.values.indices.contains(index) {
          try await context.write(items.values[index])
        }
        guard child.isContainer && child.isEntered else { continue }
        let below = target.join(path, child.name)
        try await list(target, below, provider, depth - 1, context)
      }
    }
  }
}
