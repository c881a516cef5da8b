/// The URI of a resource, in full as it travels in the header. Comparing ignores letter case, as
/// Windows does (`protocol.md` 3.3).
public struct ResourceURI: Sendable {
  /// The URI as it was written, without white space around it.
  public let text: String

  /// A URI as it stands in a message; aliases are not expanded.
  public init(_ text: String) {
    self.text = text.trimmingXMLSpace()
  }

  /// The resource below this one: the text, `/` and the step.
  public func appending(_ step: String) -> ResourceURI {
    ResourceURI(text.hasSuffix("/") ? text + step : text + "/" + step)
  }

  /// The configuration of the service and the client, `winrm/config`.
  public static let configuration =
    ResourceURI("http://schemas.microsoft.com/wbem/wsman/1/config")
  /// The remote shells.
  public static let shell =
    ResourceURI("http://schemas.microsoft.com/wbem/wsman/1/windows/shell")
  /// The classes of WMI; namespace and class follow.
  public static let wmi = ResourceURI("http://schemas.microsoft.com/wbem/wsman/1/wmi")
  /// The classes of CIM; the class follows.
  public static let cim =
    ResourceURI("http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2")

  /// Whether this resource is the other one or lies below it.
  public func isAtOrBelow(_ other: ResourceURI) -> Bool {
    // By bytes, since the service asks this several times about every request.
    func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
    var one = text
    var prefix = other.text
    return one.withUTF8 { one in
      prefix.withUTF8 { prefix in
        guard one.count >= prefix.count,
          zip(one, prefix).allSatisfy({ $0 == $1 || lowercased($0) == lowercased($1) })
        else { return false }
        return one.count == prefix.count || one[prefix.count] == UInt8(ascii: "/")
      }
    }
  }
}

extension ResourceURI: Hashable, CustomStringConvertible {
  /// Whether both name the same resource.
  public static func == (left: ResourceURI, right: ResourceURI) -> Bool {
    left.text == right.text || left.text.lowercased() == right.text.lowercased()
  }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(text.lowercased())
  }

  /// The URI.
  public var description: String { text }
}
