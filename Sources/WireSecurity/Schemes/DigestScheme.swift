import COpenSSL

/// What proves a user in Digest (RFC 7616; RFC 2617 for MD5 and servers without `qop`).
struct DigestResponse: Sendable, Equatable {
  /// The functions that are computed here, the best first.
  enum Function: String, Sendable, CaseIterable {
    case sha256 = "SHA-256"
    case md5 = "MD5"
  }

  /// What the server asks for.
  struct Challenge: Sendable, Equatable {
    var realm: String
    var nonce: String
    var opaque: String?
    var function: Function
    /// The name of the function as the server wrote it; nil when it named none.
    var functionName: String?
    /// Whether the nonces of both sides go into the key: `MD5-sess`.
    var isSession: Bool
    /// Whether the server counts the uses of its nonce.
    var hasQuality: Bool

    /// Nil when this program cannot answer it: another function, or only `auth-int`.
    init?(_ challenge: AuthenticationChallenge) {
      guard challenge.scheme == .digest, let realm = challenge.value(of: "realm"),
        let nonce = challenge.value(of: "nonce")
      else { return nil }
      self.realm = realm
      self.nonce = nonce
      opaque = challenge.value(of: "opaque")
      functionName = challenge.value(of: "algorithm")
      let name = (functionName ?? Function.md5.rawValue).uppercased()
      isSession = name.hasSuffix("-SESS")
      let plainName = isSession ? String(name.dropLast(5)) : name
      guard let function = Function(rawValue: plainName) else { return nil }
      self.function = function
      let qualities = challenge.value(of: "qop")?.lowercased().split { $0 == "," || $0 == " " }
      hasQuality = qualities?.isEmpty == false
      if let qualities, !qualities.isEmpty, !qualities.contains("auth") { return nil }
    }
  }

  /// The value of the `Authorization` header.
  ///
  /// - Parameters:
  ///   - challenge: what the server asks for.
  ///   - credential: the user.
  ///   - method: the method of the request.
  ///   - path: what the request asks for, as it stands in its first line.
  ///   - count: how often the nonce was used with this time, from 1.
  ///   - clientNonce: what the client has chosen.
  static func authorization(
    _ challenge: Challenge, _ credential: UserCredential, method: String = "POST", path: String,
    count: UInt32, clientNonce: String
  ) throws(SecurityError) -> String {
    let function = challenge.function
    var key = try digest(
      "\(credential.userName):\(challenge.realm):\(credential.password)", function)
    if challenge.isSession {
      key = try digest("\(key):\(challenge.nonce):\(clientNonce)", function)
    }
    let request = try digest("\(method):\(path)", function)
    let digits = String(count, radix: 16)
    let number = String(repeating: "0", count: 8 - digits.count) + digits
    let middle =
      challenge.hasQuality
      ? "\(challenge.nonce):\(number):\(clientNonce):auth" : challenge.nonce
    let response = try digest("\(key):\(middle):\(request)", function)
    var fields = [
      "username=\(quoted(credential.userName))", "realm=\(quoted(challenge.realm))",
      "nonce=\(quoted(challenge.nonce))", "uri=\(quoted(path))", "response=\"\(response)\"",
    ]
    if let name = challenge.functionName { fields.append("algorithm=\(name)") }
    if let opaque = challenge.opaque { fields.append("opaque=\(quoted(opaque))") }
    if challenge.hasQuality {
      fields += ["qop=auth", "nc=\(number)", "cnonce=\(quoted(clientNonce))"]
    } else if challenge.isSession {
      fields.append("cnonce=\(quoted(clientNonce))")
    }
    return "Digest " + fields.joined(separator: ", ")
  }

  private static func quoted(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      if character == "\"" || character == "\\" { escaped.append("\\") }
      escaped.unicodeScalars.append(character)
    }
    return "\"\(escaped)\""
  }

  private static func digest(
    _ text: String, _ function: Function
  ) throws(SecurityError) -> String {
    let kind: MessageDigest = function == .md5 ? .md5 : .sha256
    return Hex.encode(try kind.required(of: Array(text.utf8), by: "Digest")).lowercased()
  }
}

/// The client's side of Digest: the first request carries no message and fetches the challenge, every
/// other one proves the user anew.
struct DigestClient: ClientMechanism {
  private let credential: UserCredential
  private let path: String
  private var challenge: DigestResponse.Challenge?
  private var count: UInt32 = 0
  /// Whether the request on its way answers a challenge.
  private var hasProved = false

  /// - Parameter path: what the requests ask for, such as `/wsman`.
  init(credential: UserCredential, path: String) throws(AuthenticationRefusal) {
    // A colon would move the border between the name and the realm.
    guard !credential.userName.isEmpty, !credential.userName.utf8.contains(UInt8(ascii: ":")),
      !(credential.userName + credential.password).utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
    else { throw AuthenticationRefusal(.credentialsUnusable, scheme: .digest) }
    self.credential = credential
    self.path = path
  }

  var scheme: AuthenticationScheme? { .digest }

  mutating func start(binding: ChannelBinding? = nil) -> ClientStep {
    guard challenge != nil else {
      hasProved = false
      return .send(authorization: nil, carriesMessage: false)
    }
    return prove()
  }

  mutating func received(
    status: Int, challenges: [AuthenticationChallenge], binding: ChannelBinding?
  ) -> ClientStep {
    guard status == 401 else {
      if hasProved || challenge != nil { return .done }
      // Who asks for no proof gets no message; another answer than yes says itself what is wrong.
      return (200..<300).contains(status)
        ? .refused(AuthenticationRefusal(.schemeNotOffered, scheme: .digest)) : .interrupted
    }
    let offers = challenges.filter { $0.scheme == .digest }
    let answerable = offers.compactMap { offer in
      DigestResponse.Challenge(offer).map { (offer, $0) }
    }
    let best = answerable.min { one, other in
      let order = DigestResponse.Function.allCases
      return (order.firstIndex(of: one.1.function) ?? 0)
        < (order.firstIndex(of: other.1.function) ?? 0)
    }
    guard let (offer, wanted) = best else {
      reset()
      return .refused(
        AuthenticationRefusal(
          offers.isEmpty ? .schemeNotOffered : .schemeNotAvailable, scheme: .digest,
          offered: challenges.offeredNames))
    }
    let isStale = offer.value(of: "stale")?.lowercased() == "true"
    if hasProved, !isStale || wanted.nonce == challenge?.nonce {
      reset()
      return .refused(
        AuthenticationRefusal(
          .credentialsRefused, scheme: .digest, offered: challenges.offeredNames))
    }
    challenge = wanted
    count = 0
    return prove()
  }

  mutating func reset() {
    challenge = nil
    count = 0
    hasProved = false
  }

  private mutating func prove() -> ClientStep {
    guard let challenge else { return .send(authorization: nil, carriesMessage: false) }
    count &+= 1
    hasProved = true
    do {
      let header = try DigestResponse.authorization(
        challenge, credential, path: path, count: count,
        clientNonce: Hex.encode(SecureRandom.bytes(16)).lowercased())
      return .send(authorization: header, carriesMessage: true)
    } catch {
      reset()
      return .refused(AuthenticationRefusal(.exchangeFailed(error), scheme: .digest))
    }
  }
}
