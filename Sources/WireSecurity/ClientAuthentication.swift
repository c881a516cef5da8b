/// The credentials of a user.
public struct UserCredential: Sendable {
  /// The account's name, where the scheme knows domains also `DOMAIN\name` or `name@domain`.
  public var userName: String
  /// The password in clear.
  public var password: String

  /// Credentials.
  public init(userName: String, password: String) {
    self.userName = userName
    self.password = password
  }
}

/// What a client has to do next on its connection.
public enum ClientStep: Sendable, Equatable {
  /// Send a request with this `Authorization` value (nil: without the header). A leg that carries
  /// no message has an empty body.
  case send(authorization: String?, carriesMessage: Bool)
  /// The answer at hand is the answer to the message.
  case done
  /// The answer at hand ended the authentication although it says nothing about it: its status
  /// tells why.
  case interrupted
  /// The server does not know this client any more: begin anew on a new connection.
  case lost
  /// Give up.
  case refused(AuthenticationRefusal)
}

/// The service that a client means to reach.
public struct ServiceName: Sendable, Equatable {
  /// The class of the service (`protocol.md` 12.2).
  public var serviceClass = "HTTP"
  /// The name of the host as the user gave it.
  public var host: String
  /// The port, where the name of the principal is to have one; else nil.
  public var port: Int?

  /// The service of a host.
  public init(host: String, port: Int? = nil) {
    self.host = host
    self.port = port
  }

  /// The name of the service principal, such as `HTTP/server01`.
  public var principal: String {
    "\(serviceClass)/\(host)" + (port.map { ":\($0)" } ?? "")
  }
}

/// One side of an authentication scheme: the client's. Every scheme is a value that remembers how
/// far its exchange on one connection has come.
public protocol ClientMechanism: Sendable {
  /// The scheme; nil for anonymous requests.
  var scheme: AuthenticationScheme? { get }
  /// What protects the messages of the connection; nil when nothing does.
  var protection: (any MessageProtection)? { get }
  /// Whether a first token is still to be sent that tells who the user is, so that it has to be bound
  /// to the TLS connection.
  var bindsFirstToken: Bool { get }
  /// The first step for a message, on a connection that is new or already authenticated.
  ///
  /// - Parameter binding: the TLS connection underneath; nil where there is none, or it is not known
  ///   yet.
  mutating func start(binding: ChannelBinding?) async -> ClientStep
  /// The step after an answer.
  ///
  /// - Parameters:
  ///   - status: the HTTP status.
  ///   - challenges: the challenges of the answer.
  ///   - binding: the TLS connection underneath; nil where there is none.
  mutating func received(
    status: Int, challenges: [AuthenticationChallenge], binding: ChannelBinding?
  ) async -> ClientStep
  /// Forgets what belongs to the connection, because it was closed or replaced.
  mutating func reset()
}

extension ClientMechanism {
  /// Nothing: the scheme cannot.
  public var protection: (any MessageProtection)? { nil }
  /// There are no tokens, or the first one tells nothing.
  public var bindsFirstToken: Bool { false }
}

/// The client's authentication on one connection: a state machine without input and output.
public struct ClientAuthentication: Sendable {
  private var mechanism: any ClientMechanism

  /// Requests without any credentials.
  public static var anonymous: ClientAuthentication {
    ClientAuthentication(mechanism: AnonymousClient())
  }

  /// An exchange with a scheme.
  ///
  /// - Parameters:
  ///   - scheme: the scheme.
  ///   - credential: the user; nil for the one who runs the program.
  ///   - service: what is to be reached.
  ///   - path: the path of the requests, such as `/wsman`.
  /// - Throws: `AuthenticationRefusal` when the scheme is not available in this program, or the
  ///   credentials do not suit it; nothing has been sent then.
  public init(
    scheme: AuthenticationScheme, credential: UserCredential?, service: ServiceName,
    path: String
  ) throws(AuthenticationRefusal) {
    switch scheme {
    case .basic:
      guard let credential else {
        throw AuthenticationRefusal(.credentialsMissing, scheme: .basic)
      }
      self.init(mechanism: try BasicClient(credential: credential))
    case .negotiate:
      self.init(mechanism: try TokenClient.negotiate(credential: credential, service: service))
    case .kerberos:
      self.init(mechanism: try TokenClient.kerberos(credential: credential, service: service))
    case .credSSP:
      self.init(mechanism: try TokenClient.credSSP(credential: credential, service: service))
    case .digest:
      guard let credential else {
        throw AuthenticationRefusal(.credentialsMissing, scheme: .digest)
      }
      self.init(mechanism: try DigestClient(credential: credential, path: path))
    case .clientCertificate:
      self.init(mechanism: CertificateClient())
    }
  }

  private init(mechanism: any ClientMechanism) {
    self.mechanism = mechanism
  }

  /// The scheme; nil for anonymous requests.
  public var scheme: AuthenticationScheme? { mechanism.scheme }

  /// What protects the messages of the connection; nil before it is authenticated, and where the
  /// scheme cannot.
  public var protection: (any MessageProtection)? { mechanism.protection }

  /// Whether ``start(binding:)`` has to know the TLS connection, if there is one.
  public var bindsFirstToken: Bool { mechanism.bindsFirstToken }

  /// The first step for a message.
  ///
  /// - Parameter binding: the TLS connection underneath; nil where there is none or it is not known.
  public mutating func start(binding: ChannelBinding? = nil) async -> ClientStep {
    await mechanism.start(binding: binding)
  }

  /// The step after an answer.
  ///
  /// - Parameters:
  ///   - status: the HTTP status.
  ///   - challenges: the values of all `WWW-Authenticate` headers of the answer.
  ///   - binding: the TLS connection underneath; nil where there is none or it is not known.
  public mutating func received(
    status: Int, challenges: [String], binding: ChannelBinding? = nil
  ) async -> ClientStep {
    await mechanism.received(
      status: status, challenges: WWWAuthenticate.challenges(in: challenges), binding: binding)
  }

  /// Forgets what belongs to the connection, because it was closed or replaced.
  public mutating func reset() {
    mechanism.reset()
  }
}

/// Requests without credentials.
struct AnonymousClient: ClientMechanism {
  var scheme: AuthenticationScheme? { nil }

  func start(binding: ChannelBinding?) -> ClientStep {
    .send(authorization: nil, carriesMessage: true)
  }

  func received(
    status: Int, challenges: [AuthenticationChallenge], binding: ChannelBinding?
  ) -> ClientStep {
    guard status == 401 else { return .done }
    return .refused(
      AuthenticationRefusal(.schemeNotOffered, scheme: nil, offered: challenges.offeredNames))
  }

  func reset() {}
}

extension [AuthenticationChallenge] {
  /// The names of the schemes, each once; of names that are none as much as people can read.
  var offeredNames: [String] {
    reduce(into: []) { names, challenge in
      let known = challenge.scheme?.displayName ?? String(challenge.name.prefix(64))
      if names.count < 16, !names.contains(known) { names.append(known) }
    }
  }
}
