import Foundation

/// Says to the other processes with the same state folder that one of them serves its computers, and
/// so opens and closes the ports of all. The mark ends with the process that placed it.
public final class ServingMark: Sendable {
  private let descriptor: Int32

  /// Places the mark; several processes may. The folder must exist.
  ///
  /// - Throws: ``LabStorageError`` when the file cannot be made.
  init(file: String) throws(LabStorageError) {
    descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    // A shell that looks for marks holds the file for a moment.
    guard descriptor >= 0, flock(descriptor, LOCK_SH) == 0 else {
      throw LabStorageError(errorNumber: errno, file: file)
    }
  }

  /// Whether a process has placed the mark.
  static func isPlaced(at file: String) -> Bool {
    let descriptor = open(file, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
