/// Who runs the session, as the types tell that scripts ask whether they may set something up.
enum PrincipalTypes {
  static let all: [PSTypeDefinition] = [
    PSTypeDefinition(enumeration: roles), identity, principal,
  ]

  /// The last parts of the identifiers of the built-in groups.
  fileprivate static let roles = PSEnumType(
    "System.Security.Principal.WindowsBuiltInRole",
    [
      ("Administrator", 544), ("User", 545), ("Guest", 546), ("PowerUser", 547),
      ("AccountOperator", 548), ("SystemOperator", 549), ("PrintOperator", 550),
      ("BackupOperator", 551), ("Replicator", 552),
    ])

  private static let identity = PSTypeDefinition(
    PSWindowsIdentity.typeName,
    staticMethods: [
      NativeMethod("GetCurrent", "\(PSWindowsIdentity.typeName) GetCurrent()") { _, arguments in
        .object(PSWindowsIdentity(of: arguments.context.session))
      }
    ])

  private static let principal = PSTypeDefinition(
    PSWindowsPrincipal.typeName,
    converter: { value, _ in
      (value.asObject as? PSWindowsIdentity).map { .object(PSWindowsPrincipal($0)) }
    },
    constructors: [
      NativeOverload("\(PSWindowsPrincipal.typeName) new(\(PSWindowsIdentity.typeName) ntIdentity)")
      { _, arguments in
        guard let identity = arguments.object(0, as: PSWindowsIdentity.self) else {
          throw NativeFailure.argument("A WindowsIdentity is needed, as GetCurrent() gives one.")
        }
        return .object(PSWindowsPrincipal(identity))
      }
    ])
}

/// `System.Security.Principal.WindowsIdentity`: the user of the session.
final class PSWindowsIdentity: PSObject {
  static let typeName = "System.Security.Principal.WindowsIdentity"

  fileprivate let name: String
  fileprivate let isAdministrator: Bool

  init(of session: SessionState) {
    let configuration = session.configuration
    let domain = session.environment["USERDOMAIN"] ?? configuration.computerName
    name = "\(domain)\\\(configuration.userName)"
    isAdministrator = configuration.isElevated
  }

  override var baseTypeNames: [String] {
    [Self.typeName, "System.Security.Claims.ClaimsIdentity", "System.Object"]
  }
  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("AuthenticationType"), PSPropertyInfo("IsAuthenticated", "System.Boolean"),
      PSPropertyInfo("IsGuest", "System.Boolean"), PSPropertyInfo("IsSystem", "System.Boolean"),
      PSPropertyInfo("IsAnonymous", "System.Boolean"), PSPropertyInfo("Name"),
      PSPropertyInfo("Groups", "System.Security.Principal.IdentityReferenceCollection"),
    ]
  }
  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "authenticationtype": .string("NTLM")
    case "isauthenticated": .bool(true)
    case "isguest", "issystem", "isanonymous": .bool(false)
    case "name": .string(self.name)
    case "groups": .list(groups.map { .object(PSSecurityIdentifier($0)) })
    default: nil
    }
  }

  /// Everyone, users, who is logged on here, who has proved who he is, and the administrators for one
  /// of them.
  private var groups: [String] {
    ["S-1-1-0"] + (isAdministrator ? ["S-1-5-32-544"] : [])
      + ["S-1-5-32-545", "S-1-5-4", "S-1-5-11"]
  }
}

/// `System.Security.Principal.SecurityIdentifier`: what stands for a group.
final class PSSecurityIdentifier: PSObject {
  private let value: String

  init(_ value: String) { self.value = value }

  override var baseTypeNames: [String] {
    [
      "System.Security.Principal.SecurityIdentifier",
      "System.Security.Principal.IdentityReference", "System.Object",
    ]
  }
  override var text: String { value }
  override var equalityKey: String? { value }
  override var declaredProperties: [PSPropertyInfo] { [PSPropertyInfo("Value")] }
  override func declaredValue(_ name: String) -> PSValue? {
    name.equalsIgnoringCase("Value") ? .string(value) : nil
  }
}

/// `System.Security.Principal.WindowsPrincipal`: the groups of a user.
final class PSWindowsPrincipal: PSObject {
  static let typeName = "System.Security.Principal.WindowsPrincipal"

  private let identity: PSWindowsIdentity

  init(_ identity: PSWindowsIdentity) { self.identity = identity }

  override var baseTypeNames: [String] {
    [Self.typeName, "System.Security.Claims.ClaimsPrincipal", "System.Object"]
  }
  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("Identity", "System.Security.Principal.IIdentity"),
      PSPropertyInfo("Identities", "System.Object"),
    ]
  }
  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "identity": .object(identity)
    case "identities": .list([.object(identity)])
    default: nil
    }
  }
  override var declaredMethods: [PSMethodInfo] { Self.methods.map(\.info) }
  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    try await NativeCall.invoke(Self.methods, name, on: .object(self), arguments, in: context)
  }

  private func isInRole(_ number: Int64) -> Bool {
    switch number {
    case 544: identity.isAdministrator
    case 545: true
    default: false
    }
  }

  /// Whether the user is, or belongs to, what a name of an account says, with or without what stands
  /// before the backslash.
  private func isInRole(_ name: String) -> Bool {
    let short = String(name.split(separator: "\\").last ?? "")
    switch short.lowercased() {
    case "administrators": return identity.isAdministrator
    case "users", "everyone", "authenticated users": return true
    default:
      return identity.name.equalsIgnoringCase(name)
        || identity.name.split(separator: "\\").last.map(String.init)?.equalsIgnoringCase(name)
          == true
    }
  }

  private static let methods: [NativeMethod] = [
    NativeMethod(
      "IsInRole",
      [
        NativeOverload("bool IsInRole(string role)") { target, arguments in
          .bool((target.asObject as? PSWindowsPrincipal)?.isInRole(arguments.text(0)) ?? false)
        },
        NativeOverload("bool IsInRole(\(PrincipalTypes.roles.name) role)") { target, arguments in
          .bool((target.asObject as? PSWindowsPrincipal)?.isInRole(arguments.flags(0)) ?? false)
        },
        NativeOverload("bool IsInRole(int rid)") { target, arguments in
          .bool(
            (target.asObject as? PSWindowsPrincipal)?.isInRole(Int64(arguments.int(0))) ?? false)
        },
      ])
  ]
}
