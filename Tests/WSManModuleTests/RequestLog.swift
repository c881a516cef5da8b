import Lab
import Synchronization
import ThrowawayFolder
import WSManClient
import WSManProtocol

/// Connects to the emulated local computer and notes each request: operation, resource below
/// `config`, selectors.
final class RequestLog: TransportConnector {
  private let local: LocalConnector
  private let state: ThrowawayFolder
  private let noted = Mutex<[String]>([])

  init() throws {
    state = try ThrowawayFolder()
    local = LocalConnector(
      computer: LabLocalComputer(
        database: LabDatabase(directory: state.path), isElevated: true, hostName: "labhost"))
  }

  /// What was sent since the last call.
  func take() -> [String] {
    noted.withLock { noted in
      defer { noted = [] }
      return noted
    }
  }

  func connect(
    to target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> (any WSManTransport)? {
    guard let transport = try await local.connect(to: target, options: options) else { return nil }
    return NotingTransport(transport: transport, log: self)
  }

  private struct NotingTransport: WSManTransport {
    let transport: any WSManTransport
    let log: RequestLog

    func exchange(
      _ request: RequestEnvelope, in context: ExchangeContext
    ) async throws -> ResponseEnvelope {
      log.note(request)
      return try await transport.exchange(request, in: context)
    }

    func close() async { await transport.close() }
  }

  private func note(_ request: RequestEnvelope) {
    let operation: String
    switch request.body {
    case .get: operation = "Get"
    case .put: operation = "Put"
    case .create: operation = "Create"
    case .delete: operation = "Delete"
    case .enumerate: operation = "Enumerate"
    case .pull: operation = "Pull"
    default: operation = "other"
    }
    let base = ResourceURI.configuration.text.count
    let resource = String((request.header.resource?.text ?? "").dropFirst(base)).lowercased()
    let selectors = (request.header.selectors.selectors).map { "\($0.name)=\($0.text ?? "")" }
    let suffix = selectors.isEmpty ? "" : "?" + selectors.joined(separator: "+")
    noted.withLock { $0.append("\(operation) config\(resource)\(suffix)") }
  }
}
