#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Calls of the operating system in the form in which all the program wants them.
public enum SystemCalls {
  /// Writes all bytes to an open file: in several pieces and after interruptions where it must be.
  /// - Returns: the `errno` of a failure; some of the bytes may be written then.
  public static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
    var position = 0
    while position < bytes.count {
      let count = writeOnce(
        descriptor, bytes.baseAddress?.advanced(by: position), bytes.count - position)
      if count >= 0 {
        position += count
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        // Somebody else has made the common descriptor non-blocking.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }

  /// Writes all bytes of an array.
  /// - Returns: the `errno` of a failure; some of the bytes may be written then.
  public static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    bytes.withUnsafeBytes { write($0, to: descriptor) }
  }

  /// Writes all bytes of an array to the open file of a path.
  /// - Throws: ``SystemCallFailure``; some of the bytes may be written then.
  static func write(
    _ bytes: [UInt8], to descriptor: Int32, of path: String
  ) throws(SystemCallFailure) {
    if let code = write(bytes, to: descriptor) { throw SystemCallFailure(code: code, path: path) }
  }

  /// Names of a folder's entries without `.` and `..`, in no order.
  public static func names(in folder: String) throws(SystemCallFailure) -> [String] {
    guard let handle = opendir(folder) else { throw .last(folder) }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(
          to: CChar.self, capacity: MemoryLayout.size(ofValue: field.pointee)
        ) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// Whether the path is a folder or a link to one.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The path without links and dots, `nil` when it does not exist.
  public static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// What a link points to, as it is written in it; `nil` for what is no link.
  public static func linkTarget(_ path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = buffer.withUnsafeMutableBytes { bytes -> Int in
      guard let start = bytes.baseAddress else { return -1 }
      return readlink(path, start.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    return count < 0 ? nil : String(decoding: buffer.prefix(count), as: UTF8.self)
  }
}

/// `write(2)` under a name that no method hides.
private func writeOnce(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
