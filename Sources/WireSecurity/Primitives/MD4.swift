/// The digest MD4 (RFC 1320), which OpenSSL keeps in a part that is often not installed. Good for
/// nothing but what NTLM makes of a password.
enum MD4 {
  /// The digest: 16 bytes.
  static func digest(_ bytes: [UInt8]) -> [UInt8] {
    var message = bytes
    message.append(0x80)
    message.append(contentsOf: repeatElement(0, count: (120 - message.count % 64) % 64))
    message.appendLittleEndian(UInt64(bytes.count) &* 8)
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476]
    for start in stride(from: 0, to: message.count, by: 64) {
      mix(message[start..<(start + 64)], into: &state)
    }
    var digest: [UInt8] = []
    for word in state { digest.appendLittleEndian(word) }
    return digest
  }

  private struct Round {
    let constant: UInt32
    let order: [Int]
    let shifts: [UInt32]
    let mix: @Sendable (UInt32, UInt32, UInt32) -> UInt32
  }

  private static let rounds = [
    Round(constant: 0, order: Array(0..<16), shifts: [3, 7, 11, 19]) { $0 & $1 | ~$0 & $2 },
    Round(
      constant: 0x5A82_7999, order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
      shifts: [3, 5, 9, 13]
    ) { $0 & $1 | $0 & $2 | $1 & $2 },
    Round(
      constant: 0x6ED9_EBA1, order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
      shifts: [3, 9, 11, 15]
    ) { $0 ^ $1 ^ $2 },
  ]

  private static func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
    let words = (0..<16).map { UInt32(littleEndian: block, at: $0 * 4) }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    for round in rounds {
      for (step, place) in round.order.enumerated() {
        let sum = a &+ round.mix(b, c, d) &+ words[place] &+ round.constant
        let shift = round.shifts[step % 4]
        (a, d, c, b) = (d, c, b, sum << shift | sum >> (32 - shift))
      }
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
  }
}
