/// Names of items that have none of their own in WS-Management, made from hashes exactly as 64-bit
/// Windows PowerShell 5.1 makes them (`provider.md` 9).
enum ItemNames {
  /// The string hash of .NET Framework on 64 bit (`provider.md` 9.1).
  static func hash(_ text: String) -> Int32 {
    var even: Int32 = 5381
    var odd: Int32 = 5381
    for (index, unit) in text.utf16.enumerated() {
      if unit == 0 { break }
      if index.isMultiple(of: 2) {
        even = (even &* 33) ^ Int32(unit)
      } else {
        odd = (odd &* 33) ^ Int32(unit)
      }
    }
    return even &+ odd &* 1_566_083_941
  }

  /// Prefix, `_` and the absolute hash of a text.
  static func name(_ prefix: String, _ text: String) -> String {
    "\(prefix)_\(hash(text).magnitude)"
  }

  /// `ListeningOn_n` of an address.
  static func listeningOn(_ address: String) -> String { name("ListeningOn", address) }

  /// `Resource_n` of a resource URI.
  static func resource(_ uri: String) -> String { name("Resource", uri) }

  /// `Security_n` of a resource's directory name: all security entries of a resource share it.
  static func security(ofResource directory: String) -> String { name("Security", directory) }

  /// `Listener_n` and the keys in their order, from the listener's children in document order.
  static func listener(_ children: [(name: String, value: String)]) -> (
    name: String, keys: [String]
  ) {
    var table = FrameworkHashtable()
    for child in children {
      table.add(child.name == "ListeningOn" ? listeningOn(child.value) : child.name, child.value)
    }
    let parts = table.walk().filter { ["Address", "Transport", "Port"].contains($0.key) }
    let text = parts.map { "\($0.key)=\($0.value)" }.joined()
    let keys = parts.filter { $0.key != "Port" }.map { "\($0.key)=\($0.value)" }
    return (name("Listener", text), keys)
  }

  /// `ClientCertificate_n` and the keys in their order, from the mapping's children.
  static func clientCertificate(
    _ children: [(name: String, value: String)]
  ) -> (name: String, keys: [String]) {
    var table = FrameworkHashtable()
    for child in children { table.add(child.name, child.value) }
    let parts = table.walk().filter { ["uri", "subject", "issuer"].contains($0.key.lowercased()) }
    let keys = parts.map { "\($0.key)=\($0.value)" }
    return (name("ClientCertificate", keys.joined()), keys)
  }

  /// The order in which computed names are listed (`provider.md` 9.5).
  static func listingOrder(_ names: [String]) -> [String] {
    var table = FrameworkHashtable()
    for name in names { table.add(name, "") }
    return table.walk().map(\.key)
  }
}

/// The hash table of .NET Framework, for the order in which it is walked (`provider.md` 9.2).
struct FrameworkHashtable {
  private static let primes = [
    3, 7, 11, 17, 23, 29, 37, 47, 59, 71, 89, 107, 131, 163, 197, 239, 293, 353, 431, 521, 631, 761,
    919, 1103, 1327, 1597, 1931, 2333, 2801, 3371, 4049, 4861, 5839, 7013, 8419, 10103, 12143,
    14591, 17519, 21023, 25229, 30293, 36353, 43627, 52361, 62851, 75431, 90523, 108_631, 130_363,
    156_437, 187_751, 225_307, 270_371, 324_449, 389_357, 467_237, 560_689, 672_827, 807_403,
    968_897, 1_162_687, 1_395_263, 1_674_319, 2_009_191, 2_411_033, 2_893_249, 3_471_899,
    4_166_287, 4_999_559, 5_999_471, 7_199_369,
  ]

  private var buckets: [(key: String, value: String)?] = Array(repeating: nil, count: 3)
  private var count = 0

  /// Adds an entry; an equal key takes the new value.
  mutating func add(_ key: String, _ value: String) {
    if count >= buckets.count * 72 / 100 { grow() }
    if Self.insert((key, value), into: &buckets) { count += 1 }
  }

  /// The entries from the highest bucket to the lowest.
  func walk() -> [(key: String, value: String)] { buckets.reversed().compactMap { $0 } }

  private mutating func grow() {
    let wanted = buckets.count * 2
    guard let size = Self.primes.first(where: { $0 >= wanted }) else { return }
    var larger: [(key: String, value: String)?] = Array(repeating: nil, count: size)
    for entry in buckets { if let entry { _ = Self.insert(entry, into: &larger) } }
    buckets = larger
  }

  private static func insert(
    _ entry: (key: String, value: String), into buckets: inout [(key: String, value: String)?]
  ) -> Bool {
    let hash = UInt32(bitPattern: ItemNames.hash(entry.key)) & 0x7FFF_FFFF
    let size = UInt32(buckets.count)
    let step = 1 + (hash &* 101) % (size - 1)
    var index = hash % size
    for _ in buckets {
      guard let present = buckets[Int(index)] else {
        buckets[Int(index)] = entry
        return true
      }
      if present.key == entry.key {
        buckets[Int(index)] = entry
        return false
      }
      index = UInt32((UInt64(index) + UInt64(step)) % UInt64(size))
    }
    return false
  }
}
