import PSEngine

/// A file as one text, for static members of `[System.IO.File]`.
struct TextFileAccess {
  private let place: ResolvedPath
  private let provider: ProviderContext

  init(_ path: String, _ context: ExecutionContext) throws {
    place = try PathResolver(context).locate(path)
    provider = ProviderContext(context, output: ArrayCollector())
    provider.enter(place)
  }

  func read() async throws -> String {
    provider.defaults["raw"] = .bool(true)
    do {
      return TextConversion.text(
        of: try await place.provider.provider.getContent(place.providerPath, provider))
    } catch let error as PSRuntimeError {
      throw failure(error)
    }
  }

  /// Writes UTF-8 without a mark, as .NET does.
  func write(_ text: String, append: Bool) async throws {
    provider.defaults["nonewline"] = .bool(true)
    provider.defaults["encoding"] = TextFileEncoding.utf8NoBOM.value
    do {
      try await place.provider.provider.setContent(
        place.providerPath, [.string(text)], append: append, provider)
    } catch let error as PSRuntimeError {
      throw failure(error)
    }
  }

  private func failure(_ error: PSRuntimeError) -> NativeFailure {
    let isMissing = error.record.category == .objectNotFound
    return NativeFailure(
      isMissing ? "System.IO.FileNotFoundException" : "System.IO.IOException",
      isMissing ? "Could not find file '\(place.displayPath)'." : error.record.message)
  }
}
