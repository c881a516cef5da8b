import WSManClient
import WireSecurity

extension WireLeg {
  /// A request with its answer, for those who observe.
  ///
  /// - Parameters:
  ///   - reply: `nil` when none came.
  ///   - isEncrypted: whether the body of the request is the message, encrypted.
  init(_ post: HTTPRequest, _ reply: HTTPReply?, isEncrypted: Bool) {
    // A line without a value is an order to libcurl to leave the header out.
    self.init(
      requestHeader: post.header.lines.filter { !$0.hasSuffix(":") }, sentBytes: post.body.count,
      sealedRequest: isEncrypted ? post.body : nil)
    guard let reply else { return }
    status = reply.status
    receivedBytes = reply.body.count
    isFreshConnection = reply.isFreshConnection
    responseHeader =
      (reply.contentType.map { ["Content-Type: \($0)"] } ?? [])
      + (reply.location.map { ["Location: \($0)"] } ?? [])
      + reply.challenges.map { Self.masked("WWW-Authenticate: \($0)") }
    if let type = reply.contentType, EncryptedMultipart.isEncrypted(type) {
      sealedResponse = Array(reply.body.prefix(Self.largestBody))
    } else {
      keepStray(reply.body)
    }
  }
}
