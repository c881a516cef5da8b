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
