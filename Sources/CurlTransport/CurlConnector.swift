public import Logging
public import WSManClient
import WSManProtocol
public import WireSecurity

/// Reaches computers over the network, through libcurl.
public struct CurlConnector: TransportConnector {
  /// Finds the certificates of the authorities that are trusted beside those of the system.
  public typealias Authorities = @Sendable () throws -> [Certificate]

  /// Finds the certificate of a client with its key by the thumbprint.
  public typealias Identities = @Sendable (_ thumbprint: String) throws -> CertifiedKey?

  private let logger: Logger
  private let authorities: Authorities
  private let identities: Identities

  /// A connector.
  ///
  /// - Parameters:
  ///   - logger: gets one line for each exchange at the level `debug`.
  ///   - authorities: asked for each HTTPS connection that checks the authority or its revocation
  ///     lists.
  ///   - identities: asked for each connection with a certificate of the client.
  public init(
    logger: Logger, authorities: @escaping Authorities = { [] },
    identities: @escaping Identities = { _ in nil }
  ) {
    self.logger = logger
    self.authorities = authorities
    self.identities = identities
  }

  /// A transport to any target but the local session. The connection is made with the first
  /// exchange; libcurl is loaded when the first transport of the process is made.
  ///
  /// - Throws: `TransportFailure` when libcurl is not there, the authentication scheme is not
  ///   available or lacks its credentials, or the host is no name.
  public func connect(
    to target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> (any WSManTransport)? {
    guard !target.isLocalSession else { return nil }
    let address = target.url
    guard Self.isHost(target.host) else {
      throw TransportFailure(
        .nameNotResolved, address: address,
        explanation: "\"\(target.host)\" is no name of a computer and no address.")
    }
    let authentication: ClientAuthentication
    do {
      authentication = try Self.authentication(for: options, at: target)
    } catch {
      throw TransportFailure(
        .authentication(WSManErrorCode(error.code), error.message), address: address)
    }
    let (connection, curlOptions) = try connection(to: target, options)
    return CurlTransport(
      connection: connection, authentication: authentication, options: curlOptions,
      usesUTF16: options.useUTF16, logger: logger)
  }

  /// Walks the way to any target but the local session, without credentials.
  ///
  /// - Throws: `TransportFailure` when libcurl is not there, `CancellationError`.
  public func probe(
    _ target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> ConnectionProbe? {
    guard !target.isLocalSession else { return nil }
    let (connection, curlOptions) = try connection(to: target, options)
    let probe = CurlProbe(target: target, options: curlOptions, connection: connection)
    return .network(try await probe.trace())
  }

  /// A connection that is made with the first exchange.
  private func connection(
    to target: ConnectionTarget, _ options: WSManSessionOptions
  ) throws(TransportFailure) -> (CurlConnection, CurlOptions) {
    let library: CurlLibrary
    switch CurlLibrary.shared {
    case .failure(let failure):
      throw TransportFailure(.other(failure.message), address: target.url)
    case .success(let loaded): library = loaded
    }
    var curlOptions = CurlOptions(target: target, session: options)
    // Without its authority there is nobody whose revocation lists count.
    if target.transport == .https,
      curlOptions.checksAuthority || !curlOptions.revocationLists.isEmpty
    {
      curlOptions.authorities = try trusted(at: target.url, options)
    }
    if let thumbprint = options.certificateThumbprint {
      curlOptions.identity = try identity(thumbprint, at: target.url)
    }
    do throws(CurlFailure) {
      guard let loop = CurlLoop.shared else { throw CurlFailure(.outOfResources) }
      return (try CurlConnection(library: library, loop: loop, options: curlOptions), curlOptions)
    } catch {
      throw error.transportFailure(
        address: target.url, timeout: curlOptions.connectTimeout, limit: curlOptions.largestReply)
    }
  }

  /// The trusted certificates in PEM.
  private func trusted(
    at address: String, _ options: WSManSessionOptions
  ) throws(TransportFailure) -> String {
    let file = try options.authorityFile.map { path throws(TransportFailure) in
      try AuthorityFile.read(path, address: address)
    }
    do {
      return try (file ?? "") + authorities().map(\.pem).joined()
    } catch {
      throw TransportFailure(.other("\(error)"), address: address)
    }
  }

  /// The certificate of the client with its key in PEM.
  private func identity(
    _ thumbprint: String, at address: String
  ) throws(TransportFailure) -> String {
    let entry: CertifiedKey?
    do {
      entry = try identities(thumbprint)
    } catch {
      throw TransportFailure(.other("\(error)"), address: address)
    }
    guard let entry, entry.privateKey != nil else {
      throw TransportFailure.noCertificate(thumbprint, address: address)
    }
    return entry.pem
  }

  /// Whether a text can stand as host in a URL without changing what the rest of it means.
  static func isHost(_ host: String) -> Bool {
    !host.isEmpty
      && host.utf8.allSatisfy { byte in
        switch byte {
        case 0...0x20, 0x7F, UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "?"),
          UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "["), UInt8(ascii: "]"),
          UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""):
          false
        default: true
        }
      }
  }

  private static func authentication(
    for options: WSManSessionOptions, at target: ConnectionTarget
  ) throws(AuthenticationRefusal) -> ClientAuthentication {
    let scheme: AuthenticationScheme
    switch options.authentication {
    case .none: return .anonymous
    case .basic: scheme = .basic
    case .digest: scheme = .digest
    case .default, .negotiate: scheme = .negotiate
    case .kerberos: scheme = .kerberos
    case .clientCertificate: scheme = .clientCertificate
    case .credSSP: scheme = .credSSP
    }
    return try ClientAuthentication(
      scheme: scheme,
      credential: options.credential.map {
        UserCredential(userName: $0.userName, password: $0.password)
      },
      service: ServiceName(
        host: target.host, port: options.spnPort > 0 ? target.port : nil),
      path: "/" + target.path)
  }
}
