import Foundation

/// Says to the other processes with the same state folder that one of them serves its computers, and
/// so opens and closes the ports of all. The mark ends with the process that placed it.
public final class ServingMark: Sendable {
  /// Which ports a process opens for the listeners of the computers.
  public enum Ports: String, Sendable, CaseIterable {
    /// Those of the configuration, at each computer's own address of loopback.
    case configured = "serve-configured"
    /// Others.
    case other = "serve"
  }

  private let descriptor: Int32

  /// Places the mark; several processes may. The folder must exist.
  ///
  /// - Throws: ``LabStorageError`` when the file cannot be made.
  init(_ ports: Ports, in folder: String) throws(LabStorageError) {
    let file = Self.file(ports, in: folder)
    descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    // A shell that looks for marks holds the file for a moment.
    guard descriptor >= 0, flock(descriptor, LOCK_SH) == 0 else {
      throw LabStorageError(errorNumber: errno, file: file)
    }
  }

  /// Which ports the processes open that have placed the mark; nil when there are none.
  static func ports(in folder: String) -> Ports? {
    Ports.allCases.first { isPlaced(at: file($0, in: folder)) }
  }

  private static func file(_ ports: Ports, in folder: String) -> String {
    "\(folder)/\(ports.rawValue).lock"
  }

  private static func isPlaced(at file: String) -> Bool {
    let descriptor = open(file, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
