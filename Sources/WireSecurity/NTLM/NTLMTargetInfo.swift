/// The list of attributes that a server sends about itself, and that a client signs with additions
/// of its own (`protocol.md` 14.1).
struct NTLMTargetInfo: Sendable, Equatable {
  /// An attribute by its number.
  enum Attribute: UInt16, Sendable {
    case computerName = 1
    case domainName = 2
    case dnsComputerName = 3
    case dnsDomainName = 4
    case flags = 6
    case timestamp = 7
    case targetName = 9
    case channelBindings = 10
  }

  /// The bit of ``Attribute/flags`` that tells of a message integrity code.
  static let hasIntegrityCode: UInt32 = 2

  private struct Pair: Sendable, Equatable {
    let number: UInt16
    var value: [UInt8]
  }

  private var pairs: [Pair] = []

  /// An empty list.
  init() {}

  /// Reads a list up to its end mark.
  ///
  /// - Throws: `malformed` when a value is cut off or the end mark is missing.
  init(_ bytes: ArraySlice<UInt8>) throws(SecurityError) {
    var rest = bytes
    while rest.count >= 4 {
      let head = UInt32(littleEndian: rest, at: 0)
      let (number, length) = (UInt16(truncatingIfNeeded: head), Int(head >> 16))
      rest = rest.dropFirst(4)
      if number == 0 { return }
      guard length <= rest.count else { throw .malformed }
      pairs.append(Pair(number: number, value: Array(rest.prefix(length))))
      rest = rest.dropFirst(length)
    }
    throw .malformed
  }

  /// The list with its end mark.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for pair in pairs {
      bytes.appendLittleEndian(pair.number)
      bytes.appendLittleEndian(UInt16(clamping: pair.value.count))
      bytes.append(contentsOf: pair.value)
    }
    return bytes + [0, 0, 0, 0]
  }

  /// The value of an attribute; nil when it is absent. A new value is put in the place of the old
  /// one, or at the end.
  subscript(attribute: Attribute) -> [UInt8]? {
    get { pairs.first { $0.number == attribute.rawValue }?.value }
    set {
      let index = pairs.firstIndex { $0.number == attribute.rawValue }
      guard let newValue else {
        pairs.removeAll { $0.number == attribute.rawValue }
        return
      }
      if let index {
        pairs[index].value = newValue
      } else {
        pairs.append(Pair(number: attribute.rawValue, value: newValue))
      }
    }
  }

  /// The time of the server, 8 bytes; nil when it tells none.
  var timestamp: [UInt8]? {
    self[.timestamp].flatMap { $0.count == 8 ? $0 : nil }
  }

  /// The bits of the attribute of flags, 0 when it is absent.
  var flags: UInt32 {
    guard let value = self[.flags], value.count == 4 else { return 0 }
    return UInt32(littleEndian: value[...], at: 0)
  }
}
