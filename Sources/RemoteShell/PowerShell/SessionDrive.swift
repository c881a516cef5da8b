/// A file or a folder on the drive `C:` of a computer, or of a session on it.
public struct DriveEntry: Sendable, Equatable {
  /// The path below the drive, such as `Windows\win.ini`.
  public let path: String
  /// What is in the file; nil for a folder.
  public let bytes: [UInt8]?

  /// An entry.
  public init(path: String, bytes: [UInt8]?) {
    self.path = path
    self.bytes = bytes
  }
}

/// The drive `C:` of a session of PowerShell.
public protocol SessionDrive: Sendable {
  /// Everything on it, folders before what is in them.
  ///
  /// - Throws: whatever describes why it cannot be read.
  func entries() throws -> [DriveEntry]
  /// Writes files and makes folders, in this order.
  ///
  /// - Throws: whatever describes why they cannot be written.
  func write(_ entries: [DriveEntry]) throws
  /// Removes files, and folders that are empty then, in this order.
  func remove(_ paths: [String])
}

/// Keeps the files of a computer and the drive of a session on it the same: each side is given what the
/// other one has changed since the last time.
final class FileExchange: Sendable {
  private let files: ComputerFiles
  private let drive: any SessionDrive
  /// What both sides had, by paths in lower case.
  private let common: CommonFiles

  init(_ files: ComputerFiles, _ drive: any SessionDrive) {
    self.files = files
    self.drive = drive
    common = CommonFiles()
  }

  /// From the computer to the session.
  func bringIn() throws {
    let (changed, removed) = common.replace(by: files.all())
    drive.remove(removed)
    try drive.write(changed)
  }

  /// From the session to the computer.
  func takeBack() throws {
    let (changed, removed) = common.replace(by: try drive.entries())
    for path in removed {
      let whole = "C:\\" + path
      if files.isFolder(whole) {
        try? files.removeFolder(whole, withContents: false)
      } else {
        try? files.removeFile(whole)
      }
    }
    for entry in changed {
      guard let whole = ComputerFiles.absolute("\\" + entry.path, from: "C:") else { continue }
      if let bytes = entry.bytes {
        try files.write(bytes, to: whole, appends: false)
      } else if !files.isFolder(whole) {
        try files.makeFolder(whole)
      }
    }
  }
}
