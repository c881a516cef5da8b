import CIMModel

/// Instances as JSON, in a form that the database can compare: whole numbers of 64 bits without sign as
/// 20 digits, times as DSP0004 writes them, references as paths.
enum CIMDocument {
  /// The text of an instance: the properties of the class in its order, then what the computer keeps
  /// with the instance besides.
  static func text(of instance: CIMInstance, of type: CIMClass) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "{")]
    var written = 0
    for (place, property) in type.properties.enumerated() {
      let value = instance[place, of: type]
      guard !value.isNull else { continue }
      beginMember(property.name, &bytes)
      append(value, as: property.type, to: &bytes)
      written += 1
    }
    if written < instance.count {
      for name in instance.names where type.property(name) == nil {
        beginMember(name, &bytes)
        append(instance[name], as: nil, to: &bytes)
      }
    }
    bytes.append(UInt8(ascii: "}"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The instance of a text.
  ///
  /// - Throws: ``CIMStorageError/unreadable(_:)`` when the text is not what ``text(of:of:)`` writes.
  static func instance(_ text: String, of type: CIMClass) throws(CIMStorageError) -> CIMInstance {
    var text = text
    let instance = text.withUTF8 { bytes -> CIMInstance? in
      var reader = CIMDocumentReader(bytes)
      return reader.instance(of: type)
    }
    guard let instance else { throw .unreadable(type.name) }
    return instance
  }

  /// A whole number without sign as digits that sort like the number.
  static func digits(_ number: UInt64) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 20 - digits.utf8.count) + digits
  }

  /// The member of an embedded instance that names its class.
  static let className = "__class"

  private static func beginMember(_ name: String, _ bytes: inout [UInt8]) {
    if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
    append(name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
  }

  private static func append(_ value: CIMValue, as type: CIMType?, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .boolean(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .unsigned(let number) where type == .uint64: append(digits(number), to: &bytes)
    case .unsigned(let number): bytes.append(contentsOf: String(number).utf8)
    case .signed(let number): bytes.append(contentsOf: String(number).utf8)
    case .real(let number) where number.isFinite:
      bytes.append(contentsOf: String(number).utf8)
    case .char16(let unit): bytes.append(contentsOf: String(unit).utf8)
    case .real, .string, .datetime, .reference: append(value.text, to: &bytes)
    case .array(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        append(value, as: type, to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .instance(let instance):
      bytes.append(UInt8(ascii: "{"))
      beginMember(className, &bytes)
      append(instance.className, to: &bytes)
      for name in instance.names {
        beginMember(name, &bytes)
        append(instance[name], as: nil, to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let backslash = UInt8(ascii: "\\")
    bytes.append(quote)
    for byte in text.utf8 {
      switch byte {
      case quote, backslash:
        bytes.append(backslash)
        bytes.append(byte)
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes.append(contentsOf: (byte < 16 ? "\\u000\(digits)" : "\\u00\(digits)").utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(quote)
  }
}
