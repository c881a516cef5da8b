/// The client's side of the schemes that exchange tokens once for each connection: `Negotiate`, and
/// whatever else is a `SecurityMechanism` under the name of a scheme (`protocol.md` 12.3).
///
/// The legs carry no message, so that none leaves before it can be encrypted.
struct TokenClient: ClientMechanism {
  /// Makes the mechanism of a new connection.
  typealias Maker = @Sendable () throws(SecurityError) -> any SecurityMechanism

  private enum State {
    case new
    case exchanging(any SecurityMechanism, isComplete: Bool)
    case authenticated((any MessageProtection)?)
  }

  private let wireScheme: AuthenticationScheme
  private let provesAtOnce: Bool
  private let make: Maker
  private var state = State.new
  private var legs = 0

  /// No exchange needs more tokens than this.
  private static let mostLegs = 16

  /// - Parameters:
  ///   - scheme: the name on the wire.
  ///   - provesAtOnce: whether the first token is a proof, as a ticket is.
  ///   - make: makes the mechanism of a new connection.
  init(scheme: AuthenticationScheme, provesAtOnce: Bool = false, make: @escaping Maker) {
    wireScheme = scheme
    self.provesAtOnce = provesAtOnce
    self.make = make
  }

  var scheme: AuthenticationScheme? { wireScheme }

  var bindsFirstToken: Bool {
    if case .authenticated = state { false } else { provesAtOnce }
  }

  var protection: (any MessageProtection)? {
    if case .authenticated(let protection) = state { protection } else { nil }
  }

  mutating func start(binding: ChannelBinding?) async -> ClientStep {
    if case .authenticated = state { return .send(authorization: nil, carriesMessage: true) }
    legs = 0
    do {
      return try await advance(try make(), nil, binding)
    } catch {
      return failed(error)
    }
  }

  mutating func received(
    status: Int, challenges: [AuthenticationChallenge], binding: ChannelBinding?
  ) async -> ClientStep {
    switch state {
    case .new: return .lost
    case .authenticated: return status == 401 ? .lost : .done
    case .exchanging(let mechanism, let isComplete):
      let offer = challenges.first { $0.scheme == wireScheme && $0.token != nil }
      let token = offer?.token.flatMap { Base64.decode($0) }
      guard offer == nil || token != nil else { return failed(.malformed) }
      switch status {
      case 401:
        guard let token else {
          return refused(challenges, mechanism.clockDifference, isBound: binding != nil)
        }
        do {
          return try await advance(mechanism, token, binding)
        } catch {
          return failed(error)
        }
      case 200..<300: return await finish(mechanism, token, binding, isComplete: isComplete)
      default:
        reset()
        return .interrupted
      }
    }
  }

  mutating func reset() {
    state = .new
  }

  private mutating func advance(
    _ mechanism: any SecurityMechanism, _ token: [UInt8]?, _ binding: ChannelBinding?
  ) async throws(SecurityError) -> ClientStep {
    legs += 1
    guard legs <= Self.mostLegs else { throw .unexpected }
    var mechanism = mechanism
    let next: [UInt8]
    switch try await mechanism.step(token, binding: binding) {
    case .proceed(let token):
      next = token
      state = .exchanging(mechanism, isComplete: false)
    case .complete(let token?):
      next = token
      state = .exchanging(mechanism, isComplete: true)
    case .complete(nil): throw .unexpected
    }
    return .send(
      authorization: "\(wireScheme.wireName) \(Base64.encode(next))", carriesMessage: false)
  }

  /// The server is content; the last token must let this side be content too.
  private mutating func finish(
    _ mechanism: any SecurityMechanism, _ token: [UInt8]?, _ binding: ChannelBinding?,
    isComplete: Bool
  ) async -> ClientStep {
    var mechanism = mechanism
    var isComplete = isComplete
    if let token {
      do {
        isComplete =
          if case .complete = try await mechanism.step(token, binding: binding) { true } else {
            false
          }
      } catch {
        return failed(error)
      }
    }
    guard isComplete else { return failed(.unexpected) }
    state = .authenticated(mechanism.protection)
    return .send(authorization: nil, carriesMessage: true)
  }

  private mutating func refused(
    _ challenges: [AuthenticationChallenge], _ clocks: ClockDifference?, isBound: Bool
  ) -> ClientStep {
    reset()
    let isOffered = challenges.contains { $0.scheme == wireScheme }
    // The first token of NTLM tells nothing about the user: who refuses it wants another mechanism.
    let hasProof = legs > 1 || wireScheme != .negotiate
    let reason: AuthenticationRefusal.Reason =
      if !isOffered {
        .schemeNotOffered
      } else if !hasProof {
        .exchangeFailed(.noCommonMechanism)
      } else if let clocks, clocks.exceeds(ClockDifference.suspicious) {
        .exchangeFailed(.clocksApart(clocks))
      } else {
        .credentialsRefused
      }
    return .refused(
      AuthenticationRefusal(
        reason, scheme: wireScheme, offered: challenges.offeredNames,
        isBound: isBound && hasProof))
  }

  private mutating func failed(_ error: SecurityError) -> ClientStep {
    reset()
    return .refused(AuthenticationRefusal(.exchangeFailed(error), scheme: wireScheme))
  }
}
