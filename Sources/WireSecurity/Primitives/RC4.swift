/// The stream cipher RC4, which OpenSSL keeps in a part that is often not installed. NTLM encrypts
/// with it; its key stream goes on from message to message.
struct RC4: Sendable {
  private var permutation: [UInt8]
  private var first: UInt8 = 0
  private var second: UInt8 = 0

  /// A cipher at the beginning of its key stream.
  ///
  /// - Parameter key: 1 to 256 bytes; an empty one is taken as a single zero.
  init(key: [UInt8]) {
    permutation = (0...255).map { UInt8($0) }
    let key = key.isEmpty ? [0] : key
    var other: UInt8 = 0
    for place in 0..<256 {
      other = other &+ permutation[place] &+ key[place % key.count]
      permutation.swapAt(place, Int(other))
    }
  }

  /// Encrypts or decrypts bytes in place, from an index on.
  mutating func apply(to bytes: inout [UInt8], from start: Int = 0) {
    guard start < bytes.count else { return }
    var (first, second) = (first, second)
    permutation.withUnsafeMutableBufferPointer { permutation in
      bytes.withUnsafeMutableBufferPointer { bytes in
        for index in start..<bytes.count {
          first = first &+ 1
          let left = permutation[Int(first)]
          second = second &+ left
          let right = permutation[Int(second)]
          permutation[Int(first)] = right
          permutation[Int(second)] = left
          bytes[index] ^= permutation[Int(left &+ right)]
        }
      }
    }
    (self.first, self.second) = (first, second)
  }

  /// Bytes after encryption or decryption.
  mutating func applied(to bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    apply(to: &bytes)
    return bytes
  }
}
