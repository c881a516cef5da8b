import RemoteShell
import SystemFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A temporary folder as the drive `C:` of a session on an emulated computer. Nothing but files and folders
/// counts on it, and no link is followed.
struct FolderDrive: SessionDrive {
  let path: String

  /// What the computer could not keep anyway is not read, and tells why.
  private static let largestSize = 32 << 20
  private static let mostEntries = 20_000

  /// Something could not be read or written.
  struct Failure: Error, CustomStringConvertible {
    let description: String

    static let full = Failure(description: "There is not enough space on the disk.")

    fileprivate static var last: Failure {
      Failure(description: String(cString: strerror(errno)))
    }
  }

  func entries() throws -> [DriveEntry] {
    var entries: [DriveEntry] = []
    var size = 0
    try collect("", &entries, &size)
    return entries
  }

  private func collect(
    _ folder: String, _ entries: inout [DriveEntry], _ size: inout Int
  ) throws {
    let names = (try? SystemCalls.names(in: real(folder))) ?? []
    for name in names.sorted() where !name.contains("\\") {
      guard entries.count < Self.mostEntries else { throw Failure.full }
      let below = folder.isEmpty ? name : folder + "\\" + name
      var status = stat()
      guard lstat(real(below), &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        entries.append(DriveEntry(path: below, bytes: nil))
        try collect(below, &entries, &size)
      case S_IFREG:
        size += Int(status.st_size)
        guard size <= Self.largestSize else { throw Failure.full }
        entries.append(DriveEntry(path: below, bytes: try bytes(of: below, Int(status.st_size))))
      default: continue
      }
    }
  }

  private func bytes(of file: String, _ size: Int) throws -> [UInt8] {
    let descriptor = open(real(file), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure.last }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: size)
    var count = 0
    while count < size {
      let got = bytes.withUnsafeMutableBytes { buffer in
        read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
      }
      guard got > 0 else { break }
      count += got
    }
    return Array(bytes.prefix(count))
  }

  func write(_ entries: [DriveEntry]) throws {
    for entry in entries {
      let target = real(entry.path)
      guard let bytes = entry.bytes else {
        guard mkdir(target, 0o700) == 0 || errno == EEXIST else { throw Failure.last }
        continue
      }
      let descriptor = open(
        target, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode_t(0o600))
      guard descriptor >= 0 else { throw Failure.last }
      defer { close(descriptor) }
      if let code = SystemCalls.write(bytes, to: descriptor) {
        throw Failure(description: SystemCallFailure(code: code, path: target).text)
      }
    }
  }

  func remove(_ paths: [String]) {
    for path in paths.map(real) where unlink(path) != 0 { rmdir(path) }
  }

  /// The path on the machine. Names of the computer have no slash in them, and none is `..`.
  private func real(_ below: String) -> String {
    below.isEmpty
      ? path : path + "/" + below.split(separator: "\\").joined(separator: "/")
  }
}
