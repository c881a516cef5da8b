/// URIs and addresses.
enum NetTypes {
  static let all: [PSTypeDefinition] = [uri, address, mail, protocols, points]

  private static let protocolNames = PSEnumType(
    "System.Net.SecurityProtocolType",
    [("SystemDefault", 0), ("Ssl3", 48), ("Tls", 192), ("Tls11", 768), ("Tls12", 3072)],
    isFlags: true)
  private static let protocols = PSTypeDefinition(enumeration: protocolNames)

  private static let protocolKey = "System.Net.ServicePointManager::SecurityProtocol"

  /// Scripts choose a protocol here before they download something.
  private static let points = PSTypeDefinition(
    "System.Net.ServicePointManager",
    staticProperties: [
      NativeProperty("SecurityProtocol", protocolNames.name) { context in
        context.session.staticValues[protocolKey]
          ?? .object(PSEnum(protocolNames, 3072))
      } set: { value, context in
        context.session.staticValues[protocolKey] = .object(
          try EnumConversion.value(of: value, as: protocolNames))
      }
    ])

  private static func parsed(_ text: String) throws(NativeFailure) -> PSUri {
    guard let uri = PSUri(text) else {
      throw NativeFailure(
        "System.UriFormatException", "Invalid URI: The hostname or port could not be parsed.")
    }
    return uri
  }

  private static let uri = PSTypeDefinition(
    "System.Uri", accelerators: ["uri"],
    converter: { value, _ in
      guard case .string(let text) = value else { return nil }
      return .object(try parsed(text))
    },
    constructors: [
      NativeOverload("uri new(string uriString)") { _, arguments in
        let uri = try parsed(arguments.text(0))
        guard uri.isAbsolute else {
          throw NativeFailure(
            "System.UriFormatException",
            "Invalid URI: The format of the URI could not be determined.")
        }
        return .object(uri)
      },
      NativeOverload("uri new(string uriString, object uriKind)") { _, arguments in
        .object(try parsed(arguments.text(0)))
      },
      NativeOverload("uri new(uri baseUri, string relativeUri)") { _, arguments in
        guard let base = arguments.object(0, as: PSUri.self), let scheme = base.scheme else {
          throw NativeFailure.argument("The base URI must be absolute.")
        }
        let relative = arguments.text(1)
        if PSUri(relative)?.isAbsolute == true { return .object(try parsed(relative)) }
        let folder = base.path[...(base.path.lastIndex(of: "/") ?? base.path.startIndex)]
        let path = relative.hasPrefix("/") ? relative : folder + relative
        return .object(try parsed("\(scheme)://\(base.authority)\(path)"))
      },
    ],
    staticMethods: [
      NativeMethod("EscapeDataString", "string EscapeDataString(string stringToEscape)") {
        _, arguments in
        .string(PercentEncoding.data(arguments.text(0)))
      },
      NativeMethod("EscapeUriString", "string EscapeUriString(string stringToEscape)") {
        _, arguments in
        .string(PercentEncoding.path(arguments.text(0)))
      },
      NativeMethod("UnescapeDataString", "string UnescapeDataString(string stringToUnescape)") {
        _, arguments in
        .string(PercentEncoding.decode(arguments.text(0)))
      },
      NativeMethod(
        "IsWellFormedUriString", "bool IsWellFormedUriString(string uriString, object uriKind)"
      ) { _, arguments in
        .bool(PSUri(arguments.text(0))?.isAbsolute ?? false)
      },
    ])

  private static func parsedAddress(_ text: String) throws(NativeFailure) -> PSIPAddress {
    guard let address = PSIPAddress(text) else {
      throw .format("An invalid IP address was specified.")
    }
    return address
  }

  private static func fixed(_ name: String, _ text: String) -> NativeProperty {
    NativeProperty(name, "System.Net.IPAddress") { _ in
      PSIPAddress(text).map { .object($0) } ?? .null
    }
  }

  private static let address = PSTypeDefinition(
    "System.Net.IPAddress", accelerators: ["ipaddress"],
    converter: { value, _ in
      guard case .string(let text) = value else { return nil }
      return .object(try parsedAddress(text))
    },
    staticProperties: [
      fixed("Loopback", "127.0.0.1"), fixed("Any", "0.0.0.0"),
      fixed("Broadcast", "255.255.255.255"),
      fixed("IPv6Loopback", "::1"), fixed("IPv6Any", "::"),
    ],
    staticMethods: [
      NativeMethod("Parse", "ipaddress Parse(string ipString)") { _, arguments in
        .object(try parsedAddress(arguments.text(0)))
      },
      NativeMethod(
        "TryParse",
        "bool TryParse(string ipString, System.Management.Automation.PSReference address)"
      ) { _, arguments in
        let address = PSIPAddress(arguments.text(0))
        if let reference = arguments.object(1, as: PSReference.self) {
          try reference.assign(address.map { .object($0) } ?? .null)
        }
        return .bool(address != nil)
      },
    ])

  private static let mail = PSTypeDefinition(
    "System.Net.Mail.MailAddress", accelerators: ["mailaddress"],
    converter: { value, _ in
      guard case .string(let text) = value else { return nil }
      let parts = text.split(separator: "@", omittingEmptySubsequences: false)
      guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
        throw NativeFailure.format(
          "The specified string is not in the form required for an e-mail address.")
      }
      let object = PSCustomObject([
        ("DisplayName", .string("")), ("User", .string(String(parts[0]))),
        ("Host", .string(String(parts[1]))), ("Address", .string(text)),
      ])
      object.typeNames = ["System.Net.Mail.MailAddress", "System.Object"]
      return .object(object)
    })
}
