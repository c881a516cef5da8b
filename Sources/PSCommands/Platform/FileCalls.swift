import SystemFiles

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A moment of the file system: whole seconds since 1970 and the rest.
struct FileTime: Equatable {
  var seconds: Int64
  var nanoseconds: Int64
}

/// What `stat` tells about a file.
struct FileStatus {
  enum Kind { case file, folder, other }

  /// Kind of the file itself or, for a link, of what it points to.
  var kind: Kind
  /// Whether the path itself is a symbolic link.
  var isLink: Bool
  var size: Int64
  /// Permission bits.
  var mode: UInt32
  var created: FileTime
  var accessed: FileTime
  var modified: FileTime

  /// Whether nobody may write: `IsReadOnly` of Windows.
  var isReadOnly: Bool { mode & 0o222 == 0 }
}

/// The calls that the file-system provider makes. All paths are real ones.
enum FileCalls {
  /// Reads the status; a link that points nowhere gives its own.
  static func status(_ path: String) throws -> FileStatus {
    var link = stat()
    guard lstat(path, &link) == 0 else { throw SystemCallFailure.last(path) }
    let isLink = link.st_mode & S_IFMT == S_IFLNK
    var target = stat()
    let entry = isLink && stat(path, &target) == 0 ? target : link
    let kind: FileStatus.Kind
    switch entry.st_mode & S_IFMT {
    case S_IFDIR: kind = .folder
    case S_IFREG, S_IFLNK: kind = .file
    default: kind = .other
    }
    return FileStatus(
      kind: kind, isLink: isLink, size: Int64(entry.st_size),
      mode: UInt32(entry.st_mode) & 0o7777, created: created(entry), accessed: accessed(entry),
      modified: modified(entry))
  }

  static func exists(_ path: String) -> Bool {
    var entry = stat()
    return lstat(path, &entry) == 0
  }

  static func makeFolder(_ path: String) throws {
    guard mkdir(path, 0o777) == 0 else { throw SystemCallFailure.last(path) }
  }

  /// A folder with those above it, as far as they are missing.
  static func makeFolders(_ path: String) throws {
    var missing: [String] = []
    var folder = path
    while !exists(folder), let cut = folder.lastIndex(of: "/"), folder.count > 1 {
      missing.append(folder)
      folder = cut == folder.startIndex ? "/" : String(folder[..<cut])
    }
    for path in missing.reversed() { try makeFolder(path) }
  }

  static func removeFile(_ path: String) throws {
    guard unlink(path) == 0 else { throw SystemCallFailure.last(path) }
  }

  static func removeFolder(_ path: String) throws {
    guard rmdir(path) == 0 else { throw SystemCallFailure.last(path) }
  }

  static func move(_ path: String, to destination: String) throws {
    guard rename(path, destination) == 0 else { throw SystemCallFailure.last(path) }
  }

  static func makeLink(_ path: String, to target: String) throws {
    guard symlink(target, path) == 0 else { throw SystemCallFailure.last(path) }
  }

  static func setMode(_ path: String, _ mode: UInt32) throws {
    guard chmod(path, mode_t(mode)) == 0 else { throw SystemCallFailure.last(path) }
  }

  /// Sets the times of last access and last change.
  static func setTimes(_ path: String, accessed: FileTime, modified: FileTime) throws {
    let times = [accessed, modified].map {
      timespec(tv_sec: time_t($0.seconds), tv_nsec: Int($0.nanoseconds))
    }
    guard utimensat(AT_FDCWD, path, times, 0) == 0 else { throw SystemCallFailure.last(path) }
  }

  /// Bytes used and free on the file system of a path.
  static func space(_ path: String) -> (used: Int64, free: Int64)? {
    var info = statvfs()
    guard statvfs(path, &info) == 0 else { return nil }
    let unit = Double(info.f_frsize)
    let free = unit * Double(info.f_bavail)
    let used = unit * (Double(info.f_blocks) - Double(info.f_bfree))
    return (Int64(exactly: used.rounded()) ?? 0, Int64(exactly: free.rounded()) ?? 0)
  }

  #if canImport(Darwin)
    private static func created(_ entry: stat) -> FileTime { time(entry.st_birthtimespec) }
    private static func accessed(_ entry: stat) -> FileTime { time(entry.st_atimespec) }
    private static func modified(_ entry: stat) -> FileTime { time(entry.st_mtimespec) }
  #else
    // Linux tells no creation time through `stat`; the last change of the node is the nearest.
    private static func created(_ entry: stat) -> FileTime {
      let changed = time(entry.st_ctim)
      let modified = time(entry.st_mtim)
      return modified.seconds < changed.seconds ? modified : changed
    }
    private static func accessed(_ entry: stat) -> FileTime { time(entry.st_atim) }
    private static func modified(_ entry: stat) -> FileTime { time(entry.st_mtim) }
  #endif

  private static func time(_ spec: timespec) -> FileTime {
    FileTime(seconds: Int64(spec.tv_sec), nanoseconds: Int64(spec.tv_nsec))
  }
}
