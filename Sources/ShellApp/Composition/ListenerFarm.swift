import HTTPListener
import Lab
import Logging
import PSCommands
import Synchronization
import WSManService
import WireSecurity

/// The listeners of the computers of a lab, on the addresses of this machine.
final class ListenerFarm: Sendable {
  /// Which addresses and ports of this machine the listeners get.
  struct Rules: Sendable {
    /// `--bind`; nil gives each computer an address of loopback of its own.
    var address: String?
    /// `--port`: the first of a row of ports, 0 for free ones, nil for those of the configuration.
    var port: Int?
    /// `--keytab`: the keys of the computers' services in a realm of Kerberos.
    var kerberosKeys: KerberosKeys?
    /// `--requests`: gets each request.
    var journal: (@Sendable (ServedRequest) -> Void)?

    /// Everything as the configuration says, on loopback.
    static let own = Rules(address: nil, port: nil)

    /// What other processes are told of them.
    var servedPorts: ServingMark.Ports { address == nil && port == nil ? .configured : .other }
  }

  /// A listener with the address for clients.
  struct Endpoint: Sendable, Equatable {
    let name: String
    let url: String
    let host: String
    let port: Int
  }

  private struct State {
    var managers: [(name: String, manager: ListenerManager)] = []
    /// The listeners that were told of; nil before all of them are open.
    var known: [Endpoint]?
  }

  private let rules: Rules
  private let ports: ListenerPlacement.Ports
  private let logger: Logger
  private let report: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// - Parameter report: gets a line for each listener that is opened or closed later.
  init(_ rules: Rules, logger: Logger, report: @escaping @Sendable (String) -> Void = { _ in }) {
    self.rules = rules
    self.logger = logger
    self.report = report
    ports =
      switch rules.port {
      case nil: .configured
      case 0: .free
      case .some(let first): .row(PortRow(first: first))
      }
  }

  /// Who opens the ports of a computer's listeners.
  func host(for computer: LabComputer) -> ListenerManager {
    var placement = ListenerPlacement(hosts: [place(of: computer)])
    placement.ports = ports
    placement.behaviour = { moment in
      let present = computer.networkForConnection()
      // Where logons are what fails, it is they that are counted.
      let isCounted =
        present.mode == .clockSkew
        ? moment == .logon : moment == .request(carriesMessage: true)
      return isCounted
        ? ListenerBehaviour(computer.networkForNextMessage())
        : ListenerBehaviour(present).withoutMessage
    }
    placement.journal = rules.journal
    placement.advice = advice(for: computer)
    let certificates = computer.certificates
    let manager = ListenerManager(
      placement: placement,
      identities: { try certificates.entry(thumbprint: $0, in: .ownOfMachine) },
      kerberosKeys: rules.kerberosKeys, logger: logger,
      onChange: { [weak self] in await self?.noteChanges() })
    state.withLock { $0.managers.append((computer.name, manager)) }
    return manager
  }

  /// The addresses of the computer that its one address on this machine stands for.
  private func place(of computer: LabComputer) -> ListenerPlacement.Host {
    let address = rules.address ?? (rules.port == nil ? computer.loopbackAddress : "127.0.0.1")
    let isIPv6 = address.contains(":")
    return ListenerPlacement.Host(
      address,
      standsFor: computer.addresses.filter { address.isHostName || $0.contains(":") == isIPv6 })
  }

  private func advice(for computer: LabComputer) -> String {
    rules.port == nil
      ? "It is set in WSMan:\\\(computer.name)\\Listener; wsmansh serve --port 0 takes free ports of "
        + "one address."
      : "--port names another one, and --port 0 finds free ones. --bind names an address."
  }

  /// Opens all enabled listeners of computers; when one cannot be opened, all are closed again.
  ///
  /// - Throws: `WSManFault`, or what a store throws.
  func open(_ computers: [LabComputer]) async throws {
    do {
      for computer in computers { try await computer.service.openListeners() }
    } catch {
      await close()
      throw error
    }
    let endpoints = await endpoints
    state.withLock { $0.known = endpoints }
  }

  /// The open listeners, in the order of the lab.
  var endpoints: [Endpoint] {
    get async {
      var endpoints: [Endpoint] = []
      for (name, manager) in state.withLock({ $0.managers }) {
        for server in await manager.open {
          endpoints.append(
            Endpoint(name: name, url: server.url, host: server.host, port: server.port))
        }
      }
      return endpoints
    }
  }

  /// Ends all listeners; open requests get a moment to finish.
  func close() async {
    let managers = state.withLock { $0.managers.map(\.manager) }
    await withTaskGroup(of: Void.self) { group in
      for manager in managers { group.addTask { await manager.stop() } }
    }
  }

  /// Reports what was opened and closed since the last time.
  private func noteChanges() async {
    guard state.withLock({ $0.known != nil }) else { return }
    let now = await endpoints
    let before = state.withLock { state in
      defer { if state.known != nil { state.known = now } }
      return state.known
    }
    guard let before else { return }
    for endpoint in before where !now.contains(endpoint) {
      report("\(endpoint.name) \(endpoint.url) closed")
    }
    for endpoint in now where !before.contains(endpoint) {
      report("\(endpoint.name) \(endpoint.url)")
    }
  }
}

extension ListenerFarm.Endpoint {
  /// `{"computers": [{"name": …, "url": …, "host": …, "port": …}], "generation": 1}`.
  /// - Parameter generation: how often the listeners were opened.
  static func json(_ endpoints: [ListenerFarm.Endpoint], generation: Int) -> String {
    let items = endpoints.map { endpoint in
      "{\"name\": \(JSONText.quoted(endpoint.name)), \"url\": \(JSONText.quoted(endpoint.url)),"
        + " \"host\": \(JSONText.quoted(endpoint.host)), \"port\": \(endpoint.port)}"
    }
    return "{\"computers\": [\(items.joined(separator: ", "))], \"generation\": \(generation)}"
  }
}

extension ListenerBehaviour {
  /// What the lab file says of a computer's network.
  init(_ network: NetworkBehaviour) {
    let mode: Mode
    switch network.mode {
    case .answer: mode = .answer
    case .refuse: mode = .refuse
    case .reset: mode = .reset
    case .resetAnswer: mode = .resetAnswer
    case .truncate: mode = .truncate
    case .silent: mode = .silent
    case .unauthorized: mode = .unauthorized
    case .quota: mode = .quota
    case .clockSkew: mode = .clockSkew(NetworkBehaviour.clockDifference)
    }
    self.init(mode: mode, delay: network.delay)
  }

  /// What of it strikes connections and the legs of an authentication too.
  fileprivate var withoutMessage: ListenerBehaviour {
    switch mode {
    case .refuse, .silent: self
    case .answer, .reset, .resetAnswer, .truncate, .unauthorized, .quota, .clockSkew:
      ListenerBehaviour()
    }
  }
}

extension String {
  /// Whether an address to bind is a name, which may have addresses of both families.
  fileprivate var isHostName: Bool {
    !contains(":") && contains { !$0.isNumber && $0 != "." }
  }
}
