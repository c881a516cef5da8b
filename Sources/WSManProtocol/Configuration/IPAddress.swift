#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An IPv4 or IPv6 address as a number; a zone such as `%5` is left out of it.
public struct IPAddress: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The two kinds of addresses.
  public enum Family: Sendable, Hashable {
    /// 32 bits.
    case ipv4
    /// 128 bits.
    case ipv6
  }

  /// The kind of the address.
  public let family: Family
  private let high: UInt64
  private let low: UInt64

  /// Reads the usual text form, with a zone but without brackets; nil when it is none.
  public init?(_ text: String) {
    let bare = text.prefix { $0 != "%" }
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &bytes) == 1 {
      family = .ipv4
      high = 0
      low = bytes.prefix(4).reduce(0) { $0 << 8 | UInt64($1) }
    } else if bare.contains(":"), inet_pton(AF_INET6, String(bare), &bytes) == 1 {
      family = .ipv6
      high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
      low = bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
    } else {
      return nil
    }
  }

  private init(family: Family, high: UInt64, low: UInt64) {
    self.family = family
    self.high = high
    self.low = low
  }

  /// The address that many steps further; it stays within the last 32 bits.
  public func advanced(by distance: UInt32) -> IPAddress {
    let last = UInt32(truncatingIfNeeded: low) &+ distance
    return IPAddress(family: family, high: high, low: low & ~0xFFFF_FFFF | UInt64(last))
  }

  /// The usual text form, without a zone.
  public var description: String {
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let all = (0..<16).map { index in
      UInt8(truncatingIfNeeded: (index < 8 ? high : low) >> UInt64(56 - index % 8 * 8))
    }
    let bytes = family == .ipv4 ? Array(all.suffix(4)) : all
    let kind = family == .ipv4 ? AF_INET : AF_INET6
    guard inet_ntop(kind, bytes, &buffer, socklen_t(buffer.count)) != nil else { return "" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// IPv4 comes before IPv6; within a family the numbers decide.
  public static func < (left: Self, right: Self) -> Bool {
    if left.family != right.family { return left.family == .ipv4 }
    return (left.high, left.low) < (right.high, right.low)
  }
}
