/// A file that a command's parameter names, read and written through the provider of its path, so
/// that a replayed transcript stays in its folder.
public struct ContentFile {
  /// How a file becomes values.
  public enum Form: Sendable {
    /// One text.
    case text
    /// A value for each byte.
    case bytes
  }

  private static let fileSystem = "FileSystem"
  /// `-Encoding Byte` of the content commands.
  private static let byteEncoding = PSEnumType(
    "Microsoft.PowerShell.Commands.FileSystemCmdletProviderEncoding", [("Byte", 3)])

  private let place: ResolvedPath
  private let provider: ProviderContext
  private let context: CommandContext

  /// Finds the file that a path names; it need not exist. A relative path counts from the current
  /// location of the file system, wherever the shell stands (`cmdlets.md` 5.5).
  /// - Throws: ``PSRuntimeError`` for an unknown drive or one without files.
  public init(_ path: String, as form: Form = .text, _ context: CommandContext) throws {
    self.context = context
    place = try PathResolver(context.execution).locate(Self.onFileSystem(path, context))
    guard place.provider.provider.hasContent else {
      throw context.terminate(
        ErrorRecord(
          PSException(
            "System.Management.Automation.PSNotSupportedException",
            "The provider '\(place.provider.name)' has no files. Give a path of the file system, "
              + "such as C:\\\(ProviderPath.childName(path))."),
          id: "NotFileSystem", category: .invalidArgument, target: .string(path)))
    }
    provider = ProviderContext(context.execution, command: context, output: ArrayCollector())
    switch form {
    case .text: provider.defaults["raw"] = .bool(true)
    case .bytes: provider.defaults["encoding"] = .object(PSEnum(Self.byteEncoding, 3))
    }
    provider.enter(place)
  }

  /// The path as messages show it.
  public var shown: String { place.displayPath }

  /// Whether the file exists.
  /// - Throws: ``PSRuntimeError`` when that cannot be found out.
  public func exists() async throws -> Bool {
    try await place.provider.provider.itemExists(place.providerPath, provider)
  }

  /// What the file holds, in the form that was asked for.
  /// - Throws: ``PSRuntimeError`` when it does not exist or may not be read.
  public func content() async throws -> PSValue {
    try await place.provider.provider.getContent(place.providerPath, provider)
  }

  /// The bytes of a file of that form.
  /// - Throws: ``PSRuntimeError`` when it does not exist or may not be read.
  public func bytes() async throws -> [UInt8] {
    try await content().enumerated.compactMap {
      guard case .number(.byte(let byte)) = $0.unwrapped else { return nil }
      return byte
    }
  }

  /// Replaces what the file holds by lines, or by bytes.
  /// - Parameters:
  ///   - content: the lines or bytes.
  ///   - force: whether also a read-only file.
  /// - Throws: ``PSRuntimeError`` when it cannot be written.
  public func replace(with content: [PSValue], force: Bool = false) async throws {
    provider.force = force
    try await place.provider.provider.setContent(
      place.providerPath, content, append: false, provider)
  }

  /// Writes the file's item to the pipeline.
  /// - Throws: ``PSRuntimeError`` when it does not exist.
  public func writeItem() async throws {
    let output = ProviderContext(context.execution, command: context)
    output.enter(place)
    try await place.provider.provider.getItem(place.providerPath, output)
  }

  private static func onFileSystem(_ path: String, _ context: CommandContext) -> String {
    guard context.session.currentLocation.provider.name != fileSystem, !path.contains(":"),
      !path.hasPrefix("~")
    else { return path }
    return path.hasPrefix("/") ? "\(fileSystem)::\(path)" : "C:\(path)"
  }
}
