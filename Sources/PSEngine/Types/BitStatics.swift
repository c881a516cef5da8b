/// `[BitConverter]`: numbers as bytes, the lowest first.
enum BitStatics {
  static let type = PSTypeDefinition(
    "System.BitConverter",
    staticProperties: [NativeProperty("IsLittleEndian", "System.Boolean") { _ in .bool(true) }],
    staticMethods: [
      NativeMethod(
        "ToString",
        [
          NativeOverload("string ToString(byte[] value)") { _, arguments in
            .string(text(ByteArrays.bytes(arguments[0])))
          },
          NativeOverload("string ToString(byte[] value, int startIndex)") { _, arguments in
            let count = arguments[0].enumerated.count - arguments.int(1)
            return .string(text(try ByteArrays.part(arguments[0], arguments.int(1), count)))
          },
          NativeOverload("string ToString(byte[] value, int startIndex, int length)") {
            _, arguments in
            .string(
              text(try ByteArrays.part(arguments[0], arguments.int(1), arguments.int(2))))
          },
        ]),
      NativeMethod(
        "GetBytes",
        [
          NativeOverload("byte[] GetBytes(int value)") { _, arguments in
            bytes(Int64(arguments.int(0)), 4)
          },
          NativeOverload("byte[] GetBytes(long value)") { _, arguments in
            bytes(Int64(arguments.int(0)), 8)
          },
          NativeOverload("byte[] GetBytes(short value)") { _, arguments in
            bytes(Int64(arguments.int(0)), 2)
          },
        ]),
      number("ToInt16", .int16), number("ToInt32", .int32), number("ToInt64", .int64),
      number("ToUInt16", .uint16), number("ToUInt32", .uint32),
    ])

  /// `0A-FF`.
  private static func text(_ bytes: [UInt8]) -> String {
    bytes.map { NumberFormat.padded(String($0, radix: 16, uppercase: true), 2) }
      .joined(separator: "-")
  }

  private static func bytes(_ value: Int64, _ count: Int) -> PSValue {
    ByteArrays.value((0..<count).map { UInt8(truncatingIfNeeded: value >> Int64($0 * 8)) })
  }

  private static func number(_ name: String, _ kind: NumericKind) -> NativeMethod {
    let size =
      switch kind {
      case .int16, .uint16: 2
      case .int64: 8
      default: 4
      }
    return NativeMethod(name, "\(kind.typeName) \(name)(byte[] value, int startIndex)") {
      _, arguments in
      let part = try ByteArrays.part(arguments[0], arguments.int(1), size)
      let bits = part.enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << ($1.offset * 8) }
      let value: Int128 =
        switch kind {
        case .int16: Int128(Int16(truncatingIfNeeded: bits))
        case .int32: Int128(Int32(truncatingIfNeeded: bits))
        case .int64: Int128(Int64(bitPattern: bits))
        default: Int128(bits)
        }
      return kind.number(value).map { .number($0) } ?? .null
    }
  }
}
