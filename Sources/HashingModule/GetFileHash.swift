import PSEngine
import WireSecurity

/// `Get-FileHash`: the digest of files or of a stream.
final class GetFileHash: Cmdlet {
  static let path = Parameter<[String]>(
    "Path", sets: ["Path"], position: 0, mandatory: true,
    pipeline: .byPropertyName, completion: .path, help: "Files; wildcards are allowed.")
  static let literalPath = Parameter<[String]>(
    "LiteralPath", aliases: ["PSPath"], sets: ["LiteralPath"], mandatory: true,
    pipeline: .byPropertyName, completion: .path, help: "Files, taken as they are written.")
  static let inputStream = Parameter<PSValue>(
    "InputStream", sets: ["Stream"], mandatory: true, help: "A stream to read to its end.")
  static let algorithm = Parameter<String>(
    "Algorithm", validations: [.set(MessageDigest.allCases.map(\.rawValue))],
    help: "The digest; SHA256 when it is not given.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-FileHash",
      parameters: [
        path.definition, literalPath.definition, inputStream.definition, algorithm.definition,
      ], defaultSet: "Path", synopsis: "Computes the digest of files.",
      outputTypes: [typeName])
  }

  static let typeName = "Microsoft.Powershell.Utility.FileHash"

  override func processRecord(_ context: CommandContext) async throws {
    let kind = context[Self.algorithm].flatMap(HashTypes.kind) ?? .sha256
    if let stream = context[Self.inputStream] {
      guard let source = stream.asObject as? any ByteSource else {
        throw context.terminate(
          ErrorRecord(
            PSException(
              "System.Management.Automation.PSArgumentException",
              "-InputStream takes a stream, such as [System.IO.File]::OpenRead($path)."),
            id: "NoStream", category: .invalidArgument))
      }
      return try await write(kind, try source.readAll(), path: nil, context)
    }
    let isLiteral = context[Self.literalPath] != nil
    for path in context[Self.literalPath] ?? context[Self.path] ?? [] {
      do {
        let provider = ProviderContext(
          context.execution, command: context, output: ArrayCollector())
        let places = try await PathResolver(context.execution).resolve(
          path, literal: isLiteral, provider)
        for place in places
        where try await !place.provider.provider.isItemContainer(place.providerPath, provider) {
          let bytes = try await ContentFile(place.displayPath, as: .bytes, context).bytes()
          try await write(kind, bytes, path: place.displayPath, context)
        }
      } catch let error as PSRuntimeError {
        try await context.writeError(error.record)
      }
    }
  }

  private func write(
    _ kind: MessageDigest, _ bytes: [UInt8], path: String?, _ context: CommandContext
  ) async throws {
    let hash = Hex.encode(try HashTypes.digest(kind, bytes))
    let object = PSCustomObject([
      ("Algorithm", .string(kind.rawValue)), ("Hash", .string(hash)),
      ("Path", .optional(path)),
    ])
    object.typeNames.insert(Self.typeName, at: 0)
    try await context.write(.object(object))
  }
}
