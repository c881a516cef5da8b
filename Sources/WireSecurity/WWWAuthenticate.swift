/// One challenge of a `WWW-Authenticate` header: a scheme with either a token or parameters.
public struct AuthenticationChallenge: Sendable, Equatable {
  /// The scheme as the server wrote it.
  public var name: String
  /// The base64 data of a scheme that exchanges tokens (RFC 9110 `token68`), else nil.
  public var token: String?
  /// The parameters, names in lower case, in the order of the header.
  public var parameters: [Parameter] = []

  /// A `name=value` pair.
  public struct Parameter: Sendable, Equatable {
    /// The name in lower case.
    public var name: String
    /// The value without quotes.
    public var value: String
  }

  /// The scheme, nil when it is none of WS-Management.
  public var scheme: AuthenticationScheme? { AuthenticationScheme(wireName: name) }

  /// The value of a parameter, nil when it is absent.
  public func value(of parameter: String) -> String? {
    parameters.first { $0.name == parameter }?.value
  }
}

/// Reads `WWW-Authenticate` headers (RFC 9110 11.6.1), with the tolerance that servers of the
/// field need: one header for all schemes or one for each, and single quotes
/// (`Negotiate, CredSSP, Basic Realm='WSMan'`, `protocol.md` 1.3).
public enum WWWAuthenticate {
  /// The challenges of all header values, in order.
  ///
  /// What cannot be read is left out; the function never fails.
  public static func challenges(in values: some Sequence<String>) -> [AuthenticationChallenge] {
    values.flatMap { value in
      var scanner = ChallengeScanner(text: Array(value.utf8))
      return scanner.scan()
    }
  }

  /// The names of the schemes in all header values, as in user interfaces, each once.
  public static func offeredSchemes(in values: some Sequence<String>) -> [String] {
    challenges(in: values).offeredNames
  }
}

/// The one pass over a header value.
private struct ChallengeScanner {
  let text: [UInt8]
  var position = 0

  mutating func scan() -> [AuthenticationChallenge] {
    var challenges: [AuthenticationChallenge] = []
    while position < text.count {
      skip { $0 == comma || isBlank($0) }
      let word = take { !isBlank($0) && $0 != comma && $0 != equals }
      if word.isEmpty {
        position += 1
        continue
      }
      let afterWord = position
      skip(while: isBlank)
      if let value = parameterValue(), !challenges.isEmpty {
        challenges[challenges.count - 1].parameters.append(
          .init(name: word.lowercased(), value: value))
        continue
      }
      position = afterWord
      var challenge = AuthenticationChallenge(name: word)
      skip(while: isBlank)
      challenge.token = token()
      challenges.append(challenge)
    }
    return challenges
  }

  /// The value after `=`, or nil when this is no parameter.
  private mutating func parameterValue() -> String? {
    guard position < text.count, text[position] == equals else { return nil }
    position += 1
    skip(while: isBlank)
    guard position < text.count else { return "" }
    let quote = text[position]
    guard quote == doubleQuote || quote == singleQuote else {
      return take { !isBlank($0) && $0 != comma }
    }
    position += 1
    var value: [UInt8] = []
    while position < text.count, text[position] != quote {
      if text[position] == backslash, position + 1 < text.count { position += 1 }
      value.append(text[position])
      position += 1
    }
    position += 1
    return String(decoding: value, as: UTF8.self)
  }

  /// A `token68`: one word that ends at a comma or at the end and is no parameter.
  private mutating func token() -> String? {
    let start = position
    let body = take { isTokenCharacter($0) }
    let padding = take { $0 == equals }
    skip(while: isBlank)
    guard !body.isEmpty, position >= text.count || text[position] == comma else {
      position = start
      return nil
    }
    // `Basic, NTLM`: the next word after a comma is never a token, but `Basic NTLM` would be.
    return body + padding
  }

  private mutating func skip(while matches: (UInt8) -> Bool) {
    while position < text.count, matches(text[position]) { position += 1 }
  }

  private mutating func take(while matches: (UInt8) -> Bool) -> String {
    let start = position
    skip(while: matches)
    return String(decoding: text[start..<position], as: UTF8.self)
  }
}

private let comma = UInt8(ascii: ",")
private let equals = UInt8(ascii: "=")
private let doubleQuote = UInt8(ascii: "\"")
private let singleQuote = UInt8(ascii: "'")
private let backslash = UInt8(ascii: "\\")

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

private func isTokenCharacter(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
    UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "/"):
    true
  default: false
  }
}
