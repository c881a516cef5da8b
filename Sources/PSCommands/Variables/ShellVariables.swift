import PSEngine
import PSLanguage

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The automatic variables that describe the shell (`language.md` 5.4, 11.12).
enum ShellVariables {
  static func define(in session: SessionState) {
    let scope = session.globalScope
    let constant: ItemOptions = [.constant, .allScope]
    let isCore = session.configuration.persona == .core
    scope.define(
      PSVariable(
        "PSVersionTable",
        .object(VersionTable(isCore: isCore, windows: session.configuration.windows)),
        options: constant))
    scope.define(
      PSVariable(
        "ExecutionContext", .object(EngineIntrinsics(session: session)), options: constant))
    if let host = session.host {
      scope.define(
        PSVariable(
          "Host", .object(HostObject(host: host, configuration: session.configuration)),
          options: constant))
    }
    // A session with a seed is the same on every run.
    let process = session.configuration.seed == nil ? getpid() : 4711
    scope.define(PSVariable("PID", .int(process), options: constant))
    scope.define(
      PSVariable(
        "PSHOME", .string("C:\\Windows\\System32\\WindowsPowerShell\\v1.0"), options: constant))
    scope.define("StackTrace", .string(""))
    scope.define("ConsoleFileName", .string(""))
    scope.define("OutputEncoding", .string(isCore ? "utf-8" : "us-ascii"))
  }
}

/// `$PSVersionTable`: shown by the view of dictionaries, PSVersion first.
final class VersionTable: PSHashtable {
  init(isCore: Bool, windows: WindowsVersion) {
    super.init(isOrdered: true)
    func version(_ text: String) -> PSValue {
      PSVersion(text).map { .object($0) } ?? .string(text)
    }
    func versions(_ texts: [String]) -> PSValue {
      .array(PSArray(texts.map(version), elementType: "System.Version"))
    }
    let compatible = ["1.0", "2.0", "3.0", "4.0", "5.0"]
    if isCore {
      self["PSVersion"] = version("7.4.6")
      self["PSEdition"] = .string("Core")
      self["GitCommitId"] = .string("7.4.6")
      self["OS"] = .string("Microsoft Windows \(windows.version)")
      self["Platform"] = .string("Win32NT")
      self["PSCompatibleVersions"] = versions(compatible + ["5.1.10032.0", "6.0.0", "7.4.6"])
      self["PSRemotingProtocolVersion"] = version("2.3")
      self["SerializationVersion"] = version("1.1.0.1")
      self["WSManStackVersion"] = version("3.0")
    } else {
      self["PSVersion"] = version(windows.powerShell)
      self["PSEdition"] = .string("Desktop")
      self["PSCompatibleVersions"] = versions(compatible + [windows.powerShell])
      self["BuildVersion"] = version(windows.build)
      self["CLRVersion"] = version("4.0.30319.42000")
      self["WSManStackVersion"] = version("3.0")
      self["PSRemotingProtocolVersion"] = version("2.3")
      self["SerializationVersion"] = version("1.1.0.1")
    }
  }

  override var baseTypeNames: [String] {
    [
      "System.Management.Automation.PSVersionHashTable", "System.Collections.Hashtable",
      "System.Object",
    ]
  }
}

/// `$ExecutionContext`: the part of the engine's interface that prompts and scripts use.
final class EngineIntrinsics: PSObject {
  private unowned let session: SessionState

  init(session: SessionState) { self.session = session }

  override var baseTypeNames: [String] {
    ["System.Management.Automation.EngineIntrinsics", "System.Object"]
  }
  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("Host", "System.Management.Automation.Host.PSHost"),
      PSPropertyInfo("InvokeCommand", "System.Management.Automation.CommandInvocationIntrinsics"),
      PSPropertyInfo("SessionState", "System.Management.Automation.SessionState"),
    ]
  }
  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "host": return session.globalScope.value(of: "Host") ?? .null
    case "invokecommand": return .object(InvocationIntrinsics())
    case "sessionstate":
      return .object(
        PSCustomObject([
          ("Path", .object(PathIntrinsics(session: session))),
          ("LanguageMode", .string("FullLanguage")),
        ]))
    default: return nil
    }
  }
}

/// `$ExecutionContext.InvokeCommand`.
final class InvocationIntrinsics: PSObject {
  override var baseTypeNames: [String] {
    ["System.Management.Automation.CommandInvocationIntrinsics", "System.Object"]
  }
  override var declaredMethods: [PSMethodInfo] {
    [PSMethodInfo("ExpandString", "string ExpandString(string source)")]
  }
  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    guard name.equalsIgnoringCase("ExpandString"), arguments.count == 1 else { return nil }
    // As a here-string the text needs no quoting, and sub-expressions in it keep their quotes.
    let parsed = context.session.parse("@\"\n\(TextConversion.text(of: arguments[0]))\n\"@")
    if let diagnostic = parsed.diagnostics.first { throw SyntaxErrors.make(diagnostic) }
    let values = try await context.evaluate(ScriptBlock(parsed.ast), newScope: false)
    return .string(values.map { TextConversion.text(of: $0) }.joined())
  }
}
