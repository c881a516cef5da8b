public import Logging
import WSManProtocol
public import WSManService
public import WireSecurity

/// Keeps the ports of one emulated computer open as its configuration says.
///
/// Nothing is bound, and no thread started, before the first port is to be opened.
public actor ListenerManager: ListenerHost {
  /// Finds a certificate of the computer with its key by thumbprint.
  public typealias Identities = @Sendable (_ thumbprint: String) async throws -> CertifiedKey?

  /// What tells the sockets of a computer apart.
  private struct SocketName: Hashable {
    let host: String
    /// The port to bind; 0 for a free one.
    let port: Int
    /// The listener that has a port of its own, whatever its configuration says; else empty.
    let listener: String

    /// What the port is remembered by.
    var id: String { "\(host) \(listener)" }
  }

  /// A socket that is to be open.
  private struct Plan {
    let name: SocketName
    let listener: ListenerConfiguration
    let isOptional: Bool
  }

  private let placement: ListenerPlacement
  private let identities: Identities
  private let kerberosKeys: KerberosKeys?
  private let onChange: @Sendable () async -> Void
  private let logger: Logger
  private var servers: [SocketName: ListenerServer] = [:]
  private var order: [SocketName] = []
  /// The ports that listeners without a port of their own have got.
  private var givenPorts: [String: Int] = [:]

  /// The manager of one computer.
  ///
  /// - Parameters:
  ///   - placement: where its listeners are bound.
  ///   - identities: its certificates.
  ///   - kerberosKeys: the keys of its services in a realm; nil when it belongs to none.
  ///   - logger: for what no client can be told.
  ///   - onChange: called after ports were opened, closed or changed.
  public init(
    placement: ListenerPlacement, identities: @escaping Identities,
    kerberosKeys: KerberosKeys? = nil, logger: Logger,
    onChange: @escaping @Sendable () async -> Void = {}
  ) {
    self.placement = placement
    self.identities = identities
    self.kerberosKeys = kerberosKeys
    self.logger = logger
    self.onChange = onChange
  }

  /// The open sockets, in the order in which they were opened.
  public var open: [ListenerServer] { order.compactMap { servers[$0] } }

  // MARK: ListenerHost

  /// Opens the sockets that a configuration needs beyond another one.
  public func open(
    for configuration: ComputerConfiguration, replacing previous: ComputerConfiguration?,
    of service: WinRMService
  ) async throws {
    let old = previous.map { plans(for: $0) } ?? []
    _ = try await start(for: configuration, service) { plan in
      old.contains { $0.name == plan.name && $0.listener == plan.listener }
    }
  }

  /// Tries to open the sockets that a configuration needs beyond another one, and leaves none open:
  /// for a change whose ports another process opens.
  ///
  /// - Throws: as ``open(for:replacing:of:)`` does.
  public func tryToOpen(
    for configuration: ComputerConfiguration, replacing previous: ComputerConfiguration,
    of service: WinRMService
  ) async throws {
    let old = plans(for: previous).map(\.name)
    let opened = try await start(for: configuration, service) { old.contains($0.name) }
    for name in opened { await close(name) }
  }

  /// Opens the sockets of a configuration; when one cannot be opened, those before it are closed.
  ///
  /// - Parameter isKept: whether a socket is to stay as it is.
  /// - Returns: those that were opened.
  private func start(
    for configuration: ComputerConfiguration, _ service: WinRMService, except isKept: (Plan) -> Bool
  ) async throws -> [SocketName] {
    var opened: [SocketName] = []
    do {
      for plan in plans(for: configuration) {
        let face = try await face(of: plan.listener, in: configuration)
        guard servers[plan.name] == nil, !isKept(plan) else { continue }
        try await start(plan, face, service)
        opened.append(plan.name)
      }
      return opened
    } catch {
      for name in opened { await close(name) }
      throw error
    }
  }

  /// Closes the sockets that a configuration does not need.
  public func settle(to configuration: ComputerConfiguration) async {
    let plans = plans(for: configuration)
    for name in order where !plans.contains(where: { $0.name == name }) { await close(name) }
    for plan in plans {
      guard let server = servers[plan.name] else { continue }
      do {
        server.change(to: try await face(of: plan.listener, in: configuration))
      } catch {
        logger.error("certificate cannot be used", metadata: ["error": "\(error)"])
      }
    }
    await onChange()
  }

  /// Closes all sockets.
  public func closeAll() async {
    for name in order { await close(name) }
    await onChange()
  }

  /// Ends everything; requests that are being answered get a moment to finish.
  public func stop() async {
    let servers = open
    self.servers = [:]
    order = []
    await withTaskGroup(of: Void.self) { group in
      for server in servers { group.addTask { await server.stop() } }
    }
  }

  // MARK: Sockets

  private func start(
    _ plan: Plan, _ face: ListenerFace, _ service: WinRMService
  ) async throws {
    var options = ListenerOptions()
    options.host = plan.name.host
    options.port = plan.name.port == 0 ? givenPorts[plan.name.id] ?? 0 : plan.name.port
    options.face = face
    options.behaviour = placement.behaviour
    options.journal = placement.journal
    options.kerberosKeys = kerberosKeys
    do {
      let server = try await ListenerServer.start(
        service: service, options: options, logger: logger)
      servers[plan.name] = server
      order.append(plan.name)
      if plan.name.port == 0 { givenPorts[plan.name.id] = server.port }
    } catch let error as ListenerError {
      if error.reason == .noSuchAddress, plan.isOptional { return }
      throw fault(for: error)
    }
  }

  /// Closes a socket; requests that are being answered, such as the one that removes the listener,
  /// still get their answers.
  private func close(_ name: SocketName) async {
    guard let server = servers.removeValue(forKey: name) else { return }
    order.removeAll { $0 == name }
    await server.close()
    Task { await server.stop() }
  }

  private func fault(for error: ListenerError) -> WSManFault {
    let code: WSManErrorCode =
      switch error.reason {
      case .portTaken: .portTaken
      case .portReserved: .portReserved
      case .noSuchAddress: .addressNotAvailable
      case .other: .internalError
      }
    let isAboutPort = error.reason == .portTaken || error.reason == .portReserved
    return WSManFault(
      code, message: isAboutPort ? "\(error) \(placement.advice)" : error.description)
  }

  // MARK: Plans

  /// The sockets that a configuration needs: each address and port once.
  private func plans(for configuration: ComputerConfiguration) -> [Plan] {
    var plans: [Plan] = []
    for listener in configuration.listenerPart.listeners where listener.isEnabled {
      for host in placement.hosts {
        let served = configuration.listeningAddresses(of: listener, among: host.standsFor)
        guard !served.isEmpty else { continue }
        let name = name(for: listener, at: host.address)
        guard !plans.contains(where: { $0.name == name }) else { continue }
        plans.append(Plan(name: name, listener: listener, isOptional: host.isOptional))
      }
    }
    return plans
  }

  private func name(for listener: ListenerConfiguration, at host: String) -> SocketName {
    let source = listener.source?.rawValue ?? ""
    let id = "\(listener.address.lowercased()) \(listener.transport.rawValue) \(source)"
    switch placement.ports {
    case .configured: return SocketName(host: host, port: Int(listener.port), listener: "")
    case .free: return SocketName(host: host, port: 0, listener: id)
    case .row(let row):
      let place = "\(host) \(id)"
      let port = givenPorts[place] ?? row.take() ?? 0
      givenPorts[place] = port
      return SocketName(host: host, port: port, listener: id)
    }
  }

  private func face(
    of listener: ListenerConfiguration, in configuration: ComputerConfiguration
  ) async throws -> ListenerFace {
    var face = ListenerFace()
    face.urlPrefix = listener.urlPrefix
    guard listener.transport == .https else { return face }
    let part = configuration.listenerPart
    let named = listener.certificateThumbprint
    let thumbprint = named.isEmpty ? part.certificateThumbprint : named
    guard !thumbprint.isEmpty else {
      throw WSManFault(
        .thumbprintBlank,
        message: "An HTTPS listener needs a certificate. Set its CertificateThumbprint to one of "
          + "Cert:\\LocalMachine\\My.")
    }
    guard let identity = try await identities(thumbprint) else {
      throw WSManFault(
        .certificateNotFound,
        message: "The computer has no certificate with the thumbprint \(thumbprint). "
          + "dir Cert:\\LocalMachine\\My lists those it has.")
    }
    do {
      face.tls = try TLSContext(server: identity, asksForCertificate: part.asksForCertificates)
    } catch {
      throw WSManFault(.certificateNotFound, message: "\(error)")
    }
    return face
  }
}
