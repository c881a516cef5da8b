#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An IPv4 or IPv6 address as a number; a zone such as `%5` is left out of it.
public struct IPAddress: Sendable, Hashable, Comparable {
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

  /// IPv4 comes before IPv6; within a family the numbers decide.
  public static func < (left: Self, right: Self) -> Bool {
    if left.family != right.family { return left.family == .ipv4 }
    return (left.high, left.low) < (right.high, right.low)
  }
}
