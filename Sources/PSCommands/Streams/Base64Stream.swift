import PSEngine

/// `System.Security.Cryptography.CryptoStream` around `FromBase64Transform`: reads what Base64 in
/// another stream stands for.
final class Base64Stream: PSStream {
  private let source: PSStream

  init(_ source: PSStream) {
    self.source = source
    super.init(DecodedStorage(source))
  }

  override var baseTypeNames: [String] { [Self.type.fullName] + super.baseTypeNames }

  /// What closes the stream closes the one below.
  override func close() throws {
    try super.close()
    try source.close()
  }

  static let mode = PSEnumType(
    "System.Security.Cryptography.CryptoStreamMode", [("Read", 0), ("Write", 1)])

  private final class Transform: PSObject {
    override var baseTypeNames: [String] { [Base64Stream.transform.fullName, "System.Object"] }
    override var declaredMethods: [PSMethodInfo] { [PSMethodInfo("Dispose", "void Dispose()")] }
    override func invokeMethod(
      _ name: String, _ arguments: [PSValue], in context: ExecutionContext
    ) async throws -> PSValue? {
      name.equalsIgnoringCase("Dispose") && arguments.isEmpty ? .absent : nil
    }
  }

  static let transform = PSTypeDefinition(
    "System.Security.Cryptography.FromBase64Transform",
    constructors: [
      NativeOverload("System.Security.Cryptography.FromBase64Transform new()") { _, _ in
        .object(Transform())
      }
    ])

  static let type = PSTypeDefinition(
    "System.Security.Cryptography.CryptoStream", baseNames: [PSStream.typeName, "System.Object"],
    constructors: [
      NativeOverload(
        "System.Security.Cryptography.CryptoStream new(System.IO.Stream stream, object transform, "
          + "System.Security.Cryptography.CryptoStreamMode mode)"
      ) { _, arguments in
        guard let source = arguments.object(0, as: PSStream.self),
          arguments.object(1, as: Transform.self) != nil, arguments.flags(2) == 0
        else {
          throw NativeFailure(
            "System.NotSupportedException",
            "A CryptoStream of this shell reads Base64: give it a stream, a FromBase64Transform and "
              + "the mode Read.")
        }
        return .object(Base64Stream(source))
      }
    ])
}

/// The decoded bytes, read when they are first wanted.
private final class DecodedStorage: StreamStorage {
  private let source: PSStream
  private var decoded: [UInt8]?

  init(_ source: PSStream) { self.source = source }

  var canRead: Bool { true }
  var canWrite: Bool { false }

  private func bytes() throws -> [UInt8] {
    if let decoded { return decoded }
    let text = String(decoding: try source.readAll(), as: UTF8.self)
    guard let bytes = Base64Text.decode(text) else {
      throw NativeFailure("System.FormatException", "The stream holds no valid Base-64.")
    }
    decoded = bytes
    return bytes
  }

  func length() throws -> Int { try bytes().count }

  func read(at position: Int, atMost count: Int) throws -> [UInt8] {
    let bytes = try bytes()
    guard position < bytes.count else { return [] }
    return Array(bytes[position..<min(bytes.count, position + count)])
  }

  func write(_ bytes: [UInt8], at position: Int) throws {}
  func setLength(_ length: Int) throws {}
  func close() {}
}
