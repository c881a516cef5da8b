import PSEngine
import SystemFiles

/// The file that a transcript is asked to go to.
struct TranscriptTarget {
  /// The path as it was given.
  let shown: String
  private let real: String

  /// Finds the file; it need not exist.
  /// - Parameter shown: the path as it is shown; as the shell writes it when `nil`.
  /// - Throws: ``PSRuntimeError`` for a path that is none of a file.
  init(_ path: String, shown: String?, isLiteral: Bool, _ context: CommandContext) throws {
    let place = try PathResolver(context.execution).locate(
      isLiteral ? path : WildcardPattern.unescape(path))
    guard let files = place.provider.provider as? FileSystemProvider else {
      throw context.terminate(
        TranscriptErrors.cannotStart(
          "\(path) is a path of the provider \(place.provider.name); give one of a file, such as "
            + "C:\\session.txt"))
    }
    self.shown = shown ?? place.displayPath
    do {
      real = try files.paths.real(place.providerPath)
    } catch {
      throw context.terminate(TranscriptErrors.cannotStart("\(path) is out of reach here"))
    }
  }

  /// The path of a file whose name is made up: in the folder, else in Documents, else in the home
  /// folder.
  static func newPath(
    in folder: String?, _ format: TranscriptFormat, _ context: CommandContext
  ) -> String {
    let configuration = context.session.configuration
    let characters = context.session.random.withGenerator { generator in
      (0..<8).map { _ in names.randomElement(using: &generator) ?? "A" }
    }
    let time = PSDateTime(unixTime: configuration.now()).formatted("yyyyMMddHHmmss")
    let name =
      "PowerShell_transcript.\(configuration.computerName).\(String(characters)).\(time)."
      + format.fileEnding
    if let folder { return ProviderPath.join(folder, name, separator: "\\") }
    let documents = configuration.homeFolder + "/Documents"
    let place = SystemCalls.isFolder(documents) ? documents : configuration.homeFolder
    return FilePaths.child(place, name)
  }

  /// The characters of base64, which the names of Windows are made of, with `_` for the slash.
  private static let names = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+_")

  /// Opens the file.
  /// - Throws: ``PSRuntimeError``.
  func open(
    append: Bool, noClobber: Bool, force: Bool, _ context: CommandContext
  ) throws -> RecordingFile {
    let isOwn = context.session.recording.recorders.contains {
      ($0 as? TranscriptRecorder)?.file.path == real
    }
    if isOwn { throw failure("\(shown) is being recorded to already", context) }
    if let status = try? FileCalls.status(real) {
      if status.kind == .folder { throw failure("\(shown) is a folder", context) }
      if noClobber, !append { throw context.terminate(TranscriptErrors.exists(shown)) }
      if status.kind == .file, status.isReadOnly {
        guard force else {
          throw failure("\(shown) is read-only; use -Force to write to it", context)
        }
        try? FileCalls.setMode(real, status.mode | 0o200)
      }
    }
    do {
      // The folder is made too, as PowerShell does.
      if let end = real.lastIndex(of: "/") { try FileCalls.makeFolders(String(real[..<end])) }
      return try RecordingFile(real, shownPath: shown, append: append)
    } catch let error as SystemCallFailure {
      throw failure("\(shown) cannot be written to (\(error.text))", context)
    }
  }

  private func failure(_ reason: String, _ context: CommandContext) -> PSRuntimeError {
    context.terminate(TranscriptErrors.cannotStart(reason))
  }
}
