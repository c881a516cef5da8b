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
    let name = MediaType.name(of: Array(contentType.utf8))
    return name.elementsEqual(single.utf8) || name.elementsEqual(multiple.utf8)
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

/// The value of a `Content-Type`: a name, and parameters. Read byte by byte, since each message has
/// one.
struct MediaType {
  private let parameters: [(name: [UInt8], value: [UInt8])]

  init(_ text: String) {
    var parts: [[UInt8]] = [[]]
    var isQuoted = false
    for byte in text.utf8 {
      if byte == quote {
        isQuoted.toggle()
      } else if byte == semicolon, !isQuoted {
        parts.append([])
      } else {
        parts[parts.count - 1].append(byte)
      }
    }
    parameters = parts.dropFirst().map { part in
      let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
      return (Self.name(of: part[..<equals]), Array(Self.trimmed(part[equals...].dropFirst())))
    }
  }

  /// The value of a parameter, written in lower case, without quotes; nil when it is absent.
  func value(of parameter: String) -> [UInt8]? {
    parameters.first { $0.name.elementsEqual(parameter.utf8) }?.value
  }

  /// What stands before the first semicolon, in lower case.
  static func name(of text: some Collection<UInt8>) -> [UInt8] {
    trimmed(Array(text.prefix { $0 != semicolon })[...]).map(\.lowerCase)
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    while bytes.last == 0x20 || bytes.last == 0x09 { bytes.removeLast() }
    return bytes
  }
}

private let semicolon = UInt8(ascii: ";")
private let quote = UInt8(ascii: "\"")

extension UInt8 {
  /// A letter of ASCII in lower case; any other byte as it is.
  var lowerCase: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
