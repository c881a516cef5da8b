/// What one side of an authentication has to do after a token of the other.
public enum SecurityStep: Sendable, Equatable {
  /// Send the token and wait for the next one.
  case proceed([UInt8])
  /// This side knows all it must. A token, where there is one, still has to reach the other side.
  case complete([UInt8]?)
}

/// One side of an authentication by tokens, on one connection: a state machine without sockets.
/// NTLM and SPNEGO, and whatever else exchanges tokens, look like this (`architecture.md` 4.4).
public protocol SecurityMechanism: Sendable {
  /// Takes a token in.
  ///
  /// - Parameters:
  ///   - token: what the other side sent; nil begins the exchange, which only a client does.
  ///   - binding: the TLS connection underneath; nil where there is none or it is not known.
  /// - Throws: ``SecurityError``; the exchange is over then.
  mutating func step(
    _ token: [UInt8]?, binding: ChannelBinding?
  ) async throws(SecurityError) -> SecurityStep

  /// What protects messages after the exchange; nil before its end, and when the two sides agreed
  /// on no protection.
  var protection: (any MessageProtection)? { get }

  /// How far the clock of the other side is off, where it has told the time.
  var clockDifference: ClockDifference? { get }
}

extension SecurityMechanism {
  /// Nothing: the mechanism does not learn the time of the other side.
  public var clockDifference: ClockDifference? { nil }
}

/// The server's side of an authentication by tokens.
public protocol AcceptingMechanism: SecurityMechanism {
  /// The account of the client, as `AccountLookup` names it; nil before the end of the exchange.
  var userName: String? { get }
}

/// Why an authentication by tokens, or a protected message, came to nothing.
public enum SecurityError: Error, Sendable, Equatable {
  /// The token or the message is none, or is cut off.
  case malformed
  /// The name or the password is wrong, or the account may not log on.
  case credentialsRefused
  /// The other side would protect less than is needed; the text names what is missing.
  case tooWeak(String)
  /// The two sides have no mechanism in common.
  case noCommonMechanism
  /// The token belongs to another TLS connection, or to none although it must.
  case wrongChannel
  /// A signature is wrong: somebody changed the token or the message, or has other keys.
  case notGenuine
  /// A message was repeated, or one before it is missing.
  case outOfSequence
  /// The token comes at the wrong time.
  case unexpected
  /// A library, or a part of it, is not there.
  case unavailable(String)
  /// The clocks of the two sides are too far apart.
  case clocksApart(ClockDifference)
  /// Kerberos has not come to an agreement.
  case kerberos(KerberosFailure)
  /// The TLS connection inside CredSSP has failed.
  case tls(String)
  /// The caller has given up.
  case cancelled
}

extension SecurityError: CustomStringConvertible {
  /// What is wrong, in a sentence.
  public var description: String {
    switch self {
    case .malformed: "The token or the message cannot be read."
    case .credentialsRefused: "The user name or the password is wrong."
    case .tooWeak(let missing): "The other side does not agree to \(missing)."
    case .noCommonMechanism: "The other side supports none of the mechanisms."
    case .wrongChannel: "The authentication does not belong to this TLS connection."
    case .notGenuine: "The signature is wrong."
    case .outOfSequence: "A message was repeated or left out."
    case .unexpected: "The token came at the wrong time."
    case .unavailable(let part): "\(part) is not available."
    case .clocksApart(let difference):
      "The clock of the other side is \(difference) of this one's."
    case .kerberos(let failure): "\(failure.text)."
    case .tls(let text): "The connection inside CredSSP: \(text)"
    case .cancelled: "The exchange was cancelled."
    }
  }
}
