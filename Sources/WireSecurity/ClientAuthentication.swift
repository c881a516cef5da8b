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
  /// Give up.
  case refused(AuthenticationRefusal)
}

/// One side of an authentication scheme: the client's. Every scheme is a value that remembers how
/// far its exchange on one connection has come.
public protocol ClientMechanism: Sendable {
  /// The scheme; nil for anonymous requests.
  var scheme: AuthenticationScheme? { get }
  /// The first step for a message, on a connection that is new or already authenticated.
  mutating func start() -> ClientStep
  /// The step after an answer.
  ///
  /// - Parameters:
  ///   - status: the HTTP status.
  ///   - challenges: the challenges of the answer.
  mutating func received(status: Int, challenges: [AuthenticationChallenge]) -> ClientStep
  /// Forgets what belongs to the connection, because it was closed or replaced.
  mutating func reset()
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
  /// - Throws: `AuthenticationRefusal` when the scheme is not available in this program, or the
  ///   credentials do not suit it; nothing has been sent then.
  public init(
    scheme: AuthenticationScheme, credential: UserCredential?
  ) throws(AuthenticationRefusal) {
    switch scheme {
    case .basic:
      guard let credential else {
        throw AuthenticationRefusal(.credentialsMissing, scheme: .basic)
      }
      self.init(mechanism: try BasicClient(credential: credential))
    case .digest, .negotiate, .kerberos, .credSSP, .clientCertificate:
      throw AuthenticationRefusal(.schemeNotAvailable, scheme: scheme)
    }
  }

  private init(mechanism: any ClientMechanism) {
    self.mechanism = mechanism
  }

  /// The scheme; nil for anonymous requests.
  public var scheme: AuthenticationScheme? { mechanism.scheme }

  /// The first step for a message.
  public mutating func start() -> ClientStep {
    mechanism.start()
  }

  /// The step after an answer.
  ///
  /// - Parameters:
  ///   - status: the HTTP status.
  ///   - challenges: the values of all `WWW-Authenticate` headers of the answer.
  public mutating func received(status: Int, challenges: [String]) -> ClientStep {
    mechanism.received(status: status, challenges: WWWAuthenticate.challenges(in: challenges))
  }

  /// Forgets what belongs to the connection, because it was closed or replaced.
  public mutating func reset() {
    mechanism.reset()
  }
}

/// Requests without credentials.
struct AnonymousClient: ClientMechanism {
  var scheme: AuthenticationScheme? { nil }

  func start() -> ClientStep {
    .send(authorization: nil, carriesMessage: true)
  }

  func received(status: Int, challenges: [AuthenticationChallenge]) -> ClientStep {
    guard status == 401 else { return .done }
    return .refused(
      AuthenticationRefusal(.schemeNotOffered, scheme: nil, offered: challenges.offeredNames))
  }

  func reset() {}
}

extension [AuthenticationChallenge] {
  /// The names of the schemes, each once.
  var offeredNames: [String] {
    reduce(into: []) { names, challenge in
      let known = challenge.scheme?.displayName ?? challenge.name
      if !names.contains(known) { names.append(known) }
    }
  }
}
