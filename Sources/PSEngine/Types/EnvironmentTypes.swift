/// The emulated machine and user (`language.md` 1.2, 4.5).
enum EnvironmentTypes {
  static let all: [PSTypeDefinition] = [
    environment, culture, thread, ConsoleStatics.type, dns, folders,
    PSTypeDefinition(
      "System.OperatingSystem"),
  ]

  static let culture = PSTypeDefinition(
    "System.Globalization.CultureInfo", accelerators: ["cultureinfo"],
    converter: { value, _ in
      guard case .string(let name) = value else { return nil }
      return .object(PSCulture(name))
    },
    staticProperties: [
      current("CurrentCulture"), current("CurrentUICulture"),
      NativeProperty("InvariantCulture", "System.Globalization.CultureInfo") { _ in
        .object(PSCulture(""))
      },
    ],
    staticMethods: [
      NativeMethod("GetCultureInfo", "cultureinfo GetCultureInfo(string name)") { _, arguments in
        .object(PSCulture(arguments.text(0)))
      }
    ])

  private static func current(_ name: String) -> NativeProperty {
    NativeProperty(name, "System.Globalization.CultureInfo") { context in
      .object(PSCulture(context.session.configuration.culture))
    }
  }

  private static let specialFolders = PSEnumType(
    "System.Environment+SpecialFolder",
    [
      ("Desktop", 0), ("Programs", 2), ("MyDocuments", 5), ("Startup", 7),
      ("ApplicationData", 26), ("LocalApplicationData", 28), ("CommonApplicationData", 35),
      ("Windows", 36), ("System", 37), ("ProgramFiles", 38), ("UserProfile", 40),
    ])
  private static let folders = PSTypeDefinition(enumeration: specialFolders)

  private static func text(
    _ name: String, _ value: @escaping @Sendable (ExecutionContext) -> String
  ) -> NativeProperty {
    NativeProperty(name, "System.String") { .string(value($0)) }
  }

  private static func flag(_ name: String, _ value: Bool) -> NativeProperty {
    NativeProperty(name, "System.Boolean") { _ in .bool(value) }
  }

  static let environment = PSTypeDefinition(
    "System.Environment",
    staticProperties: [
      text("MachineName") { $0.session.configuration.computerName },
      text("UserName") { $0.session.configuration.userName },
      text("UserDomainName") {
        $0.session.environment["USERDOMAIN"] ?? $0.session.configuration.computerName
      },
      // What Out-String and files of this machine have, so that scripts can split at it.
      text("NewLine") { _ in "\n" },
      text("SystemDirectory") { _ in "C:\\Windows\\system32" },
      text("CurrentDirectory") { $0.session.currentLocation.text },
      text("CommandLine") { _ in "wsmansh" },
      flag("Is64BitOperatingSystem", true), flag("Is64BitProcess", true),
      flag("UserInteractive", true), flag("HasShutdownStarted", false),
      NativeProperty("ProcessorCount", "System.Int32") { _ in .int(Int32(2)) },
      NativeProperty("TickCount", "System.Int32") { context in
        .int(Int32(truncatingIfNeeded: Int64(context.session.configuration.now() * 1000)))
      },
      NativeProperty("OSVersion", "System.OperatingSystem") {
        .object(PSOperatingSystem($0.session.configuration.windows))
      },
      NativeProperty("Version", "System.Version") { _ in
        PSVersion(parts: [4, 0, 30319, 42000]).map { .object($0) } ?? .null
      },
    ],
    staticMethods: [
      NativeMethod(
        "GetEnvironmentVariable",
        [
          NativeOverload("string GetEnvironmentVariable(string variable)") { _, arguments in
            .optional(arguments.context.session.environment[arguments.text(0)])
          },
          NativeOverload("string GetEnvironmentVariable(string variable, object target)") {
            _, arguments in
            .optional(arguments.context.session.environment[arguments.text(0)])
          },
        ]),
      NativeMethod(
        "SetEnvironmentVariable",
        [
          NativeOverload("void SetEnvironmentVariable(string variable, string value)") {
            _, arguments in
            arguments.context.session.environment[arguments.text(0)] = arguments.text(1)
            return .absent
          },
          NativeOverload(
            "void SetEnvironmentVariable(string variable, string value, object target)"
          ) { _, arguments in
            arguments.context.session.environment[arguments.text(0)] = arguments.text(1)
            return .absent
          },
        ]),
      NativeMethod(
        "GetEnvironmentVariables", "System.Collections.IDictionary GetEnvironmentVariables()"
      ) { _, arguments in
        let table = PSHashtable()
        for (name, value) in arguments.context.session.environment.all {
          table[name] = .string(value)
        }
        return .object(table)
      },
      NativeMethod("GetFolderPath", "string GetFolderPath(System.Environment+SpecialFolder folder)")
      {
        _, arguments in
        .string(folder(arguments.flags(0), arguments.context.session))
      },
      NativeMethod("ExpandEnvironmentVariables", "string ExpandEnvironmentVariables(string name)") {
        _, arguments in
        .string(expand(arguments.text(0), arguments.context.session.environment))
      },
    ])

  private static func folder(_ id: Int64, _ session: SessionState) -> String {
    let home = session.environment["USERPROFILE"] ?? session.configuration.homeFolder
    switch id {
    case 0: return home + "\\Desktop"
    case 5: return home + "\\Documents"
    case 26: return home + "\\AppData\\Roaming"
    case 28: return home + "\\AppData\\Local"
    case 35: return "C:\\ProgramData"
    case 36: return "C:\\Windows"
    case 37: return "C:\\Windows\\system32"
    case 38: return "C:\\Program Files"
    case 40: return home
    default: return ""
    }
  }

  /// `%NAME%` replaced where the variable exists.
  private static func expand(_ text: String, _ environment: EnvironmentTable) -> String {
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "%") {
      let inner = rest[rest.index(after: open)...]
      result += rest[..<open]
      guard let close = inner.firstIndex(of: "%"), let value = environment[String(inner[..<close])]
      else {
        result += "%"
        rest = inner
        continue
      }
      result += value
      rest = inner[inner.index(after: close)...]
    }
    return result + rest
  }

  private static let thread = PSTypeDefinition(
    "System.Threading.Thread",
    staticProperties: [
      NativeProperty("CurrentThread", "System.Threading.Thread") { context in
        let culture = PSValue.object(PSCulture(context.session.configuration.culture))
        return .object(
          PSCustomObject([
            ("ManagedThreadId", .int(Int32(1))), ("CurrentCulture", culture),
            ("CurrentUICulture", culture),
          ]))
      }
    ],
    staticMethods: [
      NativeMethod("Sleep", "void Sleep(int millisecondsTimeout)") { _, arguments in
        try await Task.sleep(for: .milliseconds(max(0, arguments.int(0))))
        return .absent
      }
    ])

  private static let dns = PSTypeDefinition(
    "System.Net.Dns",
    staticMethods: [
      NativeMethod("GetHostName", "string GetHostName()") { _, arguments in
        .string(arguments.context.session.configuration.computerName)
      },
      NativeMethod(
        "GetHostByName", "\(hostEntry) GetHostByName(string hostName)", ownHost),
      NativeMethod(
        "GetHostEntry", "\(hostEntry) GetHostEntry(string hostNameOrAddress)", ownHost),
    ])

  private static let hostEntry = "System.Net.IPHostEntry"

  /// The computer of the session by one of its names; a script asks nobody else.
  private static let ownHost: NativeOverload.Body = { _, arguments in
    let name = arguments.context.session.configuration.computerName
    let asked = arguments.text(0)
    guard
      ["", "localhost", "127.0.0.1", "::1"].contains(asked.lowercased())
        || asked.equalsIgnoringCase(name)
    else {
      throw NativeFailure(
        "System.Net.Sockets.SocketException",
        "No such host is known: here only the computer itself, \(name), can be asked for.")
    }
    let addresses = ["127.0.0.1", "::1"].compactMap { PSIPAddress($0) }.map { PSValue.object($0) }
    return .object(
      PSCustomObject([
        ("HostName", .string(name)), ("Aliases", .list([])), ("AddressList", .list(addresses)),
      ]))
  }
}

/// `System.OperatingSystem`: the emulated Windows.
final class PSOperatingSystem: PSObject {
  private let windows: WindowsVersion

  init(_ windows: WindowsVersion) { self.windows = windows }

  override var baseTypeNames: [String] { ["System.OperatingSystem", "System.Object"] }
  override var text: String { windows.text }
  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("Platform", "System.PlatformID"), PSPropertyInfo("ServicePack"),
      PSPropertyInfo("Version", "System.Version"), PSPropertyInfo("VersionString"),
    ]
  }
  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "platform":
      return .object(PSEnum(PSEnumType("System.PlatformID", [("Win32NT", 2)]), 2))
    case "servicepack": return .string(windows.servicePackText)
    case "version": return PSVersion(parts: windows.environmentParts).map { .object($0) }
    case "versionstring": return .string(text)
    default: return nil
    }
  }
}
