import WSManClient
import WSManProtocol
import WireSecurity
import XMLStream

@testable import CurlTransport
@testable import Lab

/// Every text that a connection can fail with and that may advise something.
enum ConnectionTexts {
  static let address = "https://server01:5986/wsman"

  static var all: [String] {
    table + curl + replies + authentication + kerberos + policy
      + [LabAuthentication.clearTextRefused(by: "server01")]
  }

  private static var table: [String] {
    WSManErrorTable.codes.map(WSManErrorTable.text(for:))
  }

  /// What libcurl's failures become. A new kind does not compile until it stands here.
  private static var curl: [String] {
    var causes: [CurlFailure.Cause] = [
      .badAddress, .nameNotResolved, .proxyNotResolved, .proxyRefused, .proxyNotConnected,
      .proxyDeclined(407), .proxyDeclined(403), .proxyAborted, .notConnected, .timedOut,
      .notSecured,
      .badAuthorities, .notSent, .notReceived, .nothingReceived, .cutShort, .notHTTP,
      .tooLong(.body), .tooLong(.header), .notRepeated, .optionRefused, .outOfResources, .closed,
      .other,
    ]
    for problem in [
      .unknownAuthority, .otherName, .expired, .notYetValid, .revoked, .revocationUnknown,
      .noRevocationLists, .other,
    ] as [CurlFailure.CertificateProblem] {
      switch problem {
      case .unknownAuthority, .otherName, .expired, .notYetValid, .revoked, .revocationUnknown,
        .noRevocationLists, .other:
        causes.append(.certificateRefused(problem))
      }
    }
    let several = causes.flatMap { cause -> [CurlFailure] in
      guard case .certificateRefused = cause else { return [] }
      let further: [[CurlFailure.CertificateProblem]] = [
        [.otherName], [.expired], [.otherName, .notYetValid],
      ]
      return further.map { further in
        var failure = CurlFailure(cause)
        failure.furtherFindings = further.map { CurlFailure.Finding(problem: $0) }
        return failure
      }
    }
    let single = causes.flatMap { cause in
      switch cause {
      case .badAddress, .nameNotResolved, .proxyNotResolved, .proxyRefused, .proxyNotConnected,
        .proxyDeclined, .proxyAborted, .notConnected, .timedOut, .notSecured, .certificateRefused,
        .badAuthorities, .notSent, .notReceived, .nothingReceived, .cutShort, .notHTTP, .tooLong,
        .notRepeated, .optionRefused, .outOfResources, .closed, .other:
        states(of: CurlFailure(cause))
      }
    }
    return (single + several).flatMap { failure in
      [address, "http://server01:5985/wsman"].map {
        failure.transportFailure(address: $0, timeout: 1_000, limit: 1_024).description
      }
    }
  }

  private static func states(of failure: CurlFailure) -> [CurlFailure] {
    var failures: [CurlFailure] = []
    for (detail, systemError) in [
      ("", 0), (CurlFailure.certificateWanted, 111), ("unsupported protocol", 113),
    ] as [(String, Int32)] {
      for (isConnected, hasBegun, isUnknown) in [
        (false, false, false), (true, false, false), (true, true, true), (true, false, true),
      ] {
        var state = failure
        state.detail = detail
        state.systemError = systemError
        state.isConnected = isConnected
        state.hasAnswerBegun = hasBegun
        state.isOutcomeUnknown = isUnknown
        failures.append(state)
        for schemes in [1, 2, 4, 8] {
          state.proxySchemes = schemes
          failures.append(state)
        }
      }
    }
    return failures
  }

  private static var replies: [String] {
    let reader = ReplyReader(CurlOptions(url: address), .utf8)
    let failures = (200..<600).compactMap { status -> TransportFailure? in
      var reply = HTTPReply()
      reply.status = status
      reply.location = "http://server02:5985/wsman"
      do throws(TransportFailure) {
        _ = try reader.response(in: reply)
        return nil
      } catch { return error }
    }
    return (failures + [CurlTransport.clearTextRefused(status: 401, address: address)])
      .map(\.description)
  }

  private static var authentication: [String] {
    let reasons: [AuthenticationRefusal.Reason] = [
      .credentialsRefused, .schemeNotOffered, .schemeNotAvailable, .credentialsMissing,
      .hostIsAddress, .credentialsUnusable, .connectionNotKept, .refusedAfterwards,
      .exchangeFailed(.noCommonMechanism), .exchangeFailed(.malformed),
      .exchangeFailed(.clocksApart(ClockDifference(seconds: 3_600))),
    ]
    return reasons.flatMap { reason -> [String] in
      switch reason {
      case .credentialsRefused, .schemeNotOffered, .schemeNotAvailable, .credentialsMissing,
        .hostIsAddress, .credentialsUnusable, .connectionNotKept, .refusedAfterwards,
        .exchangeFailed:
        (AuthenticationScheme.allCases + [nil]).flatMap { scheme in
          [[], ["Negotiate", "Basic"]].map { offered in
            AuthenticationRefusal(reason, scheme: scheme, offered: offered, isBound: true).message
          }
        }
      }
    }
  }

  private static var kerberos: [String] {
    let causes: [KerberosFailure.Cause] = [
      .noTicket, .unknownService, .unknownUser, .wrongPassword, .passwordExpired, .clockSkew,
      .realmUnreachable, .noKey, .other,
    ]
    return causes.map { cause in
      switch cause {
      case .noTicket, .unknownService, .unknownUser, .wrongPassword, .passwordExpired, .clockSkew,
        .realmUnreachable, .noKey, .other:
        let failure = KerberosFailure(cause, text: "The realm says no")
        return AuthenticationRefusal(.exchangeFailed(.kerberos(failure)), scheme: .kerberos).message
      }
    }
  }

  /// Texts of the client's rules that are not the table's.
  private static var policy: [String] {
    var options = WSManSessionOptions()
    options.authentication = .kerberos
    let target = ConnectionTarget(
      host: "localhost", transport: .http, port: 5985, path: "wsman")
    do throws(ClientRefusal) {
      _ = try ClientPolicy.mechanism(for: target, options)
      return []
    } catch { return [error.message] }
  }
}
