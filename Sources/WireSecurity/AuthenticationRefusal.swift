/// Why an authentication did not succeed, seen from the client, with the number that Windows
/// gives the case (`protocol.md` 1.4 and 12.2).
public struct AuthenticationRefusal: Error, Sendable, Equatable {
  /// The kinds of refusal.
  public enum Reason: Sendable, Equatable {
    /// The server answered 401 to complete credentials.
    case credentialsRefused
    /// The server does not offer the scheme.
    case schemeNotOffered
    /// This program cannot carry out the scheme.
    case schemeNotAvailable
    /// The scheme needs a user name and a password.
    case credentialsMissing
    /// The scheme needs the name of the host instead of its address.
    case hostIsAddress
    /// The user name or the password cannot travel in the scheme.
    case credentialsUnusable
    /// The exchange of tokens failed, or the server did not prove who it is.
    case exchangeFailed(SecurityError)
    /// The server closes the connection that the exchange of tokens belongs to.
    case connectionNotKept
    /// The server answered 401 to the message although the exchange of tokens had succeeded on the
    /// same connection.
    case refusedAfterwards
  }

  /// The kind.
  public var reason: Reason
  /// The scheme that was tried; nil for an anonymous request.
  public var scheme: AuthenticationScheme?
  /// The names of the schemes that the server offered, as it wrote them, without repetition.
  public var offered: [String]
  /// Whether the proof belongs to a TLS connection, so that nobody else can show it.
  public var isBound: Bool

  /// A refusal.
  public init(
    _ reason: Reason, scheme: AuthenticationScheme?, offered: [String] = [], isBound: Bool = false
  ) {
    self.reason = reason
    self.scheme = scheme
    self.offered = offered
    self.isBound = isBound
  }

  /// Whether the realm does not know the service of the computer, which may be no more than a
  /// misspelled name.
  public var isUnknownService: Bool {
    guard case .exchangeFailed(.kerberos(let failure)) = reason else { return false }
    return failure.cause == .unknownService
  }

  /// The number of Windows for the case.
  public var code: UInt32 {
    switch reason {
    case .credentialsRefused: 5
    case .schemeNotOffered, .schemeNotAvailable: 0x8033_810E
    case .credentialsMissing, .credentialsUnusable: 0x8033_80B0
    case .hostIsAddress: 0x8033_81BB
    case .exchangeFailed(.unavailable): 0x8033_810E
    case .exchangeFailed(.kerberos(let failure)): failure.code
    case .exchangeFailed(.clocksApart): 0x8009_0324
    case .exchangeFailed, .connectionNotKept, .refusedAfterwards: 5
    }
  }

  /// What failed, why, and the next thing to try.
  public var message: String {
    let name = scheme?.displayName ?? "no"
    return switch reason {
    case .credentialsRefused where scheme == .kerberos:
      "Access is denied. The server refused the ticket. \(offerText) Check that the account may log "
        + "on there, that its realm knows the computer by this name, and that the clocks agree."
        + bindingText
    case .credentialsRefused:
      "Access is denied. The server refused the user name or the password sent with \(name) "
        + "authentication. \(offerText) Check both, and that the account may log on there."
        + bindingText
    case .schemeNotOffered where scheme == nil:
      "The server wants to know who asks. \(offerText) \(advice)"
    case .schemeNotOffered:
      "The server does not accept \(name) authentication. \(offerText) \(advice)"
    case .schemeNotAvailable:
      "\(name) authentication is not available in this version. Use -Authentication Basic with "
        + "-Credential, over HTTPS, or over HTTP where Auth\\Basic and AllowUnencrypted are true "
        + "under both WSMan:\\localhost\\Client and the server's Service."
    case .hostIsAddress:
      "\(name) authentication needs the name of the computer: a realm knows no addresses. Give the "
        + "name, or use -Authentication Negotiate with -Credential."
    case .exchangeFailed(.kerberos(let failure)):
      "The \(name) authentication failed. \(failure.text). \(failure.advice)"
    case .exchangeFailed(.noCommonMechanism):
      "The server took none of the mechanisms inside \(name) that this program can use here. "
        + "\(offerText) It may want a ticket where a password was given, or the reverse: give the "
        + "name of the computer instead of its address and a user as name@REALM, or use "
        + "-Authentication Basic over HTTPS."
    case .exchangeFailed(.clocksApart(let difference)):
      "Access is denied. The server refused the \(name) authentication, and its clock is "
        + "\(difference) of this computer's, which is too much. Set the clocks of both computers; "
        + "if they are right, check the user name and the password."
    case .exchangeFailed(let error):
      "The \(name) authentication failed. \(error) Check the user name and the password, and that "
        + "nothing stands between this computer and the server that changes messages."
    case .connectionNotKept:
      "The server, or a proxy in front of it, closes the connection in the middle of the \(name) "
        + "authentication. Connect directly, or use -Authentication Basic over HTTPS."
    case .refusedAfterwards:
      "Access is denied. The server accepted the \(name) authentication, but answered the message "
        + "that followed on the same connection with the HTTP status 401. Check that the account may "
        + "log on there, and that nothing in between shares the connection among several servers."
    case .credentialsMissing where scheme == .negotiate:
      "Negotiate authentication needs a user name and a password here: without them only Kerberos "
        + "could be used, which needs the name of the computer. Give them with -Credential."
    case .credentialsMissing:
      "\(name) authentication needs a user name and a password. Give them with -Credential."
    case .credentialsUnusable:
      "\(name) authentication cannot carry this user name or password: a user name may not be "
        + "empty or contain a colon, and neither may contain control characters."
    }
  }

  /// What else may be wrong with a proof that is bound.
  private var bindingText: String {
    isBound
      ? " If something in between opens the TLS connection, such as a proxy that inspects it, a "
        + "service that demands channel binding (Service\\Auth\\CbtHardeningLevel) refuses too."
      : ""
  }

  private var offerText: String {
    offered.isEmpty
      ? "It offers no authentication scheme."
      : "It offers: \(offered.joined(separator: ", "))."
  }

  private var advice: String {
    if offered.isEmpty {
      return "Check that the address and port belong to a WS-Management service."
    }
    if scheme == .basic {
      return "To allow Basic, type on the server: Set-Item WSMan:\\localhost\\Service\\Auth\\Basic "
        + "true; for HTTP also: Set-Item WSMan:\\localhost\\Service\\AllowUnencrypted true"
    }
    return scheme == nil
      ? "Give a user name and a password with -Credential."
      : "Choose one of them with -Authentication."
  }
}
