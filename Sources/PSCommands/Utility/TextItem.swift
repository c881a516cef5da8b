import PSEngine

/// The content of an item as one text, for commands that read or write whole files.
struct TextItem {
  private let place: ResolvedPath
  private let context: CommandContext

  /// The item that a path means; it need not exist.
  init(_ path: String, _ context: CommandContext) throws {
    self.init(try PathResolver(context.execution).locate(path), context)
  }

  private init(_ place: ResolvedPath, _ context: CommandContext) {
    self.place = place
    self.context = context
  }

  /// The existing items that a path with wildcards names.
  static func all(_ path: String, _ context: CommandContext) async throws -> [TextItem] {
    let lookup = ProviderContext(context.execution, command: context, output: ArrayCollector())
    return try await PathResolver(context.execution).resolve(path, lookup).map {
      TextItem($0, context)
    }
  }

  /// The path as messages show it.
  var shown: String { place.displayPath }

  private func provider() -> ProviderContext {
    let provider = ProviderContext(context.execution, command: context, output: ArrayCollector())
    provider.enter(place)
    return provider
  }

  /// Whether the item exists.
  func exists() async throws -> Bool {
    try await place.provider.provider.itemExists(place.providerPath, provider())
  }

  /// The whole text; a byte-order mark decides about the encoding.
  func read(encoding: TextFileEncoding? = nil) async throws -> String {
    let provider = provider()
    provider.defaults["raw"] = .bool(true)
    if let encoding { provider.defaults["encoding"] = encoding.value }
    let content = try await place.provider.provider.getContent(place.providerPath, provider)
    return TextConversion.text(of: content, separator: "\n")
  }

  /// Writes lines.
  func write(
    _ lines: [String], append: Bool, force: Bool, encoding: TextFileEncoding
  ) async throws {
    let provider = provider()
    provider.force = force
    provider.defaults["encoding"] = encoding.value
    try await place.provider.provider.setContent(
      place.providerPath, lines.map { .string($0) }, append: append, provider)
  }
}
