import Lab
import Lessons
import PSCommands
import Synchronization
import WSManProtocol

/// Keeps the messages of a lesson's session, and answers what its checks ask about computers.
final class LessonRecorder: WireObserver, LessonWorld {
  private struct State {
    var exchanges: [LessonExchange] = []
    /// Requests without an answer so far, by address.
    var pending: [String: LessonExchange] = [:]
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

  func willSend(_ request: RequestEnvelope, to address: String) {
    let exchange = LessonExchange(
      action: request.body.action ?? "Identify", resource: request.header.resource?.text ?? "",
      computer: Self.computer(address), faultCode: 0)
    state.withLock { if !$0.isJudging { $0.pending[address] = exchange } }
  }

  func didReceive(_ response: ResponseEnvelope, from address: String) {
    state.withLock { state in
      guard var exchange = state.pending.removeValue(forKey: address),
        state.exchanges.count < Self.most
      else { return }
      exchange.faultCode = response.fault?.code.rawValue ?? 0
      state.exchanges.append(exchange)
    }
  }

  func didFail(_ reason: String, at address: String) {
    state.withLock { $0.pending[address] = nil }
  }

  /// The name in an address such as `http://server01:5985/wsman`.
  private static func computer(_ address: String) -> String {
    let rest = address.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first
    let place = rest ?? address[...]
    if place.hasPrefix("["), let end = place.firstIndex(of: "]") {
      return String(place[place.index(after: place.startIndex)..<end])
    }
    return String(place.prefix { $0 != ":" })
  }
}
