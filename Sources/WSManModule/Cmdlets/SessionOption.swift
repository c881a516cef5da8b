import PSEngine
import WSManClient

/// What `New-WSManSessionOption` makes: `Microsoft.WSMan.Management.SessionOption`.
final class SessionOption: PSObject, ParameterValue {
  static var parameterType: ParameterType { .named("Microsoft.WSMan.Management.SessionOption") }

  var skipCACheck = false
  var skipCNCheck = false
  var skipRevocationCheck = false
  var useEncryption = true
  var useUTF16 = false
  var proxyAuthentication: Int64 = 0
  var spnPort: Int32 = 0
  var operationTimeout: Int32 = 0
  var proxyCredential: PSCredential?
  var proxyAccessType: Int64 = 0

  override var baseTypeNames: [String] {
    ["Microsoft.WSMan.Management.SessionOption", "System.Object"]
  }

  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("SkipCACheck", "System.Boolean", isSettable: true),
      PSPropertyInfo("SkipCNCheck", "System.Boolean", isSettable: true),
      PSPropertyInfo("SkipRevocationCheck", "System.Boolean", isSettable: true),
      PSPropertyInfo("UseEncryption", "System.Boolean", isSettable: true),
      PSPropertyInfo("UseUtf16", "System.Boolean", isSettable: true),
      PSPropertyInfo("ProxyAuthentication", ProxyAuthenticationValue.enumType.name),
      PSPropertyInfo("SPNPort", "System.Int32", isSettable: true),
      PSPropertyInfo("OperationTimeout", "System.Int32", isSettable: true),
      PSPropertyInfo("ProxyCredential", "System.Net.NetworkCredential"),
      PSPropertyInfo("ProxyAccessType", ProxyAccessTypeValue.enumType.name),
    ]
  }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "skipcacheck": return .bool(skipCACheck)
    case "skipcncheck": return .bool(skipCNCheck)
    case "skiprevocationcheck": return .bool(skipRevocationCheck)
    case "useencryption": return .bool(useEncryption)
    case "useutf16": return .bool(useUTF16)
    case "proxyauthentication":
      return .object(PSEnum(ProxyAuthenticationValue.enumType, proxyAuthentication))
    case "spnport": return .int(spnPort)
    case "operationtimeout": return .int(operationTimeout)
    case "proxycredential": return proxyCredential.map { .object(NetworkCredential($0)) } ?? .null
    case "proxyaccesstype": return .object(PSEnum(ProxyAccessTypeValue.enumType, proxyAccessType))
    default: return nil
    }
  }

  override func setDeclaredValue(_ name: String, to value: PSValue) throws -> Bool {
    func number() -> Int32 {
      if case .number(.int32(let number)) = value { return max(0, number) }
      return 0
    }
    switch name.lowercased() {
    case "skipcacheck": skipCACheck = Truth.isTrue(value)
    case "skipcncheck": skipCNCheck = Truth.isTrue(value)
    case "skiprevocationcheck": skipRevocationCheck = Truth.isTrue(value)
    case "useencryption": useEncryption = Truth.isTrue(value)
    case "useutf16": useUTF16 = Truth.isTrue(value)
    case "spnport": spnPort = number()
    case "operationtimeout": operationTimeout = number()
    default: return false
    }
    return true
  }
}

/// `System.Net.NetworkCredential`: shows its type name.
private final class NetworkCredential: PSObject {
  private let credential: PSCredential

  init(_ credential: PSCredential) { self.credential = credential }

  override var baseTypeNames: [String] { ["System.Net.NetworkCredential", "System.Object"] }
  override var declaredProperties: [PSPropertyInfo] { [PSPropertyInfo("UserName")] }
  override func declaredValue(_ name: String) -> PSValue? {
    name.equalsIgnoringCase("UserName") ? .string(credential.userName) : nil
  }
}

/// `ProxyAuthentication` with its numbers.
struct ProxyAuthenticationValue: EnumParameterValue {
  let rawValue: Int64
  init?(rawValue: Int64) { self.rawValue = rawValue }
  static let enumType = PSEnumType(
    "Microsoft.WSMan.Management.ProxyAuthentication",
    [("Negotiate", 1), ("Basic", 2), ("Digest", 4)])
}

/// `ProxyAccessType` with its numbers.
struct ProxyAccessTypeValue: EnumParameterValue {
  let rawValue: Int64
  init?(rawValue: Int64) { self.rawValue = rawValue }
  static let enumType = PSEnumType(
    "Microsoft.WSMan.Management.ProxyAccessType",
    [
      ("ProxyIEConfig", 0), ("ProxyWinHttpConfig", 1), ("ProxyAutoDetect", 2),
      ("ProxyNoProxyServer", 3),
    ])
}
