/// `[convert]`.
enum ConvertStatics {
  static let formatting = PSTypeDefinition(
    enumeration: PSEnumType(
      "System.Base64FormattingOptions", [("None", 0), ("InsertLineBreaks", 1)]))

  static let type = PSTypeDefinition(
    "System.Convert", accelerators: ["convert"],
    staticMethods: [
      NativeMethod(
        "ToBase64String",
        [
          NativeOverload("string ToBase64String(byte[] inArray)") { _, arguments in
            .string(Base64Text.encode(ByteArrays.bytes(arguments[0])))
          },
          NativeOverload(
            "string ToBase64String(byte[] inArray, System.Base64FormattingOptions options)"
          ) { _, arguments in
            let text = Base64Text.encode(ByteArrays.bytes(arguments[0]))
            return .string(arguments.flags(1) == 1 ? Base64Text.lines(text) : text)
          },
          NativeOverload("string ToBase64String(byte[] inArray, int offset, int length)") {
            _, arguments in
            let part = try ByteArrays.part(arguments[0], arguments.int(1), arguments.int(2))
            return .string(Base64Text.encode(part))
          },
        ]),
      NativeMethod("FromBase64String", "byte[] FromBase64String(string s)") { _, arguments in
        guard let bytes = Base64Text.decode(arguments.text(0)) else {
          throw NativeFailure.format(
            "The input is not a valid Base-64 string as it contains a non-base 64 character, more "
              + "than two padding characters, or an illegal character among the padding characters."
          )
        }
        return ByteArrays.value(bytes)
      },
      NativeMethod(
        "ToString",
        [
          NativeOverload("string ToString(object value)") { _, arguments in
            .string(arguments.text(0))
          },
          NativeOverload("string ToString(object value, int toBase)") { _, arguments in
            try inBase(arguments)
          },
        ]),
      NativeMethod("ToBoolean", "bool ToBoolean(object value)") { _, arguments in
        if case .string(let text) = arguments[0].unwrapped {
          switch text.trimmingWhiteSpace().lowercased() {
          case "true": return .bool(true)
          case "false": return .bool(false)
          default: throw NativeFailure.format("String was not recognized as a valid Boolean.")
          }
        }
        return .bool(arguments.bool(0))
      },
      NativeMethod("ToChar", "char ToChar(char value)") { _, arguments in arguments[0] },
      NativeMethod("ToDateTime", "datetime ToDateTime(datetime value)") { _, arguments in
        arguments[0]
      },
      NativeMethod("ToDouble", "double ToDouble(double value)") { _, arguments in arguments[0] },
      NativeMethod("ToSingle", "float ToSingle(float value)") { _, arguments in arguments[0] },
      NativeMethod("ToDecimal", "decimal ToDecimal(decimal value)") { _, arguments in arguments[0]
      },
    ] + integers)

  private static let integers: [NativeMethod] = [
    ("ToByte", NumericKind.byte), ("ToSByte", .sbyte), ("ToInt16", .int16), ("ToUInt16", .uint16),
    ("ToInt32", .int32), ("ToUInt32", .uint32), ("ToInt64", .int64), ("ToUInt64", .uint64),
  ].map { name, kind in
    let type = kind.typeName
    return NativeMethod(
      name,
      [
        NativeOverload("\(type) \(name)(\(type) value)") { _, arguments in arguments[0] },
        NativeOverload("\(type) \(name)(string value, int fromBase)") { _, arguments in
          try read(arguments.text(0), base: arguments.int(1), kind)
        },
      ])
  }

  private static func read(
    _ text: String, base: Int, _ kind: NumericKind
  ) throws(NativeFailure) -> PSValue {
    guard [2, 8, 10, 16].contains(base) else { throw .argument("Invalid Base.") }
    var digits = Substring(text)
    if base == 16, digits.hasPrefixIgnoringCase("0x") { digits = digits.dropFirst(2) }
    if base == 10 {
      guard let value = Int128(digits) else {
        throw .format("Input string was not in a correct format.")
      }
      guard let number = kind.number(value) else { throw .overflow(kind.overflowMessage) }
      return .number(number)
    }
    guard !digits.isEmpty, digits.first != "+", digits.first != "-",
      let bits = UInt64(digits, radix: base)
    else {
      throw .format("Could not find any recognizable digits.")
    }
    // Without a sign the digits are the bits of the number.
    let value: Int128 =
      switch kind {
      case .sbyte where bits <= 0xff: Int128(Int8(truncatingIfNeeded: bits))
      case .int16 where bits <= 0xffff: Int128(Int16(truncatingIfNeeded: bits))
      case .int32 where bits <= 0xffff_ffff: Int128(Int32(truncatingIfNeeded: bits))
      case .int64: Int128(Int64(bitPattern: bits))
      default: Int128(bits)
      }
    guard let number = kind.number(value) else { throw .overflow(kind.overflowMessage) }
    return .number(number)
  }

  private static func inBase(_ arguments: NativeArguments) throws(NativeFailure) -> PSValue {
    let base = arguments.int(1)
    guard [2, 8, 10, 16].contains(base) else { throw .argument("Invalid Base.") }
    guard case .number(let number) = arguments[0].unwrapped, let value = number.integer else {
      throw .argument("Only whole numbers have other bases.")
    }
    if base == 10 || value >= 0 { return .string(String(value, radix: base)) }
    if case .int64 = number {
      return .string(String(UInt64(truncatingIfNeeded: value), radix: base))
    }
    return .string(String(UInt32(truncatingIfNeeded: value), radix: base))
  }
}

/// Base64 (RFC 4648).
public enum Base64Text {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Bytes as text.
  public static func encode(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits: UInt32 = 0
      for offset in 0..<3 {
        bits = bits << 8 | UInt32(offset < group.count ? group[start + offset] : 0)
      }
      for place in 0..<4 {
        let isPadding = place > group.count
        result.append(
          isPadding ? UInt8(ascii: "=") : alphabet[Int(bits >> (18 - 6 * UInt32(place)) & 63)])
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Base64 in lines of 76 characters.
  static func lines(_ text: String) -> String {
    let bytes = Array(text.utf8)
    return stride(from: 0, to: bytes.count, by: 76).map {
      String(decoding: bytes[$0..<min($0 + 76, bytes.count)], as: UTF8.self)
    }.joined(separator: "\r\n")
  }

  /// Text as bytes; `nil` for what is no Base64. White space is skipped.
  public static func decode(_ text: String) -> [UInt8]? {
    var bits: UInt32 = 0
    var count = 0
    var padding = 0
    var result: [UInt8] = []
    for byte in text.utf8 where !(byte == 32 || (9...13).contains(byte)) {
      if byte == UInt8(ascii: "=") {
        padding += 1
        count += 1
        bits <<= 6
      } else {
        guard padding == 0, let value = value(byte) else { return nil }
        bits = bits << 6 | value
        count += 1
      }
      if count % 4 == 0 {
        result += [
          UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8),
          UInt8(truncatingIfNeeded: bits),
        ]
        bits = 0
      }
    }
    guard count % 4 == 0, padding <= 2, padding <= result.count else { return nil }
    result.removeLast(padding)
    return result
  }

  private static func value(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5a: return UInt32(byte) - 0x41
    case 0x61...0x7a: return UInt32(byte) - 0x61 + 26
    case 0x30...0x39: return UInt32(byte) - 0x30 + 52
    case UInt8(ascii: "+"): return 62
    case UInt8(ascii: "/"): return 63
    default: return nil
    }
  }
}
