import Foundation
import SystemFiles

/// Finds out whether a folder is on a file system that is reached over the network.
enum NetworkFileSystem {
  /// Whether the folder is on NFS, SMB or the like; false when the system does not tell.
  static func contains(_ directory: String) -> Bool {
    guard let mounts = try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8),
      let path = SystemCalls.realPath(directory)
    else { return false }
    return contains(path, mounts: mounts)
  }

  /// Whether the last mount that covers a path is one over the network.
  ///
  /// - Parameter mounts: lines of device, mount point, type and options (`proc_mounts(5)`).
  static func contains(_ path: String, mounts: String) -> Bool {
    var best = (length: -1, type: "")
    for line in mounts.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count >= 3 else { continue }
      let point = fields[1].replacing("\\040", with: " ")
      let isCovering = path == point || point == "/" || path.hasPrefix(point + "/")
      if isCovering, point.utf8.count >= best.length {
        best = (point.utf8.count, String(fields[2]))
      }
    }
    return types.contains(best.type)
  }

  private static let types: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "fuse.sshfs", "fuse.glusterfs",
  ]
}
