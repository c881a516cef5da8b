import Synchronization

/// What two sides had the last time that they were compared.
final class CommonFiles: Sendable {
  private let entries = Mutex<[String: DriveEntry]>([:])

  /// Notes what one side has now.
  ///
  /// - Returns: what is new or different on it, and what is gone from it, the deepest first.
  func replace(by present: [DriveEntry]) -> (changed: [DriveEntry], removed: [String]) {
    entries.withLock { entries in
      var now: [String: DriveEntry] = [:]
      var changed: [DriveEntry] = []
      for entry in present {
        let key = entry.path.lowercased()
        if entries[key]?.bytes != entry.bytes || entries[key] == nil { changed.append(entry) }
        now[key] = entry
      }
      let removed = entries.filter { now[$0.key] == nil }.map(\.value.path).sorted(by: >)
      entries = now
      return (changed, removed)
    }
  }
}
