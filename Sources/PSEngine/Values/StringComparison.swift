extension StringProtocol {
  /// Equality that ignores case, as names are compared everywhere in the language
  /// (`language.md` 1.4). ASCII takes a fast path without allocation.
  public func equalsIgnoringCase(_ other: some StringProtocol) -> Bool {
    var left = utf8.makeIterator()
    var right = other.utf8.makeIterator()
    while true {
      switch (left.next(), right.next()) {
      case (nil, nil): return true
      case (let a?, let b?):
        if a == b { continue }
        if a >= 0x80 || b >= 0x80 { return lowercased() == other.lowercased() }
        guard a | 0x20 == b | 0x20, (0x61...0x7a).contains(a | 0x20) else { return false }
      case (let a?, nil), (nil, let a?):
        return a >= 0x80 && lowercased() == other.lowercased()
      }
    }
  }

  /// Whether the text begins with the prefix, ignoring case.
  public func hasPrefixIgnoringCase(_ prefix: some StringProtocol) -> Bool {
    lowercased().hasPrefix(prefix.lowercased())
  }
}

extension String {
  /// The same for two strings, without generics: members, parameters and variables are all found
  /// this way.
  public func equalsIgnoringCase(_ other: String) -> Bool {
    let decided = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in
        Self.equalASCII(left, right)
      } ?? nil
    }
    if let answer = decided ?? nil { return answer }
    return lowercased() == other.lowercased()
  }

  /// `nil` when characters beyond ASCII have a say.
  private static func equalASCII(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Bool? {
    let common = Swift.min(left.count, right.count)
    for index in 0..<common {
      let (a, b) = (left[index], right[index])
      if a == b { continue }
      if a >= 0x80 || b >= 0x80 { return nil }
      guard a | 0x20 == b | 0x20, (0x61...0x7a).contains(a | 0x20) else { return false }
    }
    guard left.count != right.count else { return true }
    // What follows may be a mark that belongs to the last common character.
    return (left.count > common ? left[common] : right[common]) >= 0x80 ? nil : false
  }
}
