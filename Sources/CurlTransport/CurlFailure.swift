import CCurl

/// Why an exchange gave no answer, with what was found out about it.
struct CurlFailure: Error, Sendable, Equatable {
  /// The kinds of failure, by the step at which the exchange ended.
  enum Cause: Sendable, Equatable {
    case badAddress
    case nameNotResolved
    case proxyNotResolved
    case proxyRefused
    case proxyNotConnected
    /// The status with which the proxy declined to connect.
    case proxyDeclined(Int)
    /// The proxy ended the connection instead of answering.
    case proxyAborted
    case notConnected
    case timedOut
    case notSecured
    case certificateRefused(CertificateProblem)
    /// The certificates of the authorities that the user trusts cannot be read.
    case badAuthorities
    case notSent
    case notReceived
    case nothingReceived
    case cutShort
    case notHTTP
    case tooLong(ReplyCollector.Excess)
    case notRepeated
    case optionRefused
    case outOfResources
    case closed
    case other

    /// `CURLE_TOO_LARGE`, which older versions do not know.
    private static let tooLargeForLibrary = CURLcode(rawValue: 100)

    /// The kind of a result of libcurl.
    init(_ code: CURLcode) {
      switch code {
      case CURLE_URL_MALFORMAT: self = .badAddress
      case CURLE_COULDNT_RESOLVE_HOST: self = .nameNotResolved
      case CURLE_COULDNT_RESOLVE_PROXY: self = .proxyNotResolved
      case CURLE_PROXY: self = .proxyRefused
      case CURLE_COULDNT_CONNECT: self = .notConnected
      case CURLE_OPERATION_TIMEDOUT: self = .timedOut
      case CURLE_SSL_CONNECT_ERROR: self = .notSecured
      case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR:
        self = .certificateRefused(.other)
      case CURLE_SSL_CRL_BADFILE: self = .certificateRefused(.noRevocationLists)
      case CURLE_SSL_CACERT_BADFILE: self = .badAuthorities
      case CURLE_SEND_ERROR: self = .notSent
      case CURLE_RECV_ERROR: self = .notReceived
      case CURLE_GOT_NOTHING: self = .nothingReceived
      case CURLE_PARTIAL_FILE: self = .cutShort
      case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING:
        self = .notHTTP
      case CURLE_FILESIZE_EXCEEDED: self = .tooLong(.body)
      case CURLE_ABORTED_BY_CALLBACK: self = .notRepeated
      case CURLE_OUT_OF_MEMORY: self = .outOfResources
      case Self.tooLargeForLibrary: self = .tooLong(.header)
      default: self = .other
      }
    }
  }

  /// A problem of a certificate that was found after the first.
  struct Finding: Sendable, Equatable {
    var problem: CertificateProblem
    /// libcurl's own words, possibly empty.
    var detail = ""
  }

  /// What is wrong with a certificate.
  enum CertificateProblem: Sendable, Equatable {
    case unknownAuthority
    case otherName
    case expired
    case notYetValid
    case revoked
    /// No current list tells whether it was revoked.
    case revocationUnknown
    /// The file with the revocation lists cannot be read.
    case noRevocationLists
    case other

    /// The problem that OpenSSL numbers so (`X509_V_ERR_…`); libcurl compares names itself, after a
    /// check without a finding.
    init(verification number: Int) {
      switch number {
      case 0, 1, 62: self = .otherName
      case 2, 18, 19, 20, 21, 24, 27: self = .unknownAuthority
      case 3, 8, 11, 12, 15, 16, 33, 35: self = .revocationUnknown
      case 9: self = .notYetValid
      case 10: self = .expired
      case 23: self = .revoked
      default: self = .other
      }
    }
  }

  /// The kind.
  var cause: Cause
  /// libcurl's number; 0 when the failure was found here.
  var code: UInt32 = 0
  /// libcurl's own words, possibly empty.
  var detail = ""
  /// What else is wrong with the certificate.
  var furtherFindings: [Finding] = []
  /// `errno` of the last system call that failed; 0 when none did.
  var systemError: Int32 = 0
  /// Whether the connection stood, so that the request may have arrived.
  var isConnected = false
  /// The proxy that the connection goes through, for people; nil when it goes through none.
  var proxy: String?
  /// The schemes that the proxy offers, as bits of libcurl (`CURLAUTH_…`).
  var proxySchemes = 0
  /// How long the steps took, where that was asked for.
  var timing = ExchangeTiming()
  /// Whether a part of the answer had arrived.
  var hasAnswerBegun = false
  /// Whether a request that may change something was on its way.
  var isOutcomeUnknown = false

  /// A failure.
  init(_ cause: Cause, code: UInt32 = 0) {
    self.cause = cause
    self.code = code
  }
}

extension CurlFailure {
  /// Words of OpenSSL for a server that wants a certificate of the client.
  static let certificateWanted = "alert certificate required"

  /// Makes the kind more precise than libcurl's number is.
  ///
  /// - Parameters:
  ///   - connectStatus: the status of the proxy's answer; 0 when there is none.
  ///   - verification: what OpenSSL found out about the certificate; 0 for nothing bad.
  mutating func refine(connectStatus: Int, verification: Int) {
    switch cause {
    case .certificateRefused(.other):
      cause = .certificateRefused(CertificateProblem(verification: verification))
    case .notConnected where proxy != nil: cause = .proxyNotConnected
    // So older versions of libcurl report a line of the header that is longer than they take.
    case .outOfResources where isConnected: cause = .tooLong(.header)
    // With TLS 1.3 the other side says so after the handshake, when the request is on its way.
    case .notReceived where detail.contains(Self.certificateWanted),
      .notSent where detail.contains(Self.certificateWanted):
      cause = .notSecured
    // The status is that of an earlier answer, which asked for credentials.
    case .notReceived where connectStatus >= 300 && detail.contains("CONNECT aborted"):
      cause = .proxyAborted
    default:
      if connectStatus >= 300 { cause = .proxyDeclined(connectStatus) }
    }
  }
}
