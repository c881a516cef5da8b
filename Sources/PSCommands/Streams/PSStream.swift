import PSEngine

/// Where the bytes of a stream are.
protocol StreamStorage: AnyObject {
  var canRead: Bool { get }
  var canWrite: Bool { get }
  func length() throws -> Int
  /// Reads at a position; less than asked for only at the end.
  func read(at position: Int, atMost count: Int) throws -> [UInt8]
  /// Writes at a position; what lies between the end and it becomes zeros.
  func write(_ bytes: [UInt8], at position: Int) throws
  func setLength(_ length: Int) throws
  func close() throws
}

/// `System.IO.Stream`: bytes with a position.
class PSStream: PSObject, ByteSource, ParameterValue {
  static let typeName = "System.IO.Stream"
  static var parameterType: ParameterType { .named(typeName) }

  /// What a script may read or write in one call.
  private static let mostBytes = ValueLimits.elementCount

  private let storage: any StreamStorage
  private(set) var isOpen = true
  var position = 0

  init(_ storage: any StreamStorage) { self.storage = storage }

  override var baseTypeNames: [String] {
    [Self.typeName, "System.MarshalByRefObject", "System.Object"]
  }

  /// The storage while the stream is open.
  func opened() throws(NativeFailure) -> any StreamStorage {
    guard isOpen else {
      throw NativeFailure("System.ObjectDisposedException", "Cannot access a closed Stream.")
    }
    return storage
  }

  // MARK: Bytes

  func read(atMost count: Int) throws -> [UInt8] {
    let storage = try opened()
    guard storage.canRead else { throw Self.unsupported("reading") }
    let bytes = try storage.read(at: position, atMost: min(count, Self.mostBytes))
    position += bytes.count
    return bytes
  }

  func write(_ bytes: [UInt8]) throws {
    let storage = try opened()
    guard storage.canWrite else { throw Self.unsupported("writing") }
    try storage.write(bytes, at: position)
    position += bytes.count
  }

  func length() throws -> Int { try opened().length() }

  func close() throws {
    guard isOpen else { return }
    isOpen = false
    try storage.close()
  }

  private static func unsupported(_ work: String) -> NativeFailure {
    NativeFailure("System.NotSupportedException", "Stream does not support \(work).")
  }

  // MARK: Members

  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("CanRead", "System.Boolean"), PSPropertyInfo("CanSeek", "System.Boolean"),
      PSPropertyInfo("CanWrite", "System.Boolean"), PSPropertyInfo("Length", "System.Int64"),
      PSPropertyInfo("Position", "System.Int64", isSettable: true),
    ]
  }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "canread": .bool(isOpen && storage.canRead)
    case "canwrite": .bool(isOpen && storage.canWrite)
    case "canseek": .bool(isOpen)
    case "length": (try? length()).map { .number(.int64(Int64($0))) } ?? .null
    case "position": .number(.int64(Int64(position)))
    default: nil
    }
  }

  override func setDeclaredValue(_ name: String, to value: PSValue) throws -> Bool {
    guard name.equalsIgnoringCase("Position") else { return false }
    guard case .number(let number) = value.unwrapped, let place = number.roundedInteger,
      let position = Int(exactly: place), position >= 0
    else { throw Self.beforeBeginning }
    _ = try opened()
    self.position = position
    return true
  }

  fileprivate static let beforeBeginning = NativeFailure(
    "System.IO.IOException",
    "An attempt was made to move the position before the beginning of the stream.")

  override var declaredMethods: [PSMethodInfo] { StreamMethods.all.map(\.info) }

  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    try await NativeMethod.call(
      StreamMethods.all, name, on: .object(self), arguments, in: context)
  }
}

/// The methods of all streams.
enum StreamMethods {
  private static func method(
    _ name: String, _ definition: String,
    _ body: @escaping @Sendable (PSStream, NativeArguments) throws -> PSValue
  ) -> NativeMethod {
    NativeMethod(name, definition) { target, arguments in
      guard let stream = target.asObject as? PSStream else { return .null }
      return try body(stream, arguments)
    }
  }

  static let all: [NativeMethod] = [
    method("Read", "int Read(byte[] buffer, int offset, int count)") { stream, arguments in
      let (buffer, range) = try range(of: arguments)
      let bytes = try stream.read(atMost: range.count)
      for (index, byte) in bytes.enumerated() {
        buffer.elements[range.lowerBound + index] = .number(.byte(byte))
      }
      return .int(bytes.count)
    },
    method("ReadByte", "int ReadByte()") { stream, _ in
      .int(try stream.read(atMost: 1).first.map { Int($0) } ?? -1)
    },
    method("Write", "void Write(byte[] buffer, int offset, int count)") { stream, arguments in
      let (buffer, range) = try range(of: arguments)
      let part = PSArray(Array(buffer.elements[range]), elementType: "System.Byte")
      try stream.write(ByteArrays.bytes(.array(part)))
      return .absent
    },
    method("WriteByte", "void WriteByte(byte value)") { stream, arguments in
      try stream.write([UInt8(truncatingIfNeeded: arguments.int(0))])
      return .absent
    },
    method("Seek", "long Seek(long offset, System.IO.SeekOrigin origin)") { stream, arguments in
      let start: Int
      switch arguments.flags(1) {
      case 1: start = stream.position
      case 2: start = try stream.length()
      default: start = 0
      }
      _ = try stream.opened()
      let (place, isTooLarge) = start.addingReportingOverflow(arguments.int(0))
      guard !isTooLarge, place >= 0 else { throw PSStream.beforeBeginning }
      stream.position = place
      return .number(.int64(Int64(place)))
    },
    method("SetLength", "void SetLength(long value)") { stream, arguments in
      guard arguments.int(0) >= 0 else {
        throw NativeFailure(
          "System.ArgumentOutOfRangeException", "A stream cannot have a negative length.")
      }
      try stream.opened().setLength(arguments.int(0))
      stream.position = min(stream.position, arguments.int(0))
      return .absent
    },
    NativeMethod(
      "CopyTo",
      [
        NativeOverload("void CopyTo(System.IO.Stream destination)") { target, arguments in
          try copy(target, arguments)
        },
        NativeOverload("void CopyTo(System.IO.Stream destination, int bufferSize)") {
          target, arguments in
          try copy(target, arguments)
        },
      ]),
    NativeMethod(
      "Flush",
      [
        NativeOverload("void Flush()") { _, _ in .absent },
        NativeOverload("void Flush(bool flushToDisk)") { _, _ in .absent },
      ]),
    method("Close", "void Close()") { stream, _ in
      try stream.close()
      return .absent
    },
    method("Dispose", "void Dispose()") { stream, _ in
      try stream.close()
      return .absent
    },
    NativeMethod("ToArray", "byte[] ToArray()") { target, _ in
      guard let memory = target.asObject as? MemoryStream else {
        throw NativeFailure(
          "System.NotSupportedException",
          "Only a MemoryStream has ToArray(); read other streams with Read or CopyTo.")
      }
      return ByteArrays.value(memory.bytes)
    },
  ]

  private static func copy(_ target: PSValue, _ arguments: NativeArguments) throws -> PSValue {
    guard let source = target.asObject as? PSStream,
      let destination = arguments.object(0, as: PSStream.self)
    else {
      throw NativeFailure(
        "System.ArgumentNullException",
        "Value cannot be null.\r\nParameter name: destination")
    }
    while true {
      try Task.checkCancellation()
      let piece = try source.read(atMost: 1 << 16)
      if piece.isEmpty { return .absent }
      try destination.write(piece)
    }
  }

  /// The array of a call and the part of it that offset and count name.
  static func range(of arguments: NativeArguments) throws -> (PSArray, Range<Int>) {
    guard case .array(let buffer) = arguments[0].unwrapped else {
      throw NativeFailure(
        "System.ArgumentNullException", "Value cannot be null.\r\nParameter name: buffer")
    }
    let (offset, count) = (arguments.int(1), arguments.int(2))
    guard offset >= 0, count >= 0, offset <= buffer.elements.count,
      count <= buffer.elements.count - offset
    else {
      throw NativeFailure(
        "System.ArgumentException",
        "Offset and length were out of bounds for the array or count is greater than the number "
          + "of elements from index to the end of the source collection.")
    }
    return (buffer, offset..<offset + count)
  }
}
