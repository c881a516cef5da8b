public import PSEngine
import PSFormatting
import WSManProtocol

/// Commands that show what WS-Management does: traces, maps, and explanations of faults.
public struct TeachingModule: PSModule {
  /// Name as `Get-Module` shows it.
  public let name = "WSManTeaching"
  /// Version of this module.
  public let version = "1.0.0.0"
  private let recorder: TraceRecorder
  private let host: any PSHost
  private let connections: @Sendable (SessionState) -> [MapConnection]

  /// Makes the module.
  /// - Parameters:
  ///   - recorder: observes the sessions of the shell.
  ///   - host: where exchanges are shown while `$WSManTracePreference` asks for it.
  ///   - connections: the connections of the drive.
  public init(
    recorder: TraceRecorder, host: any PSHost,
    connections: @escaping @Sendable (SessionState) -> [MapConnection]
  ) {
    self.recorder = recorder
    self.host = host
    self.connections = connections
  }

  /// Adds commands, views and the preference variable.
  public func register(in registrar: ModuleRegistrar) {
    let session = registrar.session
    session.teaching.recorder = recorder
    session.teaching.connections = connections
    registrar.add(cmdlets: [
      ConvertFromWSManFaultCommand.self, ShowWSManMapCommand.self, ShowWSManTraceCommand.self,
      TraceWSManCommand.self,
    ])
    registrar.add(views: TraceViews.all + FaultViews.all)
    registrar.add(completionSource: "FaultCode") { prefix, _ in
      WSManErrorTable.codes.compactMap { WSManErrorTable.symbol(for: $0) }
        .filter { $0.hasPrefixIgnoringCase(prefix) }
    }
    session.globalScope.define(preference(session))
  }

  /// `$WSManTracePreference`: what is shown of each exchange as it happens.
  private func preference(_ session: SessionState) -> PSVariable {
    let variable = PSVariable(
      "WSManTracePreference", .string("SilentlyContinue"), options: .allScope,
      summary: "What is shown of WS-Management messages: SilentlyContinue, Line, Header, Envelope")
    variable.knownValues = ["SilentlyContinue", "Line", "Header", "Envelope"]
    let recorder = recorder
    let host = host
    variable.constraint = { [weak session] value in
      let name = TextConversion.text(of: value)
      if let detail = TraceDetail(reading: name) {
        let text = session.map { TraceText($0, detail) } ?? TraceText()
        recorder.present { traced, detail in
          for line in text.lines(traced, detail) {
            host.write(
              line.text(colored: host.supportsColor) + "\n",
              to: .host(foreground: nil, background: nil))
          }
        }
        recorder.preference = detail
        return .string(detail.rawValue)
      }
      guard value.isNull || ["", "silentlycontinue", "ignore"].contains(name.lowercased()) else {
        throw PSRuntimeError(
          "The value '\(name)' of WSManTracePreference is none of SilentlyContinue, Line, Header "
            + "and Envelope.", id: "InvalidTracePreference", category: .invalidArgument,
          exception: "System.ArgumentException", target: value)
      }
      recorder.preference = nil
      return .string("SilentlyContinue")
    }
    return variable
  }
}

/// What the module keeps for a shell session.
private final class TeachingState {
  var recorder: TraceRecorder?
  var connections: (SessionState) -> [MapConnection] = { _ in [] }
}

extension SessionState {
  fileprivate var teaching: TeachingState { service(TeachingState.self) { TeachingState() } }

  /// Observes the sessions of the shell; set when the module is registered.
  var traceRecorder: TraceRecorder? { teaching.recorder }

  /// The connections of the drive.
  func mapConnections() -> [MapConnection] { teaching.connections(self) }
}
