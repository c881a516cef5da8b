import CurlTransport
import HTTPListener
import Logging
import WSManClient
import WSManProtocol
import WSManService
import WireSecurity
import XMLStream

@testable import Lab

/// Puts real sockets between a shell and the computers of its lab: each computer gets a listener of
/// its own when somebody first connects to it, and libcurl is the client.
///
/// The client's policy is asked as for a connection without a network. On the wire, Basic stands for
/// the mechanism it chose, with the account of the lab's administrator unless a credential is given;
/// so the services allow Basic, over HTTP in clear text, which is the one visible difference.
final class SocketLab: TransportConnector {
  private let network: LabNetwork
  private let listeners: Listeners
  private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  init(_ network: LabNetwork, over transport: ConnectionTarget.Transport = .http) {
    self.network = network
    listeners = Listeners(transport)
  }

  func connect(
    to target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> (any WSManTransport)? {
    guard let computer = network.computer(named: target.host) else { return nil }
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
      if listener.face.tls != nil {
        target.transport = .https
        // The certificate is one for the name of the computer, of an authority that nobody knows.
        (options.skipCACheck, options.skipCNCheck) = (true, true)
      }
      if options.authentication != .none {
        options.authentication = .basic
        options.credential =
          options.credential
          ?? SessionCredential(userName: "administrator", password: "P@ssw0rd")
      }
      return try await client.connect(to: target, options: options)
    }
  }

  /// The listeners that were opened.
  private actor Listeners {
    private let transport: ConnectionTarget.Transport
    private var opening: [String: Task<ListenerServer, any Error>] = [:]

    init(_ transport: ConnectionTarget.Transport) { self.transport = transport }

    func listener(of computer: LabComputer, _ logger: Logger) async throws -> ListenerServer {
      let task =
        opening[computer.fullName]
        ?? Task {
          try await Self.allowBasic(computer, over: transport)
          var options = ListenerOptions()
          if transport == .https,
            let own = try computer.certificates.entries(in: .ownOfMachine).first
          {
            options.face.tls = try TLSContext(server: own)
          }
          let mode = computer.network.mode
          let delay = computer.network.delay
          options.behaviour = { ListenerBehaviour(mode: .init(mode), delay: delay) }
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

    private static func allowBasic(
      _ computer: LabComputer, over transport: ConnectionTarget.Transport
    ) async throws {
      let session = try await WSManSession.open(
        computer.fullName, options: WSManSessionOptions(),
        connector: DirectConnector(computer: computer))
      let content = try XMLFragment(
        parsing: """
          <cfg:Service xmlns:cfg="http://schemas.microsoft.com/wbem/wsman/1/config/service">\
          <cfg:AllowUnencrypted>\(transport == .http)</cfg:AllowUnencrypted>\
          <cfg:Auth><cfg:Basic>true</cfg:Basic></cfg:Auth></cfg:Service>
          """)
      _ = try await session.put(
        ResourceLocator(
          resource: ResourceURI("http://schemas.microsoft.com/wbem/wsman/1/config/service")),
        content)
      await session.close()
    }
  }

  /// The way to a service without a network, as an administrator.
  private struct DirectConnector: TransportConnector {
    let computer: LabComputer

    func connect(
      to target: ConnectionTarget, options: WSManSessionOptions
    ) async throws -> (any WSManTransport)? {
      InProcessTransport(
        to: computer.service, address: target.url,
        authenticate: {
          Caller(
            userName: "LAB\\administrator", groups: [WellKnownSIDs.administrators],
            connection: .http)
        })
    }
  }
}

extension ListenerBehaviour.Mode {
  init(_ mode: NetworkBehaviour.Mode) {
    switch mode {
    case .answer: self = .answer
    case .refuse: self = .refuse
    case .reset: self = .reset
    case .silent: self = .silent
    }
  }
}
