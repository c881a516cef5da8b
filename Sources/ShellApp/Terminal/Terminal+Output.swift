import Dispatch
import Synchronization
import SystemFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

// What the program writes. A failure is remembered, so that nothing runs on whose output nobody
// gets; the C library's streams forget what could not be written.
extension Terminal {
  private struct Output {
    var buffer: [UInt8] = []
    var failure: Int32?
    var onFailure: (@Sendable () -> Void)?
  }

  private static let output = Mutex(Output())
  private static let bufferSize = 1 << 15
  /// How long output may stay in the buffer while a command runs on.
  private static let longestDelay = DispatchTimeInterval.milliseconds(50)

  /// The `errno` of the first write to standard output that failed. Nothing is written after it.
  static var outputFailure: Int32? { output.withLock { $0.failure } }

  /// Sets what is done, once, when standard output fails.
  static func onOutputFailure(_ action: @escaping @Sendable () -> Void) {
    output.withLock { $0.onFailure = action }
  }

  /// Writes text to a standard stream. Output that goes to no terminal is buffered until ``flush()``,
  /// until enough has come together, or for a moment.
  static func write(_ text: String, toError: Bool = false) {
    var text = text
    text.withUTF8 { bytes in
      guard !toError else {
        // Errors of standard error cannot be told to anybody.
        return _ = SystemCalls.write(UnsafeRawBufferPointer(bytes), to: STDERR_FILENO)
      }
      notifying { output in
        let isFirst = output.buffer.isEmpty
        output.buffer.append(contentsOf: bytes)
        if isOutput || output.buffer.count >= bufferSize { return send(&output) }
        if isFirst {
          DispatchQueue.global().asyncAfter(deadline: .now() + longestDelay) { flush() }
        }
        return nil
      }
    }
  }

  /// Tells on standard error what the program itself could not do.
  /// - Parameter message: a sentence.
  static func report(_ message: String) {
    flush()
    write("wsmansh: \(message)\n", toError: true)
  }

  /// Sends what is buffered.
  static func flush() { notifying { send(&$0) } }

  /// Runs a step unless output has failed before; tells when it fails now.
  private static func notifying(_ step: (inout Output) -> Int32?) {
    let action = output.withLock { output -> (@Sendable () -> Void)? in
      guard output.failure == nil, let code = step(&output) else { return nil }
      output.failure = code
      return output.onFailure
    }
    action?()
  }

  private static func send(_ output: inout Output) -> Int32? {
    guard !output.buffer.isEmpty else { return nil }
    defer { output.buffer.removeAll(keepingCapacity: true) }
    return output.buffer.withUnsafeBytes { SystemCalls.write($0, to: STDOUT_FILENO) }
  }
}
