import PSEngine

/// `$Host`: the program around the shell as scripts see it.
final class HostObject: PSObject {
  private let host: any PSHost
  private let isCore: Bool
  private let culture: String
  private let windows: WindowsVersion

  init(host: any PSHost, configuration: RunspaceConfiguration) {
    self.host = host
    isCore = configuration.persona == .core
    culture = configuration.culture
    windows = configuration.windows
  }

  override var baseTypeNames: [String] {
    [
      "System.Management.Automation.Internal.Host.InternalHost",
      "System.Management.Automation.Host.PSHost", "System.Object",
    ]
  }
  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("Name"), PSPropertyInfo("Version", "System.Version"),
      PSPropertyInfo("InstanceId", "System.Guid"),
      PSPropertyInfo("UI", "System.Management.Automation.Host.PSHostUserInterface"),
      PSPropertyInfo("CurrentCulture", "System.Globalization.CultureInfo"),
      PSPropertyInfo("CurrentUICulture", "System.Globalization.CultureInfo"),
      PSPropertyInfo("PrivateData"),
    ]
  }
  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "name": return .string(host.name)
    case "version": return PSVersion(isCore ? "7.4.6" : windows.powerShell).map { .object($0) }
    case "instanceid": return .object(PSGuid.empty)
    case "ui": return .object(HostInterface(host))
    case "currentculture", "currentuiculture": return .object(PSCulture(culture))
    case "privatedata":
      return .object(
        PSCustomObject([
          ("ErrorForegroundColor", .string("Red")), ("ErrorBackgroundColor", .string("Black")),
          ("WarningForegroundColor", .string("Yellow")),
          ("WarningBackgroundColor", .string("Black")),
          ("DebugForegroundColor", .string("Yellow")), ("DebugBackgroundColor", .string("Black")),
          ("VerboseForegroundColor", .string("Yellow")),
          ("VerboseBackgroundColor", .string("Black")),
        ]))
    default: return nil
    }
  }
}

/// `$Host.UI` and `$Host.UI.RawUI`.
final class HostInterface: PSObject {
  private let host: any PSHost

  init(_ host: any PSHost) { self.host = host }

  override var baseTypeNames: [String] {
    ["System.Management.Automation.Host.PSHostUserInterface", "System.Object"]
  }
  override var declaredProperties: [PSPropertyInfo] { [PSPropertyInfo("RawUI", "System.Object")] }
  override func declaredValue(_ name: String) -> PSValue? {
    guard name.equalsIgnoringCase("RawUI") else { return nil }
    let size = PSValue.object(
      PSCustomObject([("Width", .int(host.width)), ("Height", .int(host.height))]))
    return .object(
      PSCustomObject([
        ("ForegroundColor", .string("Gray")), ("BackgroundColor", .string("Black")),
        ("WindowSize", size), ("BufferSize", size), ("WindowTitle", .string(host.name)),
      ]))
  }

  override var declaredMethods: [PSMethodInfo] { Self.methods.map(\.info) }

  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    try await NativeMethod.call(Self.methods, name, on: .object(self), arguments, in: context)
  }

  private static func write(
    _ name: String, _ stream: HostStream, _ start: String = "", end: String = "\n"
  ) -> NativeMethod {
    NativeMethod(name, "void \(name)(string value)") { _, arguments in
      arguments.context.host.write(start + arguments.text(0) + end, to: stream)
      return .absent
    }
  }

  private static let methods: [NativeMethod] = [
    write("Write", .host(foreground: nil, background: nil), end: ""),
    write("WriteLine", .host(foreground: nil, background: nil)),
    write("WriteErrorLine", .error), write("WriteWarningLine", .warning, "WARNING: "),
    write("WriteVerboseLine", .verbose, "VERBOSE: "), write("WriteDebugLine", .debug, "DEBUG: "),
  ]
}
