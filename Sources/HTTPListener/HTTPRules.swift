import NIOHTTP1
import WireSecurity

/// What HTTP itself asks of a request, before anybody looks at its content (`protocol.md` 1.1, 1.2,
/// 1.4, 20). A pure function of the header.
struct HTTPRules: Sendable {
  /// What is done with a request.
  enum Verdict: Equatable {
    /// The body is to be read, which has this many bytes.
    case receive(length: Int, isAnonymousIdentify: Bool)
    /// The answer is this status, and the connection ends.
    case refuse(HTTPStatus)
  }

  /// The refusals that need no look at the body.
  enum HTTPStatus: Int {
    case badRequest = 400
    case notFound = 404
    case methodNotAllowed = 405
    case lengthRequired = 411
    case tooLarge = 413
    case unsupportedType = 415
    case headerTooLarge = 431
  }

  /// The longest line of a header and the longest header, `Authorization` not counted: tickets
  /// with many groups make that one long (`protocol.md` 20).
  static let longestLine = 16 * 1024
  static let longestHeader = 64 * 1024
  static let longestAuthorization = 128 * 1024

  /// What encryption may add to a message (`protocol.md` 1.6).
  static let encryptionOverhead = 64 * 1024

  /// The path of the listener in lower case, with a slash in front.
  private let path: String

  /// The rules of a listener.
  ///
  /// - Parameter urlPrefix: its path, without slashes at the ends.
  init(urlPrefix: String) {
    path = "/" + urlPrefix.lowercased()
  }

  /// Judges a request by its header.
  ///
  /// - Parameters:
  ///   - head: the header.
  ///   - largestBody: the longest body that is accepted at this moment.
  func judge(_ head: HTTPRequestHead, largestBody: Int) -> Verdict {
    guard isSmallEnough(head) else { return .refuse(.headerTooLarge) }
    guard let path = requestPath(head.uri), namesOneHost(head) else { return .refuse(.badRequest) }
    let isAnonymousPath = path == Self.anonymousPath
    guard path == self.path || isAnonymousPath else { return .refuse(.notFound) }
    guard head.method == .POST else { return .refuse(.methodNotAllowed) }
    guard !head.headers.contains(name: "transfer-encoding"),
      let length = head.headers.first(name: "content-length")
    else { return .refuse(.lengthRequired) }
    guard !length.isEmpty, length.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return .refuse(.badRequest)
    }
    let type = head.headers.first(name: "content-type") ?? ""
    let isEncrypted = EncryptedMultipart.isEncrypted(type)
    let limit = largestBody &+ (isEncrypted ? Self.encryptionOverhead : 0)
    // A number that does not fit is larger than any limit.
    guard let length = Int(length), length <= limit else { return .refuse(.tooLarge) }
    // An empty body is a leg of an authentication, which may have any type.
    guard length == 0 || isEncrypted || isAcceptedType(type) else {
      return .refuse(.unsupportedType)
    }
    let isMarked =
      head.headers.first(name: "wsmanidentify")?.lowercased() == "unauthenticated"
    let hasCredentials = head.headers.contains(name: "authorization")
    return .receive(
      length: length, isAnonymousIdentify: !hasCredentials && (isMarked || isAnonymousPath))
  }

  /// The path that clients of openwsman use for an Identify without credentials.
  private static let anonymousPath = "/wsman-anon/identify"

  /// Whether the header says to which host the request goes, and says it once (RFC 9112 3.2); HTTP/1.0 did
  /// not ask for that.
  private func namesOneHost(_ head: HTTPRequestHead) -> Bool {
    let count = head.headers[canonicalForm: "host"].count
    return count == 1 || count == 0 && head.version == .http1_0
  }

  private func isSmallEnough(_ head: HTTPRequestHead) -> Bool {
    var total = head.uri.utf8.count
    guard total <= Self.longestLine else { return false }
    for (name, value) in head.headers {
      let length = name.utf8.count + value.utf8.count
      if name.lowercased() == "authorization" {
        guard length <= Self.longestAuthorization else { return false }
      } else {
        total += length
        guard length <= Self.longestLine, total <= Self.longestHeader else { return false }
      }
    }
    return true
  }

  /// The path of a request target in lower case, without query and trailing slash; nil when the
  /// target is neither a path nor an `http` URL.
  private func requestPath(_ target: String) -> String? {
    var path = target[...]
    if !path.hasPrefix("/") {
      // The absolute form, which every server must understand (RFC 9112 3.2.2).
      guard let scheme = path.firstRange(of: "://"),
        ["http", "https"].contains(path[..<scheme.lowerBound].lowercased())
      else { return nil }
      path = path[scheme.upperBound...].drop { $0 != "/" && $0 != "?" }
    }
    let end = path.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
    path = path[..<(end ?? path.endIndex)]
    if path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path = path.dropLast() }
    return path.lowercased()
  }

  private func isAcceptedType(_ value: String) -> Bool {
    let end = value.utf8.firstIndex {
      $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t")
    }
    let type = value[..<(end ?? value.endIndex)].lowercased()
    return ["application/soap+xml", "text/xml", "application/xml"].contains(type)
  }
}
