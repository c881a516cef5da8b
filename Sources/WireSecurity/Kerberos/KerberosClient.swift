/// The client's side of Kerberos, by the system's library (`architecture.md` D3).
struct KerberosClient: SecurityMechanism {
  /// How long a step may wait for the servers of the realm. MIT's library goes on much longer.
  static let longestWait = 20

  private let services: [ServiceName]
  private let credential: UserCredential?
  private var context: GSSContext?
  private var isComplete = false
  private var isOver = false

  /// An exchange with one server.
  ///
  /// - Parameters:
  ///   - services: the names of the service; the next one is tried where the realm does not know
  ///     one.
  ///   - credential: the user; nil for whoever the ticket cache belongs to.
  init(services: [ServiceName], credential: UserCredential?) {
    self.services = services
    self.credential = credential
  }

  var protection: (any MessageProtection)? {
    guard isComplete, let context else { return nil }
    return KerberosProtection(context)
  }

  mutating func step(
    _ token: [UInt8]?, binding: ChannelBinding?
  ) async throws(SecurityError) -> SecurityStep {
    guard !isOver else { throw .unexpected }
    isOver = true
    let step: GSSContext.Step
    switch (context, token) {
    case (nil, nil): step = try await begin(binding)
    case (let context?, let token?):
      guard let service = services.first else { throw .unexpected }
      step = try context.initiate(try GSSName(service), as: nil, token: token, binding: binding)
    default: throw .unexpected
    }
    isComplete = step.isComplete
    isOver = step.isComplete
    guard isComplete else { return .proceed(step.token) }
    return .complete(step.token.isEmpty ? nil : step.token)
  }

  private mutating func begin(_ binding: ChannelBinding?) async throws(SecurityError)
    -> GSSContext.Step
  {
    let (services, credential) = (services, credential)
    let outcome = await BlockingWork.run(seconds: Self.longestWait) { () throws(SecurityError) in
      let shown = try Self.ticket(for: credential)
      var missing: SecurityError = .noCommonMechanism
      for service in services {
        do throws(SecurityError) {
          let context = try GSSContext()
          let step = try context.initiate(
            try GSSName(service), as: shown, token: nil, binding: binding)
          return (context, step)
        } catch {
          guard case .kerberos(let failure) = error, failure.cause == .unknownService else {
            throw error
          }
          missing = error
        }
      }
      throw missing
    }
    switch outcome {
    case .value(let result):
      let (context, step) = try result.get()
      self.context = context
      return step
    case .cancelled: throw .cancelled
    case .timedOut:
      throw .kerberos(
        KerberosFailure(
          .realmUnreachable,
          text: "No server of the realm has answered within \(Self.longestWait) seconds"))
    }
  }

  private static func ticket(
    for credential: UserCredential?
  ) throws(SecurityError) -> GSSCredential? {
    guard let credential else { return nil }
    return try GSSCredential(
      user: try GSSName(principal: principal(of: credential.userName)),
      password: credential.password)
  }

  /// `name@REALM` for the ways in which Windows writes a user. Realms are written in capitals, the
  /// domains of Windows in any letters.
  static func principal(of userName: String) -> String {
    if let mark = userName.lastIndex(of: "@") {
      return userName[..<mark] + "@" + userName[userName.index(after: mark)...].uppercased()
    }
    if let mark = userName.firstIndex(of: "\\") {
      let (domain, name) = (userName[..<mark], userName[userName.index(after: mark)...])
      return domain.isEmpty || domain == "." ? String(name) : name + "@" + domain.uppercased()
    }
    return userName
  }
}

extension GSSName {
  /// The name of a service.
  fileprivate convenience init(_ service: ServiceName) throws(SecurityError) {
    if service.port == nil {
      try self.init(service: service.serviceClass, host: service.host)
    } else {
      try self.init(principal: service.principal)
    }
  }
}
