import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Random numbers of the system, many of which are fetched at once: a call of the system takes longer
/// than everything else about an id.
enum RandomNumbers {
  // What `getentropy` gives in one call.
  private static let mostBytes = 256

  private static let fetched = Mutex<[UInt64]>([])

  /// A number that was given to nobody else.
  static func next() -> UInt64 {
    fetched.withLock { numbers in
      if numbers.isEmpty { numbers = fetch() }
      return numbers.removeLast()
    }
  }

  /// At least one number.
  private static func fetch() -> [UInt64] {
    let count = mostBytes / MemoryLayout<UInt64>.size
    let numbers = [UInt64](unsafeUninitializedCapacity: count) { buffer, filled in
      guard let base = buffer.baseAddress, getentropy(base, mostBytes) == 0 else { return }
      filled = count
    }
    return numbers.isEmpty ? [UInt64.random(in: .min ... .max)] : numbers
  }
}
