/// The list of hosts that a client talks to although it cannot verify who they are
/// (`configuration.md` 11).
public struct TrustedHosts: Sendable, Equatable {
  private enum Item: Sendable, Equatable {
    case suffix(String)
    case prefix(String)
    case exact(String)
    /// `<local>`: every name without a dot.
    case local
  }

  private let everybody: Bool
  private let items: [Item]

  /// Reads the text of the setting; nil when the list is not valid (fault 2150858911).
  ///
  /// An empty list trusts nobody, `*` alone everybody. Otherwise items are joined by commas, each
  /// a name, an address (IPv6 in brackets), `*suffix`, `prefix*` or `<local>`.
  public init?(_ text: String) {
    let list = text.trimmingXMLSpace()
    if list.isEmpty || list == "*" {
      everybody = !list.isEmpty
      items = []
      return
    }
    everybody = false
    var read: [Item] = []
    for part in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let item = Self.item(part.trimmingXMLSpace().lowercased()) else { return nil }
      read.append(item)
    }
    items = read
  }

  /// Whether the list has the host, given as the user typed it without scheme, port and path.
  ///
  /// Letter case is ignored and no name is resolved. An IPv6 address is compared in brackets.
  public func contains(_ host: String) -> Bool {
    guard !host.isEmpty else { return false }
    if everybody { return true }
    var name = host.lowercased()
    let isIPv6 = name.contains(":")
    if isIPv6, !name.hasPrefix("[") { name = "[" + name + "]" }
    return items.contains { item in
      switch item {
      case .suffix(let suffix): name.hasSuffix(suffix)
      case .prefix(let prefix): name.hasPrefix(prefix)
      case .exact(let exact): name == exact
      case .local: !isIPv6 && !name.contains(".")
      }
    }
  }

  private static func item(_ text: String) -> Item? {
    if text == "<local>" { return .local }
    guard !text.isEmpty, text.utf8.allSatisfy(isAllowed) else { return nil }
    let stars = text.utf8.count { $0 == UInt8(ascii: "*") }
    if stars == 0 { return .exact(text) }
    guard stars == 1, text.utf8.count >= 2 else { return nil }
    if text.hasPrefix("*") { return .suffix(String(text.dropFirst())) }
    return text.hasSuffix("*") ? .prefix(String(text.dropLast())) : nil
  }

  /// Visible characters, without the ones that can stand in no name and no address.
  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "\\"),
      UInt8(ascii: ";"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "?"):
      false
    case 0...0x20, 0x7f: false
    default: true
    }
  }
}
