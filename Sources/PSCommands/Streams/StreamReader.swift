import PSEngine

/// `System.IO.TextReader`: lines and characters of a text, or of a stream.
final class StreamReader: PSObject {
  private let stream: PSStream?
  private let encoding: PSEncoding
  /// What was read and not yet given out, as UTF-16.
  private var units: ArraySlice<UInt16>
  private var isRead: Bool

  /// A reader of a stream.
  init(_ stream: PSStream, _ encoding: PSEncoding) {
    self.stream = stream
    self.encoding = encoding
    units = []
    isRead = false
  }

  /// A reader of a text.
  init(_ text: String) {
    stream = nil
    encoding = PSEncoding(.unicode)
    units = Array(text.utf16)[...]
    isRead = true
  }

  override var baseTypeNames: [String] {
    [
      stream == nil ? "System.IO.StringReader" : "System.IO.StreamReader", "System.IO.TextReader",
      "System.MarshalByRefObject", "System.Object",
    ]
  }

  override var declaredProperties: [PSPropertyInfo] {
    guard stream != nil else { return [] }
    return [
      PSPropertyInfo("CurrentEncoding", "System.Text.Encoding"),
      PSPropertyInfo("BaseStream", PSStream.typeName),
      PSPropertyInfo("EndOfStream", "System.Boolean"),
    ]
  }

  override func declaredValue(_ name: String) -> PSValue? {
    guard let stream else { return nil }
    switch name.lowercased() {
    case "currentencoding": return .object(encoding)
    case "basestream": return .object(stream)
    case "endofstream": return .bool((try? rest().isEmpty) ?? true)
    default: return nil
    }
  }

  /// What is still to come.
  private func rest() throws -> ArraySlice<UInt16> {
    if let stream { _ = try stream.opened() }
    if !isRead, let stream {
      let bytes = try stream.readAll()
      units = Array(TextFileEncoding.decode(bytes, as: TextFileEncoding(encoding)).utf16)[...]
      isRead = true
    }
    return units
  }

  private func take(_ count: Int) throws -> String {
    let part = try rest().prefix(count)
    units = units.dropFirst(part.count)
    return String(decoding: part, as: UTF16.self)
  }

  private func line() throws -> String? {
    let rest = try rest()
    guard !rest.isEmpty else { return nil }
    let end = rest.firstIndex { $0 == 10 || $0 == 13 } ?? rest.endIndex
    let line = String(decoding: rest[..<end], as: UTF16.self)
    var next = rest[end...]
    if next.first == 13, next.dropFirst().first == 10 { next = next.dropFirst() }
    units = next.dropFirst()
    return line
  }

  override var declaredMethods: [PSMethodInfo] { Self.methods.map(\.info) }

  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    try await NativeMethod.call(Self.methods, name, on: .object(self), arguments, in: context)
  }

  private static func method(
    _ name: String, _ definition: String,
    _ body: @escaping @Sendable (StreamReader) throws -> PSValue
  ) -> NativeMethod {
    NativeMethod(name, definition) { target, _ in
      guard let reader = target.asObject as? StreamReader else { return .null }
      return try body(reader)
    }
  }

  private static let methods: [NativeMethod] = [
    method("ReadLine", "string ReadLine()") { .optional(try $0.line()) },
    method("ReadToEnd", "string ReadToEnd()") { .string(try $0.take(.max)) },
    method("Read", "int Read()") { reader in
      let unit = try reader.rest().first
      reader.units = reader.units.dropFirst()
      return .int(unit.map { Int($0) } ?? -1)
    },
    method("Peek", "int Peek()") { .int(try $0.rest().first.map { Int($0) } ?? -1) },
    method("Close", "void Close()") { reader in
      try reader.stream?.close()
      return .absent
    },
    method("Dispose", "void Dispose()") { reader in
      try reader.stream?.close()
      return .absent
    },
  ]
}
