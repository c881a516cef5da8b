import Foundation
import SystemFiles
public import WireSecurity

/// Certificates in files that nobody else can read: a folder for each store, a PEM file with
/// certificate and private key for each certificate, named by its thumbprint.
///
/// A file appears and disappears as a whole, so several programs may use the same folder.
public struct FileCertificateStorage: CertificateStorage {
  private let folder: String

  /// Why a file cannot be used.
  public struct Failure: Error, CustomStringConvertible {
    /// What failed, where and why.
    public let description: String
  }

  /// A storage in a folder; nothing is made before the first certificate is added.
  public init(folder: String) {
    self.folder = folder
  }

  /// The certificates in a store, the oldest first.
  ///
  /// - Throws: ``Failure`` when the folder or a file cannot be read.
  public func entries(in store: CertificateStoreName) throws -> [CertifiedKey] {
    let place = path(of: store)
    let names: [String]
    do { names = try SystemCalls.names(in: place) } catch {
      guard error.code == ENOENT else { throw Self.failure(error, "cannot be read") }
      return []
    }
    var found: [(age: Int, name: String, entry: CertifiedKey)] = []
    for name in names where name.hasSuffix(Self.suffix) {
      let file = "\(place)/\(name)"
      // Another program may have removed it meanwhile.
      guard let (bytes, age) = try Self.read(file) else { continue }
      found.append((age, name, try Self.entry(in: bytes, of: file)))
    }
    return found.sorted { ($0.age, $0.name) < ($1.age, $1.name) }.map(\.entry)
  }

  /// Adds a certificate.
  ///
  /// - Throws: ``Failure`` when the file cannot be written.
  public func add(_ entry: CertifiedKey, to store: CertificateStoreName) throws {
    let place = path(of: store)
    try Self.makeFolders(place)
    let name = entry.friendlyName.split(whereSeparator: \.isNewline).joined(separator: " ")
    let file = "\(place)/\(entry.certificate.thumbprint)\(Self.suffix)"
    let text = (name.isEmpty ? "" : Self.label + name + "\n") + entry.pem
    do {
      try FileReplacement.write(Array(text.utf8), to: file, permissions: 0o600, safety: .machine)
    } catch { throw Self.failure(error, "cannot be written") }
  }

  /// Removes a certificate.
  ///
  /// - Throws: ``Failure`` when the file cannot be removed.
  @discardableResult
  public func remove(thumbprint: String, from store: CertificateStoreName) throws -> Bool {
    let wanted = thumbprint.uppercased()
    guard wanted.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x46).contains($0) })
    else { return false }
    let file = "\(path(of: store))/\(wanted)\(Self.suffix)"
    if unlink(file) == 0 { return true }
    guard errno == ENOENT else { throw Self.failure(file, "cannot be removed") }
    return false
  }

  private static let suffix = ".pem"
  private static let label = "Friendly name: "

  private func path(of store: CertificateStoreName) -> String {
    "\(folder)/\(store.location.rawValue)/\(store.name)"
  }

  private static func entry(in bytes: [UInt8], of file: String) throws -> CertifiedKey {
    do {
      guard var entry = try CertificateFile(bytes).entries.first else {
        throw CertificateError.noCertificate
      }
      let first = String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
      if first.hasPrefix(label) { entry.friendlyName = String(first.dropFirst(label.count)) }
      return entry
    } catch {
      throw Failure(
        description: "The certificate file \(file) is damaged. \(error) Move it away and try again."
      )
    }
  }

  private static func read(_ file: String) throws -> (bytes: [UInt8], age: Int)? {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      guard errno == ENOENT else { throw failure(file, "cannot be read") }
      return nil
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(file, "cannot be read") }
    var bytes = [UInt8](repeating: 0, count: 256 * 1024)
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        Foundation.read(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
      }
      guard count >= 0 else { throw failure(file, "cannot be read") }
      if count == 0 { break }
      filled += count
    }
    return (Array(bytes.prefix(filled)), Int(status.st_mtim.tv_sec))
  }

  private static func makeFolders(_ path: String) throws {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/\(part)"
      guard mkdir(made, 0o700) == 0 || errno == EEXIST || errno == EROFS || errno == EACCES else {
        throw failure(made, "cannot be made")
      }
    }
  }

  private static func failure(_ path: String, _ what: String) -> Failure {
    failure(.last(path), what)
  }

  private static func failure(_ cause: SystemCallFailure, _ what: String) -> Failure {
    Failure(description: "\(cause.path) \(what): \(cause.text).")
  }
}
