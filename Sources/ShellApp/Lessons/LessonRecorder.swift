import Lab
import Lessons
import PSCommands
import Synchronization
import WSManClient
import WSManProtocol

/// Keeps the messages of a lesson's session, and answers what its checks ask about computers.
final class LessonRecorder: WireObserver, LessonWorld {
  private struct State {
    var exchanges: [LessonExchange] = []
    var isJudging = false
  }

  /// More messages than this are not kept: somebody has left a loop running.
  private static let most = 10_000
  private let services: LabServices
  private let state = Mutex(State())

  init(services: LabServices) { self.services = services }

  var exchanges: [LessonExchange] { state.withLock { $0.exchanges } }

  /// Forgets all messages.
  func forget() { state.withLock { $0.exchanges = [] } }

  /// Whether checks read the drive, so that messages are not the learner's.
  func setJudging(_ isJudging: Bool) { state.withLock { $0.isJudging = isJudging } }

  func isRunning(service: String, on computer: String?) async -> Bool? {
    let services = try? await services.services(of: computer)
    return services?.first { $0.name.lowercased() == service.lowercased() }?.isRunning
  }

  // MARK: Messages

  var isWatching: Bool { state.withLock { !$0.isJudging && $0.exchanges.count < Self.most } }

  func observed(_ exchange: WireExchange) {
    guard case .answered(let response) = exchange.outcome else { return }
    let seen = LessonExchange(
      action: exchange.request.body.action ?? "Identify",
      resource: exchange.request.header.resource?.text ?? "", computer: exchange.computer,
      faultCode: response.fault?.code.rawValue ?? 0, isEncrypted: exchange.isEncrypted)
    state.withLock { if !$0.isJudging { $0.exchanges.append(seen) } }
  }
}
