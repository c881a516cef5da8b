import PSEngine
import WSManProtocol
import XMLObjects
import XMLStream

/// The file of `-FilePath`, whose XML is sent as it is (`cmdlets.md` 5.5).
enum InputFile {
  /// Reads the file. A relative path counts from the current location of the file system.
  /// - Throws: ``PSRuntimeError`` when it does not exist or may not be read, `WSManFault` when it
  ///   holds no XML.
  static func read(_ path: String, _ context: CommandContext) async throws -> XMLFragment {
    try element(in: try await text(of: path, context), path)
  }

  /// The text of the file.
  /// - Throws: ``PSRuntimeError`` when it does not exist or may not be read.
  static func text(of path: String, _ context: CommandContext) async throws -> String {
    let file = try ContentFile(path, context)
    guard try await file.exists() else { throw try await missing(path, context) }
    let content: PSValue
    do {
      content = try await file.content()
    } catch let error as PSRuntimeError where error.record.category == .permissionDenied {
      throw context.terminate(
        ErrorRecord(
          error.record.exception, id: "UnauthorizedAccessException", category: .permissionDenied))
    }
    return TextConversion.text(of: content)
  }

  private static func element(in text: String, _ path: String) throws(WSManFault) -> XMLFragment {
    let problem: String
    do {
      if let root = try XMLNode.document(parsing: text).fragment { return root }
      problem = "It has no element."
    } catch {
      problem = "\(error)"
    }
    throw WSManFault(.invalidXML, message: "The input file '\(path)' cannot be sent. \(problem)")
  }

  private static func missing(
    _ path: String, _ context: CommandContext
  ) async throws -> PSRuntimeError {
    let folder = ProviderPath.parent(path)
    let isFolderThere =
      try folder.isEmpty ? true : await ContentFile(folder, context).exists()
    return .provider(
      PSException(
        isFolderThere
          ? "System.IO.FileNotFoundException" : "System.IO.DirectoryNotFoundException",
        "The input file was not found. There is no \(isFolderThere ? "file" : "folder") "
          + "'\(isFolderThere ? path : folder)'."))
  }
}
