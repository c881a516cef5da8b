#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Tells whether the thread's stack still allows to recurse. How deep that is differs by a factor of
/// sixteen between threads and by another ten between debug and release builds.
struct StackGuard {
  /// The lowest address that may be used.
  private let limit: UInt

  /// Looks at the thread that calls; what it calls later may use half of its stack.
  init() {
    let used = Self.currentAddress()
    limit = used - min(used, Self.stackSize() / 2)
  }

  /// Whether too little of the stack is left.
  var isExhausted: Bool { Self.currentAddress() < limit }

  private static func currentAddress() -> UInt {
    var marker: UInt8 = 0
    return withUnsafePointer(to: &marker) { UInt(bitPattern: $0) }
  }

  private static func stackSize() -> UInt {
    #if canImport(Darwin)
      return UInt(pthread_get_stacksize_np(pthread_self()))
    #elseif canImport(Glibc)
      // Threads get the soft limit of the process; 2 MB where there is no limit.
      var limits = rlimit()
      let unlimited: UInt = 2 * 1024 * 1024
      guard getrlimit(__rlimit_resource_t(RLIMIT_STACK.rawValue), &limits) == 0 else {
        return unlimited
      }
      return limits.rlim_cur > 1 << 40 ? unlimited : UInt(limits.rlim_cur)
    #else
      return 128 * 1024
    #endif
  }
}
