#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A pipe that wakes a thread out of `poll`.
final class WakeUp: Sendable {
  private let ends: PipeEnds

  /// - Returns: `nil` when no pipe can be made; `errno` says why.
  init?() {
    guard let ends = PipeEnds() else { return nil }
    for end in [ends.read, ends.write] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    self.ends = ends
  }

  deinit { ends.close() }

  /// What the thread polls for input.
  var descriptor: Int32 { ends.read }

  /// Wakes the thread, which is given the byte.
  func signal(_ byte: UInt8 = 0) {
    var byte = byte
    _ = write(ends.write, &byte, 1)
  }

  /// The oldest byte that has not been taken.
  func next() -> UInt8? {
    var byte: UInt8 = 0
    return read(ends.read, &byte, 1) == 1 ? byte : nil
  }

  /// Forgets what was signalled.
  func drain() { while next() != nil {} }
}

/// The two ends of a pipe, which children do not inherit.
struct PipeEnds: Sendable {
  let read: Int32
  let write: Int32

  /// - Returns: `nil` when no pipe can be made; `errno` says why.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    read = ends[0]
    write = ends[1]
  }

  /// Closes both ends.
  func close() { for end in [read, write] { closeDescriptor(end) } }
}

/// `close(2)` under a name that no method hides.
func closeDescriptor(_ descriptor: Int32) { _ = close(descriptor) }
