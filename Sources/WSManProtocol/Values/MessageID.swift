/// The id of a message, session or operation: `uuid:` and a GUID in capital letters when it is
/// ours, any text when it is another's. It is always repeated as it was written.
public struct MessageID: Sendable, Hashable, CustomStringConvertible {
  /// The text in the message.
  public var text: String

  /// An id from a message.
  public init(_ text: String) {
    self.text = text
  }

  /// A new id that is used nowhere else; see ``RepeatableIdentifiers``.
  public static func random() -> MessageID {
    MessageID("uuid:" + GUID.random())
  }

  /// The text.
  public var description: String { text }
}

/// Random GUIDs of version 4.
public enum GUID {
  /// A new GUID in capital letters, without braces, such as `1A2F2108-D2BA-4001-9671-301ABAD2D301`.
  public static func random() -> String {
    let repeatable = RepeatableIdentifiers.current
    let high = (repeatable?.next() ?? RandomNumbers.next()) & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    let low =
      (repeatable?.next() ?? RandomNumbers.next()) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    return String(unsafeUninitializedCapacity: 36) { buffer in
      var position = 0
      for index in 0..<32 {
        if index == 8 || index == 12 || index == 16 || index == 20 {
          buffer[position] = UInt8(ascii: "-")
          position &+= 1
        }
        let half = index < 16 ? high : low
        let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 &- 4 &* (index & 15))) & 15
        buffer[position] = digit < 10 ? 0x30 &+ digit : 0x37 &+ digit
        position &+= 1
      }
      return 36
    }
  }
}
