import Foundation

/// An advisory lock on a file, held while the database is opened and its schema is brought up to
/// date: without it, several first starts at once can fail.
struct DatabaseLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock; waits without blocking a thread while another process holds it.
  ///
  /// - Throws: ``LabStorageError`` when the file cannot be made, or after `patience`.
  static func acquire(path: String, patience: Duration) async throws -> DatabaseLock {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw LabStorageError(errorNumber: errno, file: path) }
    let lock = DatabaseLock(descriptor: descriptor)
    let deadline = ContinuousClock.now + patience
    while flock(lock.descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw LabStorageError(errorNumber: errno, file: path)
      }
      guard .now < deadline else { throw LabStorageError(.busy, file: path) }
      try await Task.sleep(for: .milliseconds(5))
    }
    return lock
  }

  // Closing the file gives the lock back.
  deinit { close(descriptor) }
}
