extension String {
  /// The host in an address such as `http://server01:5985/wsman`, without the brackets of IPv6;
  /// nil when there is none.
  package var hostOfURL: String? {
    guard let start = firstRange(of: "://")?.upperBound else { return nil }
    let authority = self[start...].prefix { $0 != "/" && $0 != "?" }
    if authority.first == "[" {
      return authority.dropFirst().prefix { $0 != "]" }.nonEmpty
    }
    return authority.prefix { $0 != ":" }.nonEmpty
  }
}

extension Substring {
  fileprivate var nonEmpty: String? { isEmpty ? nil : String(self) }
}
