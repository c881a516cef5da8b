public import WSManProtocol

/// An exchange without a usable answer. All transports report through the same causes, so one table
/// decides the numbers (`cmdlets.md` 3.5 F and G, 6.1).
public struct TransportFailure: Error, Sendable, Equatable {
  /// What happened.
  public enum Cause: Sendable, Equatable {
    /// The name of the host has no address.
    case nameNotResolved
    /// Nothing listens, or the connection cannot be made.
    case connectionRefused
    /// The connection broke before the answer was complete.
    case connectionLost
    /// No connection or no answer in time.
    case timedOut
    /// The proxy cannot be reached, or does not connect to the computer.
    case proxy
    /// The other side refused or aborted TLS.
    case tlsAborted
    /// The certificate cannot be trusted; the texts are the problems.
    case certificateNotTrusted([String])
    /// The service refused the credentials, or offers no scheme that is wanted; the number and the
    /// text are the authentication's.
    case authentication(WSManErrorCode, String)
    /// An HTTP status without a SOAP message.
    case httpStatus(Int)
    /// An answer without a body.
    case emptyAnswer
    /// An answer with another content type; empty when it has none.
    case contentType(String)
    /// The answer is in another encoding than the request.
    case encodingMismatch
    /// A web page instead of a message.
    case html
    /// The body cannot be decrypted, or came in clear although it must not.
    case notDecrypted
    /// The answer is larger than this many bytes.
    case answerTooLarge(Int)
    /// The message cannot be read.
    case envelope(EnvelopeError)
    /// The answer belongs to another request, or is of another kind than the request asks for.
    case wrongAnswer
    /// The session was closed before.
    case closed
    /// Something that no other cause describes, in the words of the library that found it.
    case other(String)
  }

  /// What happened.
  public let cause: Cause
  /// Where the request was to go, for people.
  public let address: String
  /// What the transport found out about the step that failed, and the next thing to try; nil leaves
  /// it to the text of the number.
  public let explanation: String?

  /// A failure.
  public init(_ cause: Cause, address: String, explanation: String? = nil) {
    self.cause = cause
    self.address = address
    self.explanation = explanation
  }

  /// The number of Windows for the failure.
  public var code: WSManErrorCode {
    switch cause {
    case .nameNotResolved: .nameNotResolved
    case .connectionRefused, .connectionLost, .proxy, .other: .destinationUnreachable
    case .timedOut: .networkTimedOut
    case .tlsAborted: .sslConnectionAborted
    case .certificateNotTrusted: .tlsFailure
    case .authentication(let code, _): code
    case .httpStatus(let status): Self.code(forStatus: status)
    case .emptyAnswer: .httpNoResponseData
    case .contentType: .httpInvalidContentType
    case .encodingMismatch: .httpContentTypeMismatch
    case .html: .htmlError
    case .notDecrypted: .cannotDecrypt
    case .answerTooLarge: .envelopeTooLarge
    case .envelope(let error): error.clientCode
    case .wrongAnswer: .responseInvalidMessageInformationHeader
    case .closed: .clientSessionUnusable
    }
  }

  /// The number for an HTTP status whose answer holds no SOAP message (`protocol.md` 1.4).
  public static func code(forStatus status: Int) -> WSManErrorCode {
    switch status {
    case 401: .accessDenied
    case 404: .httpNotFound
    case 413: .httpRequestTooLarge
    case 503: .httpServiceUnavailable
    case 300..<400: .httpRedirect
    case 400: .httpBadRequest
    case 500: .httpServerError
    default: .unknownHTTPStatus
    }
  }
}

extension TransportFailure: CustomStringConvertible {
  /// What failed, where, and the next thing to try.
  public var description: String {
    if let explanation { return "\(address): \(explanation)" }
    let text = WSManErrorTable.naming(
      computer: address.hostOfURL, in: WSManErrorTable.text(for: code))
    return switch cause {
    case .nameNotResolved, .connectionRefused, .timedOut, .tlsAborted, .emptyAnswer, .html,
      .encodingMismatch, .notDecrypted, .wrongAnswer:
      "\(address): \(text)"
    case .connectionLost: "\(address): The connection was lost before the answer was complete."
    case .proxy: "\(address): The proxy did not connect to this address."
    case .certificateNotTrusted(let problems):
      "\(address): \(text) \(problems.joined(separator: " "))"
    case .authentication(_, let message): "\(address): \(message)"
    case .httpStatus(let status):
      // The texts of single statuses name them.
      text.contains("HTTP \(status)")
        ? "\(address): \(text)" : "\(address): \(text) The HTTP status was \(status)."
    case .contentType(let type):
      type.isEmpty ? "\(address): \(text)" : "\(address): \(text) It was \(type)."
    case .answerTooLarge(let limit):
      "\(address): The answer is larger than \(limit) bytes, the limit of this client. Ask for "
        + "less, or let this client take more: Set-Item WSMan:\\localhost\\MaxEnvelopeSizekb VALUE"
    case .envelope(let error):
      "\(address): The answer cannot be read. \("\(error)".asSentence) Check that the address and "
        + "port belong to a WS-Management service, and that nothing in between changes messages."
    case .closed: "\(address): The session is closed. Connect again."
    case .other(let reason): "\(address): \(reason)"
    }
  }
}

extension TransportFailure {
  /// The certificate with which the client was to prove itself is not there.
  public static func noCertificate(_ thumbprint: String, address: String) -> TransportFailure {
    TransportFailure(
      .authentication(
        .certificateNotFound,
        "There is no certificate with a private key and the thumbprint \(thumbprint) in "
          + "Cert:\\CurrentUser\\My or Cert:\\LocalMachine\\My. List those that are there with dir "
          + "Cert:\\CurrentUser\\My, or take one in with Import-PfxCertificate."),
      address: address)
  }
}
