#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `System.Net.IPAddress`.
public final class PSIPAddress: PSObject {
  /// 4 or 16 bytes.
  public let bytes: [UInt8]

  /// Reads an IPv4 or IPv6 address.
  public init?(_ text: String) {
    var plain = text.trimmingWhiteSpace()
    if plain.hasPrefix("["), plain.hasSuffix("]") { plain = String(plain.dropFirst().dropLast()) }
    var four = in_addr()
    var sixteen = in6_addr()
    if inet_pton(AF_INET, plain, &four) == 1 {
      bytes = withUnsafeBytes(of: &four) { Array($0) }
    } else if inet_pton(AF_INET6, plain, &sixteen) == 1 {
      bytes = withUnsafeBytes(of: &sixteen) { Array($0) }
    } else {
      return nil
    }
  }

  public override var baseTypeNames: [String] { ["System.Net.IPAddress", "System.Object"] }

  public override var text: String {
    if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
    var copy = bytes
    var buffer = [CChar](repeating: 0, count: 64)
    guard inet_ntop(AF_INET6, &copy, &buffer, socklen_t(buffer.count)) != nil else { return "" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  public override var equalityKey: String? { text }
  public override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("AddressFamily", "System.Net.Sockets.AddressFamily"),
      PSPropertyInfo("IPAddressToString"),
    ]
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "addressfamily": return .string(bytes.count == 4 ? "InterNetwork" : "InterNetworkV6")
    case "ipaddresstostring": return .string(text)
    default: return nil
    }
  }
  public override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    guard name.equalsIgnoringCase("GetAddressBytes"), arguments.isEmpty else { return nil }
    return .array(
      PSArray(bytes.map { .number(.byte($0)) }, elementType: "System.Byte"))
  }
}
