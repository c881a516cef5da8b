/// `System.Text.Encoding`: texts as bytes.
public final class PSEncoding: PSObject {
  /// The encodings that scripts can name.
  public enum Kind: String, CaseIterable, Sendable {
    case utf8 = "UTF8"
    case unicode = "Unicode"
    case bigEndianUnicode = "BigEndianUnicode"
    case ascii = "ASCII"
  }

  /// Which encoding it is.
  public let kind: Kind
  private let writesMark: Bool

  /// Makes an encoding.
  /// - Parameter writesMark: whether files of it begin with a byte-order mark.
  public init(_ kind: Kind, writesMark: Bool = true) {
    self.kind = kind
    self.writesMark = writesMark
  }

  /// The byte-order mark that files of the encoding begin with.
  public var preamble: [UInt8] {
    guard writesMark else { return [] }
    switch kind {
    case .utf8: return [0xef, 0xbb, 0xbf]
    case .unicode: return [0xff, 0xfe]
    case .bigEndianUnicode: return [0xfe, 0xff]
    case .ascii: return []
    }
  }

  /// A text as bytes; what ASCII does not have becomes a question mark.
  public func bytes(of text: String) -> [UInt8] {
    switch kind {
    case .utf8: return Array(text.utf8)
    case .ascii: return text.utf16.map { $0 < 0x80 ? UInt8($0) : 0x3f }
    case .unicode:
      return text.utf16.flatMap {
        [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
      }
    case .bigEndianUnicode:
      return text.utf16.flatMap {
        [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)]
      }
    }
  }

  /// Bytes as a text; what is invalid becomes a replacement character.
  public func text(of bytes: [UInt8]) -> String {
    switch kind {
    case .utf8: return String(decoding: bytes, as: UTF8.self)
    case .ascii: return String(decoding: bytes.map { $0 < 0x80 ? $0 : 0x3f }, as: UTF8.self)
    case .unicode, .bigEndianUnicode:
      let swapped = kind == .bigEndianUnicode
      let units = stride(from: 0, to: bytes.count - bytes.count % 2, by: 2).map { index in
        let (low, high) =
          swapped ? (bytes[index + 1], bytes[index]) : (bytes[index], bytes[index + 1])
        return UInt16(low) | UInt16(high) << 8
      }
      return String(decoding: units, as: UTF16.self)
    }
  }

  public override var baseTypeNames: [String] {
    ["System.Text.\(kind.rawValue)Encoding", "System.Text.Encoding", "System.Object"]
  }
  public override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("BodyName"), PSPropertyInfo("EncodingName"), PSPropertyInfo("WebName"),
      PSPropertyInfo("CodePage", "System.Int32"),
    ]
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    let webName: String
    let codePage: Int32
    switch kind {
    case .utf8: (webName, codePage) = ("utf-8", 65001)
    case .unicode: (webName, codePage) = ("utf-16", 1200)
    case .bigEndianUnicode: (webName, codePage) = ("utf-16BE", 1201)
    case .ascii: (webName, codePage) = ("us-ascii", 20127)
    }
    switch name.lowercased() {
    case "bodyname", "webname": return .string(webName)
    case "encodingname": return .string(kind.rawValue)
    case "codepage": return .int(codePage)
    default: return nil
    }
  }
  public override var declaredMethods: [PSMethodInfo] { Self.methods.map(\.info) }
  public override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    try await NativeCall.invoke(Self.methods, name, on: .object(self), arguments, in: context)
  }

  private static let methods: [NativeMethod] = [
    NativeMethod("GetBytes", "byte[] GetBytes(string s)") { target, arguments in
      guard let encoding = target.asObject as? PSEncoding else { return .null }
      return ByteArrays.value(encoding.bytes(of: arguments.text(0)))
    },
    NativeMethod(
      "GetString",
      [
        NativeOverload("string GetString(byte[] bytes)") { target, arguments in
          guard let encoding = target.asObject as? PSEncoding else { return .null }
          return .string(encoding.text(of: ByteArrays.bytes(arguments[0])))
        },
        NativeOverload("string GetString(byte[] bytes, int index, int count)") {
          target, arguments in
          guard let encoding = target.asObject as? PSEncoding else { return .null }
          let part = try ByteArrays.part(arguments[0], arguments.int(1), arguments.int(2))
          return .string(encoding.text(of: part))
        },
      ]),
    NativeMethod("GetPreamble", "byte[] GetPreamble()") { target, _ in
      guard let encoding = target.asObject as? PSEncoding else { return .null }
      return ByteArrays.value(encoding.preamble)
    },
    NativeMethod("GetByteCount", "int GetByteCount(string chars)") { target, arguments in
      guard let encoding = target.asObject as? PSEncoding else { return .null }
      return .int(encoding.bytes(of: arguments.text(0)).count)
    },
  ]
}

/// `Byte[]` values.
public enum ByteArrays {
  /// Bytes as an array of the language.
  public static func value(_ bytes: some Sequence<UInt8>) -> PSValue {
    .array(PSArray(bytes.map { .number(.byte($0)) }, elementType: "System.Byte"))
  }

  /// The bytes of an array; elements of other types count with their lowest byte.
  public static func bytes(_ value: PSValue) -> [UInt8] {
    value.enumerated.compactMap { element in
      guard case .number(let number) = element.unwrapped else { return nil }
      return number.roundedInteger.map { UInt8(truncatingIfNeeded: $0) }
    }
  }

  /// Some of the bytes of an array.
  /// - Throws: ``NativeFailure`` `System.ArgumentOutOfRangeException` when it has not that many.
  public static func part(
    _ value: PSValue, _ index: Int, _ count: Int
  ) throws(NativeFailure) -> [UInt8] {
    let bytes = bytes(value)
    guard index >= 0, count >= 0, index <= bytes.count, count <= bytes.count - index else {
      throw .outOfRange(
        "Index and count must refer to a location within the buffer.", "bytes")
    }
    return Array(bytes[index..<index + count])
  }
}
