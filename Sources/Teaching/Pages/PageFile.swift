import PSEngine

/// A file that a page is written to.
struct PageFile {
  private let place: ResolvedPath
  private let provider: ProviderContext

  /// Finds the file that a path names; it need not exist.
  /// - Throws: ``PSRuntimeError`` for an unknown drive or one without files.
  init(_ path: String, _ context: CommandContext) throws {
    place = try PathResolver(context.execution).locate(WildcardPattern.unescape(path))
    guard place.provider.provider.hasContent else {
      throw context.terminate(
        ErrorRecord(
          PSException(
            "System.Management.Automation.PSNotSupportedException",
            "The provider '\(place.provider.name)' has no files. Give a path such as C:\\trace.html."
          ),
          id: "NotFileSystem", category: .invalidArgument, target: .string(path)))
    }
    provider = ProviderContext(context.execution, command: context)
    provider.enter(place)
  }

  /// The path as messages show it.
  var shown: String { place.displayPath }

  /// Replaces the file. Pages are ASCII, so the encoding of the shell does not matter.
  /// - Parameter force: whether also a read-only one.
  func write(_ text: String, _ force: Bool) async throws {
    provider.force = force
    try await place.provider.provider.setContent(
      place.providerPath, [.string(text)], append: false, provider)
  }
}
