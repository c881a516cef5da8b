/// Basic authentication (RFC 7617) with UTF-8, the same on both sides.
public enum BasicScheme {
  /// The value of the `Authorization` header; nil when the credentials cannot travel: an empty
  /// user name, a colon in it, or a control character anywhere.
  public static func authorization(for credential: UserCredential) -> String? {
    guard isUsable(userName: credential.userName), !credential.userName.utf8.contains(colon),
      !hasControlCharacter(credential.password)
    else { return nil }
    let pair = Array(credential.userName.utf8) + [colon] + Array(credential.password.utf8)
    return "Basic " + Base64.encode(pair)
  }

  /// The credentials in the value of an `Authorization` header; nil when it is another scheme, no
  /// base64, no UTF-8, has no colon, an empty user name, or a control character such as NUL.
  public static func credential(in authorization: String) -> UserCredential? {
    let words = authorization.utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) }
    guard words.count == 2, AuthenticationScheme(wireName: words[0]) == .basic,
      let pair = Base64.decode(words[1]), let separator = pair.firstIndex(of: colon),
      let userName = String(validating: pair[..<separator], as: UTF8.self),
      let password = String(validating: pair[(separator + 1)...], as: UTF8.self),
      isUsable(userName: userName), !hasControlCharacter(password)
    else { return nil }
    return UserCredential(userName: userName, password: password)
  }

  private static let colon = UInt8(ascii: ":")

  private static func isUsable(userName: String) -> Bool {
    !userName.isEmpty && !hasControlCharacter(userName)
  }

  private static func hasControlCharacter(_ text: String) -> Bool {
    text.utf8.contains { $0 < 0x20 || $0 == 0x7F }
  }
}

/// The client's side: the header goes with every request, and a 401 is final.
struct BasicClient: ClientMechanism {
  private let authorization: String

  init(credential: UserCredential) throws(AuthenticationRefusal) {
    guard let authorization = BasicScheme.authorization(for: credential) else {
      throw AuthenticationRefusal(.credentialsUnusable, scheme: .basic)
    }
    self.authorization = authorization
  }

  var scheme: AuthenticationScheme? { .basic }

  func start(binding: ChannelBinding?) -> ClientStep {
    .send(authorization: authorization, carriesMessage: true)
  }

  func received(
    status: Int, challenges: [AuthenticationChallenge], binding: ChannelBinding?
  ) -> ClientStep {
    guard status == 401 else { return .done }
    let isOffered = challenges.contains { $0.scheme == .basic }
    return .refused(
      AuthenticationRefusal(
        isOffered ? .credentialsRefused : .schemeNotOffered, scheme: .basic,
        offered: challenges.offeredNames))
  }

  func reset() {}
}
