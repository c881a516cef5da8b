import PSEngine
import WireSecurity

/// `System.Security.Cryptography.HashAlgorithm`: a digest in the making.
final class HashObject: PSObject {
  private let kind: MessageDigest
  private let className: String
  private var bytes: [UInt8] = []
  private var result: [UInt8]?

  init(_ kind: MessageDigest, className: String) {
    self.kind = kind
    self.className = className
  }

  override var baseTypeNames: [String] {
    [className, HashTypes.prefix + kind.rawValue, HashTypes.base, "System.Object"]
  }

  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("Hash", "System.Byte[]"), PSPropertyInfo("HashSize", "System.Int32"),
    ]
  }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "hash": result.map { ByteArrays.value($0) } ?? .null
    case "hashsize": .int(kind.size * 8)
    default: nil
    }
  }

  private func append(_ more: [UInt8]) throws(NativeFailure) {
    guard bytes.count + more.count <= ValueLimits.textSize else { throw ValueLimits.outOfMemory }
    if result != nil {
      bytes = []
      result = nil
    }
    bytes += more
  }

  @discardableResult
  private func finish() throws(NativeFailure) -> [UInt8] {
    let digest = try HashTypes.digest(kind, bytes)
    bytes = []
    result = digest
    return digest
  }

  private func reset() {
    bytes = []
    result = nil
  }

  override var declaredMethods: [PSMethodInfo] { Self.methods.map(\.info) }

  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    try await NativeMethod.call(Self.methods, name, on: .object(self), arguments, in: context)
  }

  private static func overload(
    _ definition: String,
    _ body: @escaping @Sendable (HashObject, NativeArguments) throws -> PSValue
  ) -> NativeOverload {
    NativeOverload(definition) { target, arguments in
      guard let hash = target.asObject as? HashObject else { return .null }
      return try body(hash, arguments)
    }
  }

  private static func ending(_ name: String) -> NativeMethod {
    NativeMethod(
      name,
      [
        overload("void \(name)()") { hash, _ in
          hash.reset()
          return .absent
        }
      ])
  }

  private static let methods: [NativeMethod] = [
    NativeMethod(
      "ComputeHash",
      [
        overload("byte[] ComputeHash(System.IO.Stream inputStream)") { hash, arguments in
          guard let stream = arguments[0].asObject as? any ByteSource else {
            throw NativeFailure(
              "System.ArgumentNullException", "Value cannot be null.\r\nParameter name: inputStream"
            )
          }
          hash.reset()
          try hash.append(stream.readAll())
          return ByteArrays.value(try hash.finish())
        },
        overload("byte[] ComputeHash(byte[] buffer)") { hash, arguments in
          hash.reset()
          try hash.append(ByteArrays.bytes(arguments[0]))
          return ByteArrays.value(try hash.finish())
        },
        overload("byte[] ComputeHash(byte[] buffer, int offset, int count)") { hash, arguments in
          hash.reset()
          try hash.append(ByteArrays.part(arguments[0], arguments.int(1), arguments.int(2)))
          return ByteArrays.value(try hash.finish())
        },
      ]),
    NativeMethod(
      "TransformBlock",
      [
        overload(
          "int TransformBlock(byte[] inputBuffer, int inputOffset, int inputCount, "
            + "byte[] outputBuffer, int outputOffset)"
        ) { hash, arguments in
          try hash.append(ByteArrays.part(arguments[0], arguments.int(1), arguments.int(2)))
          return .int(arguments.int(2))
        }
      ]),
    NativeMethod(
      "TransformFinalBlock",
      [
        overload(
          "byte[] TransformFinalBlock(byte[] inputBuffer, int inputOffset, int inputCount)"
        ) { hash, arguments in
          let part = try ByteArrays.part(arguments[0], arguments.int(1), arguments.int(2))
          try hash.append(part)
          try hash.finish()
          return ByteArrays.value(part)
        }
      ]),
    ending("Initialize"), ending("Clear"), ending("Dispose"),
  ]
}
