import PSEngine

/// `System.IO.MemoryStream`.
final class MemoryStream: PSStream {
  private let memory: MemoryStorage

  init(_ bytes: [UInt8] = []) {
    memory = MemoryStorage(bytes)
    super.init(memory)
  }

  /// Everything in it.
  var bytes: [UInt8] { memory.bytes }

  override var baseTypeNames: [String] { ["System.IO.MemoryStream"] + super.baseTypeNames }

  static let type = PSTypeDefinition(
    "System.IO.MemoryStream", baseNames: [PSStream.typeName, "System.Object"],
    constructors: [
      NativeOverload("System.IO.MemoryStream new()") { _, _ in .object(MemoryStream()) },
      NativeOverload("System.IO.MemoryStream new(int capacity)") { _, _ in
        .object(MemoryStream())
      },
      NativeOverload("System.IO.MemoryStream new(byte[] buffer)") { _, arguments in
        .object(MemoryStream(ByteArrays.bytes(arguments[0])))
      },
    ])
}

private final class MemoryStorage: StreamStorage {
  private(set) var bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var canRead: Bool { true }
  var canWrite: Bool { true }
  func length() -> Int { bytes.count }

  func read(at position: Int, atMost count: Int) -> [UInt8] {
    guard position < bytes.count else { return [] }
    return Array(bytes[position..<min(bytes.count, position + count)])
  }

  func write(_ new: [UInt8], at position: Int) throws {
    guard position <= ValueLimits.elementCount - new.count else { throw ValueLimits.outOfMemory }
    if position + new.count > bytes.count { try setLength(position + new.count) }
    bytes.replaceSubrange(position..<position + new.count, with: new)
  }

  func setLength(_ length: Int) throws {
    guard length <= ValueLimits.elementCount else { throw ValueLimits.outOfMemory }
    if length < bytes.count {
      bytes.removeLast(bytes.count - length)
    } else {
      bytes += repeatElement(0, count: length - bytes.count)
    }
  }

  func close() {}
}
