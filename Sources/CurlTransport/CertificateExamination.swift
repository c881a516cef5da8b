import WSManClient
import WireSecurity

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Finds what else is wrong with a certificate that was refused (`cmdlets.md` 3.5 F): a check ends with
/// its first finding.
///
/// The server is looked at on connections of their own, which end before anything is sent. They know
/// neither credentials nor the certificate of the client.
struct CertificateExamination {
  /// The longest time for one look, in milliseconds.
  private static let timeLimit = 5_000

  /// The options of the connection that failed.
  let options: CurlOptions

  /// A failure with everything that is wrong with the certificate; the same one when that is no
  /// matter, or cannot be found out.
  ///
  /// - Parameter timeout: the time that the exchange had, in milliseconds.
  func completed(_ failure: CurlFailure, timeout: Int) async -> CurlFailure {
    guard case .certificateRefused(let first) = failure.cause, first.hidesOthers,
      // A proxy would have to be told who connects.
      options.proxy == nil
    else { return failure }
    var failure = failure
    failure.furtherFindings = await findings(behind: first, min(timeout, Self.timeLimit))
    return failure
  }

  private func findings(
    behind first: CurlFailure.CertificateProblem, _ timeout: Int
  ) async -> [CurlFailure.Finding] {
    var findings: [CurlFailure.Finding] = []
    var certificate = await look(checkingName: options.checksName, timeout)
    if case .failure(let failure) = certificate,
      failure.cause == .certificateRefused(.otherName)
    {
      findings.append(CurlFailure.Finding(problem: .otherName, detail: failure.detail))
      certificate = await look(checkingName: false, timeout)
    }
    if case .success(let certificate?) = certificate {
      let now = Int64(time(nil))
      if now > certificate.notAfter {
        findings.append(CurlFailure.Finding(problem: .expired))
      } else if now < certificate.notBefore {
        findings.append(CurlFailure.Finding(problem: .notYetValid))
      }
    }
    return findings.filter { $0.problem != first }
  }

  /// The certificate of the server; nil when it cannot be read.
  private func look(
    checkingName: Bool, _ timeout: Int
  ) async -> Result<Certificate?, CurlFailure> {
    var own = CurlOptions(url: options.url)
    own.checksChain = false
    own.checksName = checkingName
    own.keepsCertificate = true
    own.connectTimeout = timeout
    var request = HTTPRequest(
      body: [], header: HTTPRequest.Header(contentType: ""), timeout: timeout, isRepeatable: true)
    request.endsBeforeSending = true
    do {
      guard let loop = CurlLoop.shared, case .success(let library) = CurlLibrary.shared else {
        return .success(nil)
      }
      let connection = try CurlConnection(library: library, loop: loop, options: own)
      defer { connection.close() }
      let reply = try await connection.perform(request)
      return .success(
        try reply.serverCertificate.map { try CertificateFile(Array($0.utf8)) }?.entries.first?
          .certificate)
    } catch let failure as CurlFailure {
      return .failure(failure)
    } catch {
      // A cancelled task, or a certificate that OpenSSL alone can read.
      return .success(nil)
    }
  }
}

extension CurlFailure.CertificateProblem {
  /// Whether the check ends with it before all others were made. The name is compared last.
  fileprivate var hidesOthers: Bool {
    switch self {
    case .unknownAuthority, .expired, .notYetValid, .revoked, .revocationUnknown: true
    case .otherName, .noRevocationLists, .other: false
    }
  }
}
