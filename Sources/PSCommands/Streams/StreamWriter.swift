import PSEngine

/// `System.IO.StreamWriter`, and `StringWriter` where there is no stream.
final class StreamWriter: PSObject {
  private let stream: PSStream?
  private let encoding: PSEncoding
  private var content = ""
  private var newLine = "\n"

  /// A writer to a stream; the mark of the encoding goes in front of everything else.
  init(_ stream: PSStream, _ encoding: PSEncoding) throws {
    self.stream = stream
    self.encoding = encoding
    if try stream.length() == 0 { try stream.write(encoding.preamble) }
  }

  /// A writer to a text.
  override init() {
    stream = nil
    encoding = PSEncoding(.unicode)
  }

  override var baseTypeNames: [String] {
    [
      stream == nil ? "System.IO.StringWriter" : "System.IO.StreamWriter", "System.IO.TextWriter",
      "System.MarshalByRefObject", "System.Object",
    ]
  }

  /// What a `StringWriter` holds.
  override var text: String { stream == nil ? content : typeName }

  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("AutoFlush", "System.Boolean", isSettable: true),
      PSPropertyInfo("BaseStream", PSStream.typeName),
      PSPropertyInfo("Encoding", "System.Text.Encoding"),
      PSPropertyInfo("NewLine", isSettable: true),
    ]
  }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    // Every write goes to its stream at once.
    case "autoflush": .bool(true)
    case "basestream": stream.map { .object($0) } ?? .null
    case "encoding": .object(encoding)
    case "newline": .string(newLine)
    default: nil
    }
  }

  override func setDeclaredValue(_ name: String, to value: PSValue) throws -> Bool {
    switch name.lowercased() {
    case "autoflush": break
    case "newline": newLine = TextConversion.text(of: value)
    default: return false
    }
    return true
  }

  private func write(_ text: String) throws {
    guard let stream else {
      try ValueLimits.requireText(content.utf8.count &+ text.utf8.count)
      content += text
      return
    }
    try stream.write(encoding.bytes(of: text))
  }

  override var declaredMethods: [PSMethodInfo] { Self.methods.map(\.info) }

  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    try await NativeMethod.call(Self.methods, name, on: .object(self), arguments, in: context)
  }

  private static func method(
    _ name: String, _ definition: String,
    _ body: @escaping @Sendable (StreamWriter, NativeArguments) throws -> Void
  ) -> NativeMethod {
    NativeMethod(name, definition) { target, arguments in
      guard let writer = target.asObject as? StreamWriter else { return .null }
      try body(writer, arguments)
      return .absent
    }
  }

  private static let methods: [NativeMethod] = [
    method("Write", "void Write(Params object[] value)") {
      try $0.write(WrittenText.of($1))
    },
    method("WriteLine", "void WriteLine(Params object[] value)") {
      try $0.write(WrittenText.of($1) + $0.newLine)
    },
    method("Flush", "void Flush()") { writer, _ in _ = try writer.stream?.opened() },
    method("Close", "void Close()") { writer, _ in try writer.stream?.close() },
    method("Dispose", "void Dispose()") { writer, _ in try writer.stream?.close() },
  ]
}
