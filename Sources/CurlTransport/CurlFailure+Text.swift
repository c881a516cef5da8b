import WSManClient

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension CurlFailure {
  /// The failure as all transports report it.
  ///
  /// - Parameters:
  ///   - address: where the request was to go.
  ///   - timeout: the time that the exchange had, in milliseconds.
  ///   - limit: the longest answer in bytes.
  func transportFailure(address: String, timeout: Int, limit: Int) -> TransportFailure {
    let text = text(address: address, timeout: timeout, limit: limit)
    return TransportFailure(
      transportCause(text: text, limit: limit), address: address, explanation: text)
  }

  private func transportCause(text: String, limit: Int) -> TransportFailure.Cause {
    switch cause {
    case .nameNotResolved: .nameNotResolved
    case .notConnected: .connectionRefused
    case .proxyNotResolved, .proxyRefused, .proxyNotConnected, .proxyDeclined,
      .proxyAborted:
      .proxy
    case .timedOut: .timedOut
    case .notSecured: .tlsAborted
    case .certificateRefused(let problem):
      .certificateNotTrusted(certificateFindings(problem).map(\.sentence))
    case .badAuthorities: .certificateNotTrusted([reason])
    case .notSent, .notReceived, .nothingReceived, .cutShort, .notRepeated: .connectionLost
    case .tooLong(.body): .answerTooLarge(limit)
    case .closed: .closed
    case .badAddress, .notHTTP, .tooLong(.header), .optionRefused, .outOfResources, .other:
      .other(text)
    }
  }

  /// What failed at which step, why, and the next thing to try.
  private func text(address: String, timeout: Int, limit: Int) -> String {
    switch cause {
    case .badAddress:
      "This is not a valid URL. Check -ComputerName, -Port and -ApplicationName, or -ConnectionURI."
    case .nameNotResolved:
      "The name of the computer could not be resolved. Check its spelling, or give the address of "
        + "the computer instead of its name."
    case .proxyNotResolved:
      "The name of the proxy \(proxyName) could not be resolved. \(Self.proxyAdvice)"
    case .proxyRefused:
      "The proxy \(proxyName) refused the connection. \(reason) \(Self.proxyAdvice)"
    case .proxyNotConnected:
      "The proxy \(proxyName) could not be reached. \(reason) \(Self.proxyAdvice)"
    case .proxyDeclined(let status):
      proxyDeclinedText(status)
    case .proxyAborted:
      "The proxy \(proxyName) ended the connection when it was to connect to this address: it may not "
        + "know the computer, or not allow the port. \(Self.proxyAdvice)"
    case .notConnected:
      notConnectedText
    case .timedOut:
      timedOutText(limit: Self.seconds(timeout))
    case .notSecured:
      notSecuredText
    case .badAuthorities:
      "TLS: the certificates of the authorities that this computer trusts cannot be read. \(reason) "
        + "Correct the file that $env:SSL_CERT_FILE names, or type Remove-Item Env:\\SSL_CERT_FILE "
        + "for the authorities of the system."
    case .certificateRefused(let problem):
      "TLS: the certificate of the computer was refused. \(certificateText(problem))"
    case .notSent:
      "The connection broke while the request was sent. \(reason) \(again)."
    case .notReceived:
      "The connection was broken off before the answer was complete. \(reason) \(again); if it "
        + "happens each time, look at what stands between the computers and at the log of the "
        + "service."
    case .nothingReceived:
      "The connection was ended without an answer. Check that a WinRM service listens on this port"
        + (address.hasPrefix("http:")
          ? "; if it is one for HTTPS (5986 by default), add -UseSSL." : ".")
        + (isOutcomeUnknown ? " \(again)." : "")
    case .cutShort:
      "The answer ended in the middle. \(again); if it happens each time, look for a proxy or a "
        + "fault of the service."
    case .notHTTP:
      "What came back is not HTTP, so no WinRM service listens there. Check -Port (5985 for HTTP, "
        + "5986 for HTTPS)."
    case .tooLong(.body):
      "The answer is longer than \(limit) bytes and was broken off. Ask for less, for example with "
        + "a filter, or let this client take more: "
        + "Set-Item WSMan:\\localhost\\MaxEnvelopeSizekb VALUE"
    case .tooLong(.header):
      "The HTTP header of the answer, or a line of it, is too long and was broken off. Check that a "
        + "WinRM service listens on this port."
    case .notRepeated:
      "The connection was ended just when the request was sent, so it is not known whether the "
        + "operation was carried out. Look at its effect before you try again."
    case .outOfResources:
      "The connection could not be set up: this process has no memory or file descriptors left. "
        + "Close connections with Disconnect-WSMan and try again."
    case .optionRefused:
      "This libcurl does not support what the connection needs (code \(code)). Install version "
        + "7.80 or a newer one."
    case .closed:
      "The session is closed. Connect again with Connect-WSMan."
    case .other:
      "The exchange failed. \(reason)"
    }
  }

  /// What to do next when the connection was lost.
  private var again: String {
    isOutcomeUnknown
      ? "It is not known whether the operation was carried out: look at its effect before you try "
        + "again" : "Try again"
  }

  private var proxyName: String { proxy ?? "of the environment" }

  private static let proxyAdvice =
    "Look at $env:https_proxy, or connect directly with -SessionOption "
    + "(New-WSManSessionOption -ProxyAccessType ProxyNoProxyServer)."

  /// The schemes of proxies: libcurl's bit, the name on the wire, and the value of the parameter.
  private static let proxySchemeNames = [
    (bit: 1, name: "Basic", parameter: "Basic"), (bit: 2, name: "Digest", parameter: "Digest"),
    (bit: 4, name: "Negotiate", parameter: "Negotiate"),
    (bit: 8, name: "NTLM", parameter: "Negotiate"),
  ]

  private func proxyDeclinedText(_ status: Int) -> String {
    if status == 407 {
      let offered = Self.proxySchemeNames.filter { proxySchemes & $0.bit != 0 }
      let names = offered.map(\.name).joined(separator: ", ")
      return "The proxy \(proxyName) wants to know who you are (HTTP status 407), or refused the "
        + "user name or the password. "
        + (names.isEmpty ? "" : "It offers: \(names). ")
        + "Give both with -SessionOption (New-WSManSessionOption -ProxyAuthentication "
        + "\(offered.first?.parameter ?? "Basic") -ProxyCredential NAME)."
        + (offered.contains { $0.name == "Negotiate" }
          ? " Negotiate without -ProxyCredential takes a ticket of kinit." : "")
    }
    return "The proxy \(proxyName) did not connect to this address (HTTP status \(status)): it may "
      + "not know the computer, or not allow the port. \(Self.proxyAdvice)"
  }

  private var notSecuredText: String {
    let text = "The TLS connection was refused or broken off. \(reason) "
    if Self.versionReasons.contains(where: { reason.contains($0) }) {
      return text
        + "The other side speaks none of the versions of TLS that are safe: it must allow "
        + "TLS 1.2 or 1.3."
    }
    if reason.contains(Self.certificateWanted) {
      return text + "The other side wants a certificate of yours: connect with -Authentication "
        + "ClientCertificate -CertificateThumbprint THUMBPRINT. Those that there are: dir "
        + "Cert:\\CurrentUser\\My"
    }
    return text
      + "Check that the port is one for HTTPS (5986 by default); for HTTP leave -UseSSL out."
  }

  /// Words of OpenSSL for two sides that have no version of TLS in common.
  private static let versionReasons = [
    "alert protocol version", "unsupported protocol", "no protocols available",
  ]

  private var notConnectedText: String {
    switch systemError {
    case ECONNREFUSED:
      "The connection was refused: nothing listens there. Check -Port (5985 for HTTP, 5986 for "
        + "HTTPS), and on the computer that the WinRM service runs and has a listener (winrm "
        + "quickconfig)."
    case ENETUNREACH, EHOSTUNREACH:
      "There is no way to this address. \(reason) Check the address and the network."
    default:
      "No connection could be made. \(reason) Check the name, -Port, and that the WinRM service "
        + "runs on the computer (winrm quickconfig)."
    }
  }

  private func timedOutText(limit: String) -> String {
    if !isConnected {
      return "No connection was accepted in time. Check the name and -Port, that the computer is "
        + "up, and that no firewall drops the packets."
    }
    let doubt = isOutcomeUnknown ? "\(again). " : ""
    if hasAnswerBegun {
      return "The answer began, but did not end within \(limit). \(doubt)Allow more time with "
        + "-SessionOption (New-WSManSessionOption -OperationTimeout MILLISECONDS)."
    }
    return
      "The connection was accepted, but no answer came within \(limit). \(doubt)Check that a WinRM "
      + "service listens on this port, or allow more time with -SessionOption "
      + "(New-WSManSessionOption -OperationTimeout MILLISECONDS)."
  }

  /// libcurl's words as a sentence.
  var reason: String {
    detail.isEmpty ? "(libcurl \(code))" : detail.asSentence
  }

  private static func seconds(_ milliseconds: Int) -> String {
    milliseconds.isMultiple(of: 1_000) ? "\(milliseconds / 1_000) s" : "\(milliseconds) ms"
  }
}
