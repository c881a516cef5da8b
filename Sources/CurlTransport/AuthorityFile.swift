import WSManClient

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The file of authorities that the user has named in place of the system's.
enum AuthorityFile {
  /// More than ten times the size of the systems' own files, in bytes.
  private static let mostBytes = 4 << 20

  /// The certificates in PEM, as the file has them.
  ///
  /// - Parameter address: where the connection is to go, for the error.
  /// - Throws: `TransportFailure` when the file cannot be read, is too long or holds no certificate.
  static func read(_ path: String, address: String) throws(TransportFailure) -> String {
    guard let file = fopen(path, "r") else {
      throw failure("\(path) cannot be read (\(String(cString: strerror(errno))))", address)
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 64 << 10)
    while case let count = fread(&block, 1, block.count, file), count > 0 {
      bytes += block[..<count]
      guard bytes.count <= mostBytes else {
        throw failure("\(path) is longer than \(mostBytes >> 20) MB", address)
      }
    }
    guard ferror(file) == 0 else { throw failure("\(path) cannot be read", address) }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains("CERTIFICATE-----") else {
      throw failure("\(path) holds no certificate in PEM", address)
    }
    // Another certificate may follow.
    return text + "\n"
  }

  private static func failure(_ reason: String, _ address: String) -> TransportFailure {
    let reason =
      "The file of authorities that $env:SSL_CERT_FILE names, \(reason). Correct the variable, or "
      + "type Remove-Item Env:\\SSL_CERT_FILE for the authorities of the system."
    return TransportFailure(.certificateNotTrusted([reason]), address: address, explanation: reason)
  }
}
