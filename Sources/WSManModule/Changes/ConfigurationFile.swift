import PSEngine

/// The file of an exported configuration.
struct ConfigurationFile {
  private let place: ResolvedPath
  private let provider: ProviderContext

  /// Finds the file that a path names; it need not exist.
  /// - Throws: ``PSRuntimeError`` for an unknown drive or one without files.
  init(_ path: String, _ context: CommandContext) throws {
    place = try PathResolver(context.execution).locate(
      InputFile.onFileSystem(WildcardPattern.unescape(path), context))
    guard place.provider.provider.hasContent else {
      throw context.terminate(
        ErrorRecord(
          PSException(
            "System.Management.Automation.PSNotSupportedException",
            "The provider '\(place.provider.name)' has no files. Give a path such as C:\\web01.xml."
          ),
          id: "NotFileSystem", category: .invalidArgument, target: .string(path)))
    }
    provider = ProviderContext(context.execution, command: context)
    provider.enter(place)
  }

  /// The path as messages show it.
  var shown: String { place.displayPath }

  /// Whether the file exists.
  func exists() async throws -> Bool {
    try await place.provider.provider.itemExists(place.providerPath, provider)
  }

  /// Replaces the file.
  /// - Parameter force: whether also a read-only one.
  func write(_ lines: [String], force: Bool) async throws {
    provider.force = force
    try await place.provider.provider.setContent(
      place.providerPath, lines.map { .string($0) }, append: false, provider)
  }
}
