/// Encrypted messages in the body of a request or an answer: `multipart/encrypted`, and
/// `multipart/x-multi-encrypted` for messages of several pieces (`protocol.md` 13.2). It looks like
/// MIME and is none: no blank lines, raw bytes, no line end in front of the last delimiter.
///
/// Writing keeps to the form of Windows, reading takes those of others too.
public enum EncryptedMultipart {
  /// A body with the type that belongs to it.
  public struct Body: Sendable, Equatable {
    /// The value of `Content-Type`.
    public var contentType: String
    /// The bytes.
    public var bytes: [UInt8]

    /// A body.
    public init(contentType: String, bytes: [UInt8]) {
      self.contentType = contentType
      self.bytes = bytes
    }
  }

  /// Why a body cannot be read.
  public enum ReadingError: Error, Sendable, Equatable {
    /// The frame is wrong: headers, delimiters or lengths.
    case frame
    /// The message is larger than the limit.
    case tooLarge
    /// The protection refused a piece.
    case protection(SecurityError)
  }

  /// Whether a `Content-Type` is that of an encrypted message.
  public static func isEncrypted(_ contentType: String) -> Bool {
    let type = MediaType(contentType).name
    return type == single || type == multiple
  }

  /// Encrypts a message.
  ///
  /// - Parameters:
  ///   - message: the message in clear.
  ///   - contentType: its type, such as `application/soap+xml;charset=UTF-8`.
  ///   - scheme: how the connection was authenticated.
  ///   - protection: what the authentication left behind.
  public static func encrypt(
    _ message: [UInt8], contentType: String, scheme: AuthenticationScheme,
    with protection: any MessageProtection
  ) throws(SecurityError) -> Body {
    let label = scheme.encryptionLabel
    let limit = max(protection.largestPiece ?? .max, 1)
    let type = message.count > limit ? multiple : single
    var bytes: [UInt8] = []
    bytes.reserveCapacity(message.count + 512)
    var rest = message[...]
    repeat {
      let piece = rest.prefix(limit)
      rest = rest.dropFirst(piece.count)
      let sealed = try protection.seal(piece.count == message.count ? message : Array(piece))
      bytes.append(
        contentsOf: """
          --\(boundary)\r\n\tContent-Type: \(label)\r\n\
          \tOriginalContent: type=\(contentType);Length=\(sealed.plainLength)\r\n\
          --\(boundary)\r\n\tContent-Type: application/octet-stream\r\n
          """.utf8)
      bytes.appendLittleEndian(sealed.length)
      bytes.append(contentsOf: sealed.octets)
    } while !rest.isEmpty
    bytes.append(contentsOf: "--\(boundary)--\r\n".utf8)
    return Body(
      contentType: "\(type);protocol=\"\(label)\";boundary=\"\(boundary)\"", bytes: bytes)
  }

  /// Decrypts the message in a body.
  ///
  /// - Parameters:
  ///   - body: the body with its type.
  ///   - protection: what the authentication of the connection left behind.
  ///   - limit: how many bytes the message may have in clear.
  public static func decrypt(
    _ body: Body, with protection: any MessageProtection, limit: Int
  ) throws(ReadingError) -> [UInt8] {
    var reader = try EncryptedMultipartReader(body)
    var message: [UInt8] = []
    repeat {
      let piece = try reader.next(protection)
      let plain: [UInt8]
      do {
        plain = try protection.open(length: piece.length, piece.octets)
      } catch {
        throw .protection(error)
      }
      guard plain.count <= limit - message.count else { throw .tooLarge }
      if message.isEmpty { message = plain } else { message.append(contentsOf: plain) }
    } while !reader.isAtEnd
    return message
  }

  static let single = "multipart/encrypted"
  static let multiple = "multipart/x-multi-encrypted"
  static let boundary = "Encrypted Boundary"
}

extension AuthenticationScheme {
  /// The word for the scheme in the headers of encrypted messages.
  var encryptionLabel: String {
    let name =
      switch self {
      case .kerberos: "Kerberos"
      case .credSSP: "CredSSP"
      case .negotiate, .basic, .digest, .clientCertificate: "SPNEGO"
      }
    return "application/HTTP-\(name)-session-encrypted"
  }
}

/// The value of a `Content-Type`: a name in lower case, and parameters.
struct MediaType {
  /// The name in lower case.
  let name: String
  private let parameters: [(name: String, value: String)]

  init(_ text: String) {
    var parts: [String] = [""]
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == ";", !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    name = Self.trimmed(parts[0]).lowercased()
    parameters = parts.dropFirst().map { part in
      let equals = part.firstIndex(of: "=") ?? part.endIndex
      let value = Self.trimmed(String(part[equals...].dropFirst()))
      return (
        Self.trimmed(String(part[..<equals])).lowercased(), value.filter { $0 != "\"" }
      )
    }
  }

  /// The value of a parameter without quotes; nil when it is absent.
  func value(of parameter: String) -> String? {
    parameters.first { $0.name == parameter }?.value
  }

  private static func trimmed(_ text: String) -> String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    let start = text.drop(while: isBlank)
    let end = start.lastIndex { !isBlank($0) }.map { start.index(after: $0) } ?? start.startIndex
    return String(start[..<end])
  }
}
