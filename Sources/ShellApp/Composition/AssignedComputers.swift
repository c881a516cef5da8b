import WSManClient

/// Computers that stand for names: who connects to the name reaches the real service
/// (`replay --computer NAME=URL`), so that a transcript written for a lab can be replayed against
/// another implementation.
///
/// Whoever assigns an address trusts it. The policy of the client is asked as for a member of a
/// domain, since transcripts expect its refusals. How somebody logs on at the real service is decided
/// by the assignment, whatever a command says: what is possible there is not known to a transcript.
struct AssignedComputers: TransportConnector {
  /// Where a name leads.
  struct Place: Sendable, Equatable {
    var host: String
    var transport: ConnectionTarget.Transport
    var port: Int
    var path: String
    /// How to log on; `negotiate` takes Kerberos where there is a ticket, else NTLM, and encrypts
    /// messages over HTTP.
    var authentication: AuthenticationMechanism = .negotiate
    /// Whether any certificate will do.
    var acceptsAnyCertificate = false
    /// Files of the authorities that are trusted where a command names none.
    var authorities = Authorities()
  }

  /// Who may have issued the certificate of a service; what is nil is as the system has it.
  struct Authorities: Sendable, Equatable {
    var file: String?
    var folder: String?
  }

  /// An assignment that cannot be read.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let places: [String: Place]
  private let credential: SessionCredential?
  private let network: any TransportConnector

  /// - Parameters:
  ///   - places: addresses by name, letter case ignored.
  ///   - credential: who logs on where a command says nothing; without one, the user of a Kerberos
  ///     ticket.
  ///   - network: reaches the addresses.
  init(
    _ places: [String: Place], credential: SessionCredential?, network: any TransportConnector
  ) {
    self.places = Dictionary(
      places.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
    self.credential = credential
    self.network = network
  }

  /// Reads `NAME=[http://|https://]HOST[:PORT][/PATH]`.
  static func parse(_ text: String) throws(Failure) -> (name: String, place: Place) {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
      throw Failure(
        description: "'\(text)' assigns no address to a computer; write NAME=HOST[:PORT].")
    }
    let address = String(text[text.index(after: equals)...])
    do {
      let target = try ConnectionTarget(connectionString: address, client: ClientConfiguration())
      let place = Place(
        host: target.host, transport: target.transport, port: target.port, path: target.path)
      return (String(text[..<equals]), place)
    } catch {
      throw Failure(description: "'\(address)' is no address of a computer: \(error.message)")
    }
  }

  func connect(
    to target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> (any WSManTransport)? {
    guard let place = places[target.host.lowercased()], !target.isLocalSession else { return nil }
    var options = options
    options.client.isWorkgroup = false
    let way = Way(place: place, credential: credential, network: network)
    return try await ClientPolicyConnector(way).connect(to: target, options: options)
  }

  func probe(
    _ target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> ConnectionProbe? {
    guard let place = places[target.host.lowercased()], !target.isLocalSession else { return nil }
    return try await Way(place: place, credential: credential, network: network)
      .probe(target, options: options)
  }

  /// The way to one address, for what the policy has allowed.
  private struct Way: TransportConnector {
    let place: Place
    let credential: SessionCredential?
    let network: any TransportConnector

    func connect(
      to target: ConnectionTarget, options: WSManSessionOptions
    ) async throws -> (any WSManTransport)? {
      let way = redirected(target, options)
      return try await network.connect(to: way.target, options: way.options)
    }

    func probe(
      _ target: ConnectionTarget, options: WSManSessionOptions
    ) async throws -> ConnectionProbe? {
      let way = redirected(target, options)
      return try await network.probe(way.target, options: way.options)
    }

    private func redirected(
      _ target: ConnectionTarget, _ options: WSManSessionOptions
    ) -> (target: ConnectionTarget, options: WSManSessionOptions) {
      var target = target
      let client = options.client
      // Whoever names another port or application means one that is not the service's.
      if target.port == client.httpPort || target.port == client.httpsPort {
        target.port = place.port
      }
      if target.path == client.urlPrefix { target.path = place.path }
      target.host = place.host
      target.transport = place.transport
      target.isPlainName = false
      var options = options
      options.credential = options.credential ?? credential
      if options.authentication != .none { options.authentication = place.authentication }
      if options.authorityFile == nil, options.authorityFolder == nil {
        options.authorityFile = place.authorities.file
        options.authorityFolder = place.authorities.folder
      }
      options.skipCACheck = options.skipCACheck || place.acceptsAnyCertificate
      options.skipCNCheck = options.skipCNCheck || place.acceptsAnyCertificate
      return (target, options)
    }
  }
}
