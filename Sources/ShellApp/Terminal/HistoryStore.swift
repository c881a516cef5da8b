import CEditLine
import PSEngine
import SystemFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The history file: one for all sessions, in libedit's format (`language.md` 13.2), appended to
/// under a lock so that two shells lose nothing. Inputs with secrets are never written.
final class HistoryStore {
  /// Entries kept.
  static let capacity = 4096
  /// How often a file is opened that others replace at the same moment.
  private static let attempts = 16
  private static let header = "_HiStOrY_V2_\n"

  private let path: String
  private var last: String?

  /// A store in a file that need not exist yet.
  init(path: String) { self.path = path }

  /// Whether an input may be remembered: not empty, and without a secret.
  static func mayKeep(_ input: String) -> Bool {
    !input.allSatisfy(\.isWhitespace) && !SensitiveInput.mayContainSecret(input)
  }

  /// Fills libedit's history from the file.
  func load(into history: OpaquePointer) {
    trim()
    _ = wsmansh_history_load(history, path)
    last = wsmansh_history_newest(history).map { String(cString: $0) }
  }

  /// Adds an entry to the file. A read-only or full disk costs the entry, not the session.
  func append(_ input: String) {
    guard input != last else { return }
    last = input
    withFile(O_WRONLY | O_CREAT | O_APPEND) { descriptor in
      var text = lseek(descriptor, 0, SEEK_END) == 0 ? Self.header : ""
      text += Self.encode(input) + "\n"
      _ = SystemCalls.write(Array(text.utf8), to: descriptor)
    }
  }

  /// Does something with the file while no other shell does.
  private func withFile(_ flags: Int32, _ body: (Int32) -> Void) {
    for _ in 0..<Self.attempts {
      let descriptor = open(path, flags | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { return }
      defer { close(descriptor) }
      guard flock(descriptor, LOCK_EX) == 0 else { return }
      // Another shell may have replaced the file while this one waited.
      guard isCurrent(descriptor) else { continue }
      return body(descriptor)
    }
  }

  /// Whether an open file is still the one under the path.
  private func isCurrent(_ descriptor: Int32) -> Bool {
    var (own, named) = (stat(), stat())
    guard fstat(descriptor, &own) == 0, stat(path, &named) == 0 else { return false }
    return own.st_dev == named.st_dev && own.st_ino == named.st_ino
  }

  /// Keeps the newest entries when the file has grown to twice its capacity.
  private func trim() {
    withFile(O_RDWR) { descriptor in
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_size > 0, status.st_size < 1 << 26 else {
        return
      }
      var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
      guard read(descriptor, &bytes, bytes.count) == bytes.count else { return }
      let lines = bytes.split(separator: UInt8(ascii: "\n")).dropFirst()
      guard lines.count > 2 * Self.capacity else { return }
      let kept = Array(Self.header.utf8) + lines.suffix(Self.capacity).flatMap { $0 + [0x0A] }
      // Where it cannot be replaced, it stays as long as it is.
      try? FileReplacement.write(kept, to: path, permissions: 0o600, safety: .machine)
    }
  }

  /// libedit's encoding: white space and backslashes in octal, so that a block is one line.
  static func encode(_ input: String) -> String {
    var text = ""
    for scalar in input.unicodeScalars {
      if scalar == "\\" || scalar.value <= 0x20 || scalar.value == 0x7F {
        let octal = String(scalar.value, radix: 8)
        text += "\\" + String(repeating: "0", count: 3 - octal.count) + octal
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
