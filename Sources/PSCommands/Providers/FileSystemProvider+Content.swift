import PSEngine
import SystemFiles

extension FileSystemProvider {
  func getContent(_ path: String, _ context: ProviderContext) async throws -> PSValue {
    let canonical = paths.canonical(path)
    let encoding = context.dynamicValue("Encoding").flatMap { TextFileEncoding.fromBound($0) }
    let limit = encoding == .byte ? ValueLimits.elementCount : ValueLimits.textSize
    let bytes: [UInt8]
    do { bytes = try FileBytes.read(paths.real(path), limit: limit) } catch {
      throw FileErrors.wrap(error, path: canonical, idPrefix: "GetContentReader")
    }
    if encoding == .byte {
      return .array(PSArray(bytes.map { .number(.byte($0)) }, elementType: "System.Byte"))
    }
    let text = TextFileEncoding.decode(bytes, as: encoding)
    if context.dynamicValue("Raw").map(Truth.isTrue) ?? false { return .string(text) }
    if let delimiter = context.dynamicValue("Delimiter").flatMap({ String.fromBound($0) }),
      !delimiter.isEmpty
    {
      return .list(pieces(of: text, endingWith: delimiter).map { .string($0) })
    }
    return .list(TextLines.split(text).map { .string($0) })
  }

  func contentReader(
    _ path: String, _ context: ProviderContext
  ) async throws -> (any ContentReader)? {
    guard context.dynamicValue("Raw").map(Truth.isTrue) != true,
      context.dynamicValue("Delimiter") == nil
    else { return nil }
    let encoding = context.dynamicValue("Encoding").flatMap { TextFileEncoding.fromBound($0) }
    do {
      if encoding == .byte { return ByteReader(try FileReader(paths.real(path))) }
      return try LineReader(paths.real(path), encoding)
    } catch {
      throw FileErrors.wrap(
        error, path: paths.canonical(path), idPrefix: "GetContentReader")
    }
  }

  func setContent(
    _ path: String, _ lines: [PSValue], append: Bool, _ context: ProviderContext
  ) async throws {
    let canonical = paths.canonical(path)
    do {
      let real = try paths.real(path)
      guard !SystemCalls.isFolder(real) else {
        throw SystemCallFailure.folder(real)
      }
      if context.force { try clearReadOnly(real) }
      let asked = context.dynamicValue("Encoding").flatMap { TextFileEncoding.fromBound($0) }
      let start = append ? beginning(of: real) : nil
      let encoding =
        asked ?? start.flatMap { TextFileEncoding.mark(of: $0).0 } ?? TextFileEncoding.default
      var bytes = start == nil && !lines.isEmpty ? encoding.mark : []
      if encoding == .byte {
        bytes += try lines.map { try byte($0, context) }
      } else {
        let end = context.dynamicValue("NoNewline").map(Truth.isTrue) ?? false ? "" : "\n"
        for line in lines { bytes += encoding.encode(TextConversion.text(of: line) + end) }
      }
      if append {
        try FileBytes.append(bytes, to: real)
      } else {
        try FileBytes.replace(real, with: bytes)
      }
    } catch {
      throw FileErrors.wrap(error, path: canonical, idPrefix: "GetContentWriter")
    }
  }

  /// The first bytes of a file that has some, as far as they may be read; `nil` for one that is missing or
  /// empty, and for a pipe, whose bytes are for others.
  private func beginning(of real: String) -> [UInt8]? {
    guard let status = try? FileCalls.status(real), status.kind == .file, status.size > 0 else {
      return nil
    }
    return ((try? FileReader(real).next()) ?? nil).map { Array($0.prefix(4)) } ?? []
  }

  /// Lets `-Force` write to read-only files.
  func clearReadOnly(_ real: String) throws {
    guard let status = try? FileCalls.status(real), status.kind == .file, status.isReadOnly else {
      return
    }
    try FileCalls.setMode(real, status.mode | 0o200)
  }

  private func byte(_ value: PSValue, _ context: ProviderContext) throws -> UInt8 {
    let converted = try Conversion.convert(
      value, to: .named("System.Byte"), types: context.session.types)
    guard case .number(.byte(let byte)) = converted else {
      throw PSRuntimeError(
        "With -Encoding Byte every value must be a number from 0 to 255.", id: "Argument",
        category: .invalidArgument, exception: "System.ArgumentException", target: value)
    }
    return byte
  }

  /// Pieces that keep their delimiter, as `-Delimiter` gives them.
  private func pieces(of text: String, endingWith delimiter: String) -> [String] {
    let (bytes, mark) = (Array(text.utf8), Array(delimiter.utf8))
    var pieces: [String] = []
    var start = 0
    var position = 0
    while position + mark.count <= bytes.count {
      if bytes[position..<position + mark.count].elementsEqual(mark) {
        position += mark.count
        pieces.append(String(decoding: bytes[start..<position], as: UTF8.self))
        start = position
      } else {
        position += 1
      }
    }
    if start < bytes.count { pieces.append(String(decoding: bytes[start...], as: UTF8.self)) }
    return pieces
  }
}
