#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What the process uses of the machine's memory.
public enum ProcessMemory {
  /// Whether so many more bytes leave the machine a quarter of its memory. What cannot be found out
  /// is allowed.
  static func allows(_ bytes: Int) -> Bool {
    guard let used = residentSize, let total = physicalSize else { return true }
    return used &+ bytes <= total / 4 * 3
  }

  private static let physicalSize: Int? = {
    let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    return pages > 0 && size > 0 ? pages &* size : nil
  }()

  #if canImport(Darwin)
    /// How many bytes the process has in memory; nil when that cannot be found out.
    public static var residentSize: Int? {
      var info = mach_task_basic_info()
      let words = MemoryLayout<mach_task_basic_info>.size / MemoryLayout<natural_t>.size
      var count = mach_msg_type_number_t(words)
      let result = withUnsafeMutablePointer(to: &info) { place in
        place.withMemoryRebound(to: integer_t.self, capacity: words) {
          task_info(mach_task_self_, task_flavor_t(MACH_TASK_BASIC_INFO), $0, &count)
        }
      }
      return result == KERN_SUCCESS ? Int(clamping: info.resident_size) : nil
    }
  #else
    /// How many bytes the process has in memory; nil when that cannot be found out.
    public static var residentSize: Int? {
      let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { return nil }
      defer { close(file) }
      var buffer = [UInt8](repeating: 0, count: 128)
      let count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
      guard count > 0 else { return nil }
      // Pages: the whole size, what is resident, and more.
      let fields = buffer[..<count].split(separator: UInt8(ascii: " "))
      guard fields.count > 1, let pages = Int(String(decoding: fields[1], as: UTF8.self)) else {
        return nil
      }
      return pages &* sysconf(Int32(_SC_PAGESIZE))
    }
  #endif
}
