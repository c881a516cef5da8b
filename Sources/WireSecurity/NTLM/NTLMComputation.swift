/// The computations of NTLM version 2 (`protocol.md` 14.2).
enum NTLMComputation {
  /// What a computer keeps of a password: MD4 over its UTF-16.
  static func ntHash(of password: String) -> [UInt8] {
    MD4.digest(.utf16(password))
  }

  /// The key that the password, the user and the domain give. The domain keeps its letter case.
  static func responseKey(
    ntHash: [UInt8], userName: String, domain: String
  ) throws(SecurityError) -> [UInt8] {
    try MD5.authenticationCode(key: ntHash, .utf16(upperCase(userName) + domain))
  }

  /// What the proof is made over, besides the challenge of the server.
  static func temporary(
    time: [UInt8], clientChallenge: [UInt8], targetInfo: NTLMTargetInfo
  ) -> [UInt8] {
    let zeros = [UInt8](repeating: 0, count: 4)
    return [1, 1, 0, 0] + zeros + time + clientChallenge + zeros + targetInfo.bytes + zeros
  }

  /// The proof of the password.
  static func proof(
    responseKey: [UInt8], serverChallenge: [UInt8], temporary: ArraySlice<UInt8>
  ) throws(SecurityError) -> [UInt8] {
    try MD5.authenticationCode(key: responseKey, serverChallenge, temporary)
  }

  /// The shorter response, for servers that know no time.
  static func lmResponse(
    responseKey: [UInt8], serverChallenge: [UInt8], clientChallenge: [UInt8]
  ) throws(SecurityError) -> [UInt8] {
    try MD5.authenticationCode(key: responseKey, serverChallenge + clientChallenge)
      + clientChallenge
  }

  /// The key that both sides know after the proof.
  static func sessionBaseKey(
    responseKey: [UInt8], proof: [UInt8]
  ) throws(SecurityError) -> [UInt8] {
    try MD5.authenticationCode(key: responseKey, proof)
  }

  /// The session key under the other key, or back.
  static func exchanged(_ sessionKey: [UInt8], under key: [UInt8]) -> [UInt8] {
    var cipher = RC4(key: key)
    return cipher.applied(to: sessionKey)
  }

  /// The code over all three messages, that of the third taken as zero.
  static func integrityCode(
    sessionKey: [UInt8], _ negotiate: [UInt8], _ challenge: [UInt8], _ authenticate: [UInt8]
  ) throws(SecurityError) -> [UInt8] {
    var last = authenticate
    if last.count >= NTLMAuthenticate.integrityCodePlace.upperBound {
      for index in NTLMAuthenticate.integrityCodePlace { last[index] = 0 }
    }
    return try MD5.authenticationCode(key: sessionKey, negotiate + challenge, last[...])
  }

  /// A text in upper case, as Windows does it: each character becomes one character or stays.
  static func upperCase(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let upper = scalar.properties.uppercaseMapping.unicodeScalars
      if let only = upper.first, upper.count == 1 {
        result.append(only)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
