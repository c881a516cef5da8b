/// A message as it travels: the encrypted part of `multipart/encrypted` (`protocol.md` 13.2).
public struct SealedMessage: Sendable, Equatable {
  /// The number in front of the octets: how long the header is that they begin with, or, with
  /// CredSSP, the trailer that they end with.
  public var length: UInt32
  /// Header, encrypted message, padding and trailer, as the mechanism puts them.
  public var octets: [UInt8]
  /// How many bytes the message has, padding included: the `Length` of the part.
  public var plainLength: Int

  /// A message.
  public init(length: UInt32, octets: [UInt8], plainLength: Int) {
    self.length = length
    self.octets = octets
    self.plainLength = plainLength
  }
}

/// Encrypts and signs the messages of one connection in both directions, once it is authenticated.
///
/// Messages have to be sealed in the order in which they are sent, and opened in the order in which
/// they arrive. After an error nothing more can be sealed or opened.
public protocol MessageProtection: AnyObject, Sendable {
  /// The longest message that is sealed as one piece, in bytes; nil when there is no limit.
  var largestPiece: Int? { get }

  /// Protects a message.
  func seal(_ plain: [UInt8]) throws(SecurityError) -> SealedMessage

  /// Checks and decrypts a message.
  ///
  /// - Parameters:
  ///   - length: the number in front of the octets, at most as large as their count.
  ///   - octets: all octets of the message.
  func open(length: Int, _ octets: ArraySlice<UInt8>) throws(SecurityError) -> [UInt8]

  /// How many octets a sealed message has that is not the last of its body.
  ///
  /// - Parameters:
  ///   - length: the number in front of the octets.
  ///   - plainLength: the `Length` of the part.
  ///   - rest: the octets with everything behind them.
  /// - Returns: nil when it cannot be told.
  func sealedCount(length: Int, plainLength: Int, in rest: ArraySlice<UInt8>) -> Int?
}

extension MessageProtection {
  /// No limit.
  public var largestPiece: Int? { nil }

  /// Header and message.
  public func sealedCount(length: Int, plainLength: Int, in rest: ArraySlice<UInt8>) -> Int? {
    let (sum, overflow) = length.addingReportingOverflow(plainLength)
    return overflow || sum > rest.count ? nil : sum
  }
}

/// A protection that can also sign without encrypting, as SPNEGO wants it for its list of mechanisms
/// (`protocol.md` 14.4), and whose messages may travel as one token, as CredSSP wants it
/// (`protocol.md` 15.3).
public protocol SigningProtection: MessageProtection {
  /// Whether SPNEGO must exchange signatures even when the first mechanism of the list was taken.
  var demandsListSignature: Bool { get }

  /// The signature of a message that is sent.
  func sign(_ message: [UInt8]) throws(SecurityError) -> [UInt8]

  /// Checks the signature of a message that was received.
  func verify(_ signature: [UInt8], of message: [UInt8]) throws(SecurityError)

  /// Checks and decrypts a message of which only all octets are known.
  func open(token: [UInt8]) throws(SecurityError) -> [UInt8]

  /// Told after the signatures of the list were made and checked, before any message is sealed.
  func listWasSigned()
}
