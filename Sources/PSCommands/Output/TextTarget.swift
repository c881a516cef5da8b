import PSEngine
import PSFormatting

/// Where `Out-File`, `Tee-Object` and the redirections write text: the content of an item of any
/// provider that has content.
struct TextTarget {
  private let place: ResolvedPath
  private let provider: ProviderContext

  /// Finds the item that a path names; it need not exist.
  /// - Parameters:
  ///   - path: as typed.
  ///   - isLiteral: whether wildcards are plain characters.
  ///   - context: the command that writes.
  /// - Throws: ``PSRuntimeError`` for an unknown drive or a provider without content.
  init(_ path: String, isLiteral: Bool, _ context: CommandContext) throws {
    place = try PathResolver(context.execution).locate(
      isLiteral ? path : WildcardPattern.unescape(path))
    guard place.provider.provider.hasContent else {
      throw context.terminate(
        ErrorRecord(
          PSException(
            "System.Management.Automation.PSNotSupportedException",
            "The provider '\(place.provider.name)' has no content that text could be written to. "
              + "Give a path of a file, such as C:\\out.txt."),
          id: "ReadWriteFileNotFileSystemProvider", category: .invalidArgument,
          target: .string(path)))
    }
    provider = ProviderContext(context.execution, command: context)
    provider.enter(place)
  }

  /// The path as messages show it.
  var shown: String { place.displayPath }

  /// Whether the item exists.
  func exists() async throws -> Bool {
    try await place.provider.provider.itemExists(place.providerPath, provider)
  }

  /// Writes lines.
  /// - Parameters:
  ///   - lines: without line ends.
  ///   - append: whether existing content stays. Text is then written as the existing text is
  ///     encoded, unless the command names an encoding.
  ///   - force: whether a read-only file is written to.
  func write(_ lines: [String], append: Bool, force: Bool) async throws {
    provider.force = force
    let isNew = append ? try await !exists() : true
    if isNew {
      provider.defaults["encoding"] = Self.encoding(provider.session).value
    }
    try await place.provider.provider.setContent(
      place.providerPath, lines.map { .string($0) }, append: append, provider)
  }

  /// The encoding of new files: UTF-16 in Windows PowerShell, UTF-8 in PowerShell 7.
  private static func encoding(_ session: SessionState) -> TextFileEncoding {
    session.configuration.persona == .desktop ? .unicode : .utf8NoBOM
  }
}
