import Lab

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

    init(_ path: String, _ predicate: String) {
      description = "The credential file \(path) \(predicate)"
    }
  }

  /// No credential is longer (64 KB).
  private static let largest = 1 << 16

  /// Reads the file; refuses one that anybody else can read, or that somebody else owns.
  init(path: String) throws(Failure) {
    let text: String
    do {
      let file = try InputFile(path: path)
      guard file.isRegular else { throw InputFile.Failure("is not a regular file") }
      guard file.owner == geteuid() else { throw InputFile.Failure("belongs to another user") }
      guard file.permissions == 0o600 else {
        let mode = String(file.permissions, radix: 8)
        throw InputFile.Failure("has mode \(mode); it must be 600: chmod 600 \(path)")
      }
      text = try file.text(limit: Self.largest)
    } catch let error as InputFile.Failure {
      throw Failure(path, error.reason + ".")
    } catch {
      throw Failure(path, "cannot be used: \(error).")
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.count >= 2, !lines[0].isEmpty else {
      throw Failure(
        path, "must hold a user name on its first line and the password on the second.")
    }
    userName = String(lines[0])
    password = String(lines[1])
  }
}
