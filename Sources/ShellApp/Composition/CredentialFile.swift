#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file with a user name on the first line and a password on the second (`--credential-file`).
struct CredentialFile {
  let userName: String
  let password: String

  /// A credential file that may not be used.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Reads the file; refuses one that anybody else can read, or that somebody else owns.
  init(path: String) throws(Failure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(
        description:
          "The credential file \(path) cannot be opened: \(String(cString: strerror(errno))).")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Failure(description: "The credential file \(path) is not a regular file.")
    }
    guard status.st_uid == geteuid() else {
      throw Failure(description: "The credential file \(path) belongs to another user.")
    }
    guard status.st_mode & 0o777 == 0o600 else {
      let mode = String(status.st_mode & 0o777, radix: 8)
      throw Failure(
        description:
          "The credential file \(path) has mode \(mode); it must be 600: chmod 600 \(path)")
    }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &bytes, bytes.count)
    guard count > 0, let text = String(validating: bytes[..<count], as: UTF8.self) else {
      throw Failure(description: "The credential file \(path) is not UTF-8 text.")
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.count >= 2, !lines[0].isEmpty else {
      throw Failure(
        description:
          "The credential file \(path) must hold a user name on its first line and the password on the second."
      )
    }
    userName = String(lines[0])
    password = String(lines[1])
  }
}
