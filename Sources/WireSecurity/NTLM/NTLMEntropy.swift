#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What an NTLM exchange takes from outside its messages: random bytes and the time.
struct NTLMEntropy: Sendable {
  /// 8 bytes of the client, or of the server.
  var challenge: [UInt8]
  /// The 16 bytes of the key for the session.
  var sessionKey: [UInt8]
  /// The time in 8 bytes: intervals of 100 ns since 1601.
  var time: [UInt8]

  /// New bytes, and the time of this moment.
  static var fresh: NTLMEntropy {
    NTLMEntropy(
      challenge: SecureRandom.bytes(8), sessionKey: SecureRandom.bytes(16), time: fileTime)
  }

  private static var fileTime: [UInt8] {
    var moment = timespec()
    clock_gettime(CLOCK_REALTIME, &moment)
    let seconds = UInt64(clamping: moment.tv_sec) &+ 11_644_473_600
    var bytes: [UInt8] = []
    bytes.appendLittleEndian(seconds &* 10_000_000 &+ UInt64(clamping: moment.tv_nsec) / 100)
    return bytes
  }
}
