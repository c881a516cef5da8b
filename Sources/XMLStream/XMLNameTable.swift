/// The names that a parser has met, each made into Swift strings once.
///
/// libxml2 keeps the texts of names in a dictionary of the parser, so equal names have equal
/// addresses for as long as the parser lives; the addresses are the keys here.
struct XMLNameTable {
  private(set) var names: [XMLFragment.QualifiedName] = []
  /// How long the names are together, in bytes of UTF-8.
  private(set) var byteCount = 0
  /// The length of the longest local name, in bytes of UTF-8.
  private(set) var longestName = 0

  private struct Key: Equatable {
    var prefix: UnsafePointer<UInt8>?
    var namespace: UnsafePointer<UInt8>?
    var local: UnsafePointer<UInt8>?

    /// Mixes the addresses; their lowest bits carry little.
    var hash: Int {
      var value = UInt(bitPattern: local) &* 0x9E37_79B9_7F4A_7C15
      value ^= UInt(bitPattern: namespace) &* 0xC2B2_AE3D_27D4_EB4F
      value ^= UInt(bitPattern: prefix) &* 0x1656_67B1_9E37_79F9
      return Int(bitPattern: value >> 20)
    }
  }

  private var keys: [Key] = []
  /// Open addressing; 0 is a free place, else the number of the name plus 1.
  private var slots = [UInt32](repeating: 0, count: 64)
  /// Prefixes and namespaces: few, and shared by many names.
  private var texts: [(pointer: UnsafePointer<UInt8>, text: String)] = []

  /// The number of the name with these texts of the dictionary.
  mutating func number(
    prefix: UnsafePointer<UInt8>?, namespace: UnsafePointer<UInt8>?,
    local: UnsafePointer<UInt8>?
  ) -> UInt32 {
    let key = Key(prefix: prefix, namespace: namespace, local: local)
    var slot = place(of: key)
    if slots[slot] != 0 { return slots[slot] &- 1 }
    let name = XMLName(text(namespace), local.map { String(cString: $0) } ?? "")
    longestName = max(longestName, name.localName.utf8.count)
    byteCount &+= name.localName.utf8.count
    names.append(.init(prefix: text(prefix), name: name))
    keys.append(key)
    if names.count * 2 > slots.count {
      grow()
      slot = place(of: key)
    }
    slots[slot] = UInt32(truncatingIfNeeded: names.count)
    return slots[slot] &- 1
  }

  /// The place that holds the key, or the free one where it belongs.
  private func place(of key: Key) -> Int {
    let mask = slots.count &- 1
    var slot = key.hash & mask
    while slots[slot] != 0, keys[Int(slots[slot] &- 1)] != key { slot = (slot &+ 1) & mask }
    return slot
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (position, key) in keys.dropLast().enumerated() {
      slots[place(of: key)] = UInt32(truncatingIfNeeded: position + 1)
    }
  }

  private mutating func text(_ pointer: UnsafePointer<UInt8>?) -> String {
    guard let pointer else { return "" }
    for known in texts.suffix(32).reversed() where known.pointer == pointer { return known.text }
    let text = String(cString: pointer)
    byteCount &+= text.utf8.count
    texts.append((pointer, text))
    return text
  }
}
