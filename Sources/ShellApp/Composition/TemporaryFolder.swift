#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder for one replayed section: `c` is its drive `C:`, `state` its state.
final class TemporaryFolder: Sendable {
  let path: String

  /// No temporary folder could be made.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  init() throws(Failure) {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/wsmansh-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(
        description:
          "No temporary folder can be made in \(base): \(String(cString: strerror(errno))).")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    mkdir(path + "/c", 0o700)
    mkdir(path + "/state", 0o700)
  }

  /// Removes the folder with all it holds; links are removed, not followed.
  func remove() {
    _ = nftw(path, { name, _, _, _ in name.map { Int32(remove_($0)) } ?? 0 }, 16, FTW_DEPTH | FTW_PHYS)
  }
}

/// `remove(3)` under a name that no method hides.
private func remove_(_ path: UnsafePointer<CChar>) -> Int32 { remove(path) }
