import HTTPListener
import PSCommands
import Synchronization
import SystemFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file with one line of JSON for each request that was served. A line is there before the client
/// has its answer.
final class RequestFile: Sendable {
  private let descriptor: Int32
  private let turn = Mutex(0)

  /// Begins the file anew.
  /// - Throws: `ServeFailure` when it cannot be written.
  init(path: String) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw ServeFailure(cannotWrite: .last(path)) }
  }

  deinit { close(descriptor) }

  /// Forgets all requests.
  func clear() {
    turn.withLock { _ in _ = ftruncate(descriptor, 0) }
  }

  /// Adds a request.
  func add(_ request: ServedRequest) {
    let line = Array((Self.line(request) + "\n").utf8)
    // A full disk costs the line, not the answer.
    turn.withLock { _ in _ = SystemCalls.write(line, to: descriptor) }
  }

  /// The fields in the order of the README.
  static func line(_ request: ServedRequest) -> String {
    func text(_ value: String?) -> String {
      value.map { JSONText.quoted($0) } ?? "null"
    }
    let selectors = request.selectors.map { "\(text($0.name)): \(text($0.value))" }
    let action = request.isIdentify ? "Identify" : request.action
    return "{\"computer\": \(text(request.computer)), \"user\": \(text(request.user)), "
      + "\"action\": \(text(action)), \"resource\": \(text(request.resource)), "
      + "\"selectors\": {\(selectors.joined(separator: ", "))}, \"status\": \(request.status), "
      + "\"fault\": \(request.faultCode.map { String($0) } ?? "null"), "
      + "\"encrypted\": \(request.isEncrypted), \"bytes\": \(request.requestBytes)}"
  }
}
