/// The order of texts in the invariant culture (`language.md` 4.6): symbols before digits before
/// letters, case as the last difference, hyphen and apostrophe as good as absent.
public enum TextOrder {
  /// Compares two texts.
  /// - Returns: negative, 0 or positive; 0 only for texts that `-eq` (or `-ceq`) calls equal.
  public static func compare(_ left: String, _ right: String, caseSensitive: Bool = false) -> Int {
    if left == right { return 0 }
    let first = compare(left, right, skipping: true)
    if first != 0 { return first }
    let second = compare(left, right, skipping: false)
    if second != 0 { return second }
    if !caseSensitive && left.equalsIgnoringCase(right) { return 0 }
    for (a, b) in zip(left.unicodeScalars, right.unicodeScalars) where a != b {
      // Small letters come before capitals, as in .NET's linguistic order.
      return a.properties.isLowercase ? -1 : b.properties.isLowercase ? 1 : a < b ? -1 : 1
    }
    return left < right ? -1 : 1
  }

  private static func compare(_ left: String, _ right: String, skipping: Bool) -> Int {
    var a = left.unicodeScalars.makeIterator()
    var b = right.unicodeScalars.makeIterator()
    while true {
      let (x, y) = (next(&a, skipping), next(&b, skipping))
      switch (x, y) {
      case (nil, nil): return 0
      case (nil, _): return -1
      case (_, nil): return 1
      case (let p?, let q?): if p != q { return p < q ? -1 : 1 }
      }
    }
  }

  private static func next(
    _ iterator: inout String.UnicodeScalarView.Iterator, _ skipping: Bool
  ) -> UInt32? {
    while let scalar = iterator.next() {
      if scalar == "-" || scalar == "'" {
        if skipping { continue }
        // Of two texts that differ in these marks only, the one without comes first.
        return 0xffff
      }
      return weight(scalar)
    }
    return nil
  }

  /// A scalar's place: ignoring case, symbols first.
  private static func weight(_ scalar: Unicode.Scalar) -> UInt32 {
    let code = scalar.value
    if code < 0x80 { return asciiWeights[Int(code)] }
    let lower = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    return 0x1000 &+ lower.value
  }

  private static let asciiWeights: [UInt32] = {
    let symbols = "'- _,;:!?./\"()[]{}@*\\&#%`^+<=>|~$"
    var weights = (0..<128).map { UInt32($0) &+ 1 }
    for (index, scalar) in symbols.unicodeScalars.enumerated() {
      weights[Int(scalar.value)] = 0x100 &+ UInt32(index)
    }
    for code in 0x30...0x39 { weights[code] = 0x200 &+ UInt32(code) }
    for code in 0x61...0x7a {
      weights[code] = 0x300 &+ UInt32(code)
      weights[code - 0x20] = weights[code]
    }
    return weights
  }()
}
