/// The proxy that HTTPS goes through, as the usual environment variables name it: `https_proxy`, else
/// `all_proxy`, and the hosts of `no_proxy` that are reached directly.
public struct ProxyServer: Sendable, Equatable {
  /// Host and port, or a URL; a user name and a password may stand in it.
  public var address: String
  /// The hosts that are reached without it: names, ends of names, or `*` for all.
  public var exceptions: [String]

  /// A proxy.
  public init(address: String, exceptions: [String] = []) {
    self.address = address
    self.exceptions = exceptions
  }

  /// The proxy that variables name; nil when they name none.
  ///
  /// - Parameter variable: gives the value of a variable whose name is in lower case.
  public init?(environment variable: (String) -> String?) {
    let addresses = ["https_proxy", "all_proxy"].compactMap { variable($0) }
    guard let address = addresses.first(where: { !$0.isEmpty }) else { return nil }
    let exceptions = (variable("no_proxy") ?? "").split { $0 == "," || $0 == " " }
    self.init(address: address, exceptions: exceptions.map(String.init))
  }

  /// Whether a host is reached through the proxy. An exception covers the host of its name and all
  /// whose names end in it after a dot.
  public func serves(_ host: String) -> Bool {
    let host = host.lowercased()
    return !exceptions.contains { exception in
      var name = exception.lowercased()[...]
      if name == "*" { return true }
      while name.first == "." { name.removeFirst() }
      if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
      return !name.isEmpty && (host == name || host.hasSuffix("." + name))
    }
  }

  /// The address for people: without a user name and a password.
  public var displayAddress: String {
    guard let at = address.lastIndex(of: "@") else { return address }
    let scheme = address.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
    let start = scheme.count == 2 ? scheme[0] + "://" : ""
    return start + address[address.index(after: at)...]
  }
}

extension ProxyServer: CustomStringConvertible, CustomDebugStringConvertible {
  /// The address without a password, so that no log or message shows it.
  public var description: String { displayAddress }

  /// The same as `description`.
  public var debugDescription: String { displayAddress }
}
