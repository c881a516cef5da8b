import Synchronization
import SystemFiles

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

  /// Makes a folder below, with those around it.
  func makeFolders(_ names: [Substring]) {
    var path = path
    for name in names where name != "." && name != ".." && !name.contains("/") {
      path += "/" + name
      mkdir(path, 0o700)
    }
  }

  /// Removes the folder with all it holds; links are removed, not followed.
  func remove() { Self.remove(path) }

  /// Removes it without keeping anybody waiting; what is still there when the program ends goes then.
  func removeSoon() {
    Self.condemned.withLock { _ = $0.insert(path) }
    Task.detached { [path] in
      Self.remove(path)
      Self.condemned.withLock { _ = $0.remove(path) }
    }
  }

  private static let condemned: Mutex<Set<String>> = {
    atexit {
      for path in TemporaryFolder.condemned.withLock({ $0 }) { TemporaryFolder.remove(path) }
    }
    return Mutex([])
  }()

  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      unlink(path)
      return
    }
    for name in (try? SystemCalls.names(in: path)) ?? [] { remove(path + "/" + name) }
    rmdir(path)
  }
}
