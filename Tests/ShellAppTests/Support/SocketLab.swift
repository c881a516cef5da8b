import CurlTransport
import HTTPListener
import Logging
import WSManClient

@testable import Lab

/// Puts real sockets between a shell and the computers of its lab: each computer gets a listener of
/// its own when somebody first connects to it, and libcurl is the client.
///
/// The client's policy is asked as for a connection without a network. On the wire, Negotiate with
/// NTLM stands for Kerberos, for which there is no realm, with the account of the lab's administrator
/// unless a credential is given. Messages over HTTP are encrypted, as with Windows.
final class SocketLab: TransportConnector {
  private let network: LabNetwork
  private let listeners = Listeners()
  private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  init(_ network: LabNetwork) { self.network = network }

  func connect(
    to target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> (any WSManTransport)? {
    guard let computer = try await network.findComputer(named: target.host) else { return nil }
    var options = options
    options.client.isWorkgroup = computer.domainShortName == nil
    let listener = try await listeners.listener(of: computer, logger)
    let socket = Socket(listener: listener, client: CurlConnector(logger: logger))
    return try await ClientPolicyConnector(socket).connect(to: target, options: options)
  }

  /// Ends all listeners.
  func close() async { await listeners.close() }

  /// The way to one listener.
  private struct Socket: TransportConnector {
    let listener: ListenerServer
    let client: CurlConnector

    func connect(
      to target: ConnectionTarget, options: WSManSessionOptions
    ) async throws -> (any WSManTransport)? {
      var target = target
      target.host = listener.host
      target.isPlainName = false
      if target.port == 5985 { target.port = listener.port }
      var options = options
      switch options.authentication {
      case .none, .basic, .digest: break
      case .default, .negotiate, .kerberos, .credSSP, .clientCertificate:
        options.authentication = .negotiate
        options.credential =
          options.credential
          ?? SessionCredential(userName: "administrator", password: "P@ssw0rd")
      }
      return try await client.connect(to: target, options: options)
    }
  }

  /// The listeners that were opened.
  private actor Listeners {
    private var opening: [String: Task<ListenerServer, any Error>] = [:]

    func listener(of computer: LabComputer, _ logger: Logger) async throws -> ListenerServer {
      let task =
        opening[computer.fullName]
        ?? Task {
          var options = ListenerOptions()
          let mode = computer.network.mode
          let delay = computer.network.delay
          options.behaviour = { _ in ListenerBehaviour(mode: .init(mode), delay: delay) }
          return try await ListenerServer.start(
            service: computer.service, options: options, logger: logger)
        }
      opening[computer.fullName] = task
      return try await task.value
    }

    func close() async {
      for task in opening.values { await (try? task.value)?.stop(grace: .milliseconds(200)) }
      opening = [:]
    }
  }
}

extension ListenerBehaviour.Mode {
  init(_ mode: NetworkBehaviour.Mode) {
    switch mode {
    case .answer: self = .answer
    case .refuse: self = .refuse
    case .reset: self = .reset
    case .resetAnswer: self = .resetAnswer
    case .truncate: self = .truncate
    case .unauthorized: self = .unauthorized
    case .quota: self = .quota
    case .silent: self = .silent
    case .clockSkew: self = .clockSkew(NetworkBehaviour.clockDifference)
    }
  }
}
