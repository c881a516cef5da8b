/// `System.Uri`: a URI as it was written, and its parts.
public final class PSUri: PSObject {
  /// The URI as it was written.
  public let original: String
  /// The scheme in lower case; `nil` for a relative URI.
  public let scheme: String?
  /// The part before `@`, as written.
  public let userInfo: String
  /// The host in lower case, brackets around an IPv6 address.
  public let host: String
  /// The port; the scheme's own when none is written, -1 when it has none.
  public let port: Int
  /// The path, `/` at least behind a host.
  public let path: String
  /// The query with its question mark.
  public let query: String
  /// The fragment with its number sign.
  public let fragment: String

  private static let defaultPorts = ["http": 80, "https": 443, "ftp": 21, "ws": 80, "wss": 443]

  /// Reads a URI; every text is at least a relative one, but a host or port that cannot be is refused.
  public init?(_ text: String) {
    original = text
    var rest = Substring(text.trimmingWhiteSpace())
    guard let colon = rest.firstIndex(of: ":"), Self.isScheme(rest[..<colon]) else {
      scheme = nil
      (userInfo, host, port, path, query, fragment) = ("", "", -1, text, "", "")
      return
    }
    let scheme = rest[..<colon].lowercased()
    rest = rest[rest.index(after: colon)...]
    self.scheme = scheme
    var tail = rest
    if let mark = tail.firstIndex(of: "#") {
      fragment = String(tail[mark...])
      tail = tail[..<mark]
    } else {
      fragment = ""
    }
    if let mark = tail.firstIndex(of: "?") {
      query = String(tail[mark...])
      tail = tail[..<mark]
    } else {
      query = ""
    }
    guard tail.hasPrefix("//") else {
      (userInfo, host, port, path) = ("", "", -1, String(tail))
      return
    }
    tail = tail.dropFirst(2)
    var authority = tail.prefix { $0 != "/" && $0 != "\\" }
    let location = String(tail.dropFirst(authority.count)).map { $0 == "\\" ? "/" : $0 }
    path = location.isEmpty ? "/" : String(location)
    if let at = authority.lastIndex(of: "@") {
      userInfo = String(authority[..<at])
      authority = authority[authority.index(after: at)...]
    } else {
      userInfo = ""
    }
    var number = Self.defaultPorts[scheme] ?? -1
    if let mark = authority.lastIndex(of: ":"), !authority.hasSuffix("]") {
      let digits = authority[authority.index(after: mark)...]
      if !digits.isEmpty {
        guard let given = UInt16(digits) else { return nil }
        number = Int(given)
      }
      authority = authority[..<mark]
    }
    guard !authority.contains(where: { $0.isWhitespace || "<>\"^`{|}".contains($0) }),
      !authority.isEmpty || scheme == "file"
    else { return nil }
    host = authority.lowercased()
    port = number
  }

  private static func isScheme(_ text: Substring) -> Bool {
    guard let first = text.first, first.isASCII, first.isLetter, text.count > 1 else {
      return false
    }
    return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  }

  /// Whether the URI begins with a scheme.
  public var isAbsolute: Bool { scheme != nil }

  /// Host, and port unless it is the scheme's own.
  public var authority: String { host + (isDefaultPort ? "" : ":\(port)") }

  private var isDefaultPort: Bool {
    port == -1 || port == scheme.flatMap { Self.defaultPorts[$0] }
  }

  /// The URI in its usual form, with what may not stand in it escaped.
  public var absolute: String {
    guard let scheme else { return original }
    let mark = original.dropFirst(scheme.count + 1).hasPrefix("//") ? "//" : ""
    let user = userInfo.isEmpty ? "" : userInfo + "@"
    return scheme + ":" + mark + user + authority + PercentEncoding.path(path)
      + PercentEncoding.path(query) + PercentEncoding.path(fragment)
  }

  public override var baseTypeNames: [String] { ["System.Uri", "System.Object"] }
  public override var text: String { original }
  public override var equalityKey: String? { absolute }

  private static let properties: [(String, String)] = [
    ("AbsolutePath", "System.String"), ("AbsoluteUri", "System.String"),
    ("LocalPath", "System.String"), ("Authority", "System.String"),
    ("HostNameType", "System.UriHostNameType"), ("IsDefaultPort", "System.Boolean"),
    ("IsFile", "System.Boolean"), ("IsLoopback", "System.Boolean"),
    ("PathAndQuery", "System.String"), ("Segments", "System.String[]"), ("IsUnc", "System.Boolean"),
    ("Host", "System.String"), ("Port", "System.Int32"), ("Query", "System.String"),
    ("Fragment", "System.String"), ("Scheme", "System.String"),
    ("OriginalString", "System.String"), ("DnsSafeHost", "System.String"),
    ("IdnHost", "System.String"), ("IsAbsoluteUri", "System.Boolean"),
    ("UserEscaped", "System.Boolean"), ("UserInfo", "System.String"),
  ]

  public override var declaredProperties: [PSPropertyInfo] {
    Self.properties.map { PSPropertyInfo($0.0, $0.1) }
  }

  public override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "originalstring": return .string(original)
    case "isabsoluteuri": return .bool(isAbsolute)
    case "userescaped", "isunc": return .bool(false)
    default: break
    }
    guard let scheme else {
      // .NET refuses these on relative URIs, and a refused getter reads as $null.
      return Self.properties.contains { $0.0.equalsIgnoringCase(name) } ? .null : nil
    }
    switch name.lowercased() {
    case "absoluteuri": return .string(absolute)
    case "absolutepath": return .string(PercentEncoding.path(path))
    case "localpath": return .string(PercentEncoding.decode(path))
    case "authority": return .string(authority)
    case "isdefaultport": return .bool(isDefaultPort)
    case "isfile": return .bool(scheme == "file")
    case "isloopback": return .bool(["localhost", "127.0.0.1", "[::1]"].contains(host))
    case "pathandquery": return .string(PercentEncoding.path(path) + query)
    case "segments": return .strings(segments)
    case "host": return .string(host)
    case "dnssafehost", "idnhost":
      return .string(host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host)
    case "hostnametype": return .string(hostNameType)
    case "port": return .int(port)
    case "query": return .string(query)
    case "fragment": return .string(fragment)
    case "scheme": return .string(scheme)
    case "userinfo": return .string(userInfo)
    default: return nil
    }
  }

  private var hostNameType: String {
    if host.isEmpty { return "Basic" }
    if host.hasPrefix("[") { return "IPv6" }
    return PSIPAddress(host) == nil ? "Dns" : "IPv4"
  }

  private var segments: [String] {
    var parts: [String] = []
    var current = ""
    for character in path {
      current.append(character)
      if character == "/" {
        parts.append(current)
        current = ""
      }
    }
    return current.isEmpty ? parts : parts + [current]
  }
}

extension PSUri: ParameterValue {
  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType { .named("System.Uri") }
}

/// `%41`: escapes of URIs.
enum PercentEncoding {
  /// Everything but unreserved characters escaped, as `EscapeDataString` does.
  static func data(_ text: String) -> String { encode(text, keeping: "-_.~") }

  /// What may not stand in a URI escaped; escapes that are there already stay.
  static func path(_ text: String) -> String { encode(text, keeping: "-_.~!*'();:@&=+$,/?#[]%") }

  private static func encode(_ text: String, keeping kept: String) -> String {
    var result = ""
    for byte in text.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        byte < 0x80
        && (scalar.properties.isAlphabetic || (0x30...0x39).contains(byte)
          || kept.utf8.contains(byte))
      if isPlain {
        result.unicodeScalars.append(scalar)
      } else {
        result += "%" + NumberFormat.padded(String(byte, radix: 16, uppercase: true), 2)
      }
    }
    return result
  }

  /// The text with escapes resolved; what is no escape stays.
  static func decode(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x25, index + 2 < bytes.count,
        let byte = UInt8(
          String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        result.append(byte)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
