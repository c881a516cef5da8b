import CEditLine
import PSEngine

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
      _ = text.withUTF8 { write(descriptor, $0.baseAddress, $0.count) }
    }
  }

  private func withFile(_ flags: Int32, _ body: (Int32) -> Void) {
    let descriptor = open(path, flags | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX) == 0 else { return }
    body(descriptor)
  }

  /// Keeps the newest entries when the file has grown to twice its capacity. The new file replaces
  /// the old one in one step.
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
      let temporary = path + ".new"
      let target = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
      guard target >= 0 else { return }
      let written = kept.withUnsafeBytes { write(target, $0.baseAddress, $0.count) }
      guard close(target) == 0, written == kept.count else {
        unlink(temporary)
        return
      }
      rename(temporary, path)
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
