/// Numbers in texts that a cast or an operator reads: `12`, `1.5e3`, `0xFF`, `10kb`, `5l`
/// (`language.md` 2.7, 4.5).
enum NumberParser {
  /// The number in a text, `nil` when it is none. An empty text is 0.
  static func number(_ text: String) -> PSNumber? {
    var rest = Substring(text.trimmingWhiteSpace())
    if rest.isEmpty { return .int32(0) }
    var isNegative = false
    if let sign = rest.first, sign == "-" || sign == "+" {
      isNegative = sign == "-"
      rest = rest.dropFirst()
    }
    guard let first = rest.utf8.first, first < 0x80, rest.utf8.count < 400 else { return nil }
    if rest.hasPrefixIgnoringCase("0x") { return hexadecimal(rest.dropFirst(2), isNegative) }
    switch rest.lowercased() {
    case "nan": return .double(.nan)
    case "infinity", "\u{221E}": return .double(isNegative ? -.infinity : .infinity)
    default: break
    }
    let factor = takeMultiplier(&rest)
    let suffix = takeSuffix(&rest)
    return decimal(String(rest), isNegative, suffix: suffix, factor: factor)
  }

  private static func takeMultiplier(_ rest: inout Substring) -> Int128 {
    let powers: [(String, Int128)] = [
      ("kb", 1 << 10), ("mb", 1 << 20), ("gb", 1 << 30), ("tb", 1 << 40), ("pb", 1 << 50),
    ]
    for (name, factor) in powers where rest.count > 2 && rest.suffix(2).lowercased() == name {
      rest = rest.dropLast(2)
      return factor
    }
    return 1
  }

  private static func takeSuffix(_ rest: inout Substring) -> Character? {
    guard rest.count > 1, let last = rest.last?.lowercased(), last == "l" || last == "d" else {
      return nil
    }
    rest = rest.dropLast()
    return Character(last)
  }

  private static func hexadecimal(_ digits: Substring, _ isNegative: Bool) -> PSNumber? {
    var digits = digits
    let factor = takeMultiplier(&digits)
    var isLong = false
    if let last = digits.last, last == "l" || last == "L" {
      digits = digits.dropLast()
      isLong = true
    }
    guard let bits = UInt64(digits, radix: 16), digits.first != "+" else { return nil }
    let value: Int64
    if digits.count <= 8 && !isLong {
      value = Int64(Int32(bitPattern: UInt32(truncatingIfNeeded: bits)))
    } else {
      value = Int64(bitPattern: bits)
      isLong = true
    }
    let (product, overflow) = Int128(value).multipliedReportingOverflow(by: factor)
    guard !overflow else { return nil }
    let signed = isNegative ? -product : product
    return isLong ? Int64(exactly: signed).map { .int64($0) } : .widened(signed)
  }

  private static func decimal(
    _ text: String, _ isNegative: Bool, suffix: Character?, factor: Int128
  ) -> PSNumber? {
    let digits = text.contains(",") ? withoutGroups(text) : text
    guard let digits, let first = digits.first, first.isNumber || first == "." else { return nil }
    if let whole = Int128(digits), whole.magnitude < UInt128(1) << 100 {
      let (product, overflow) = whole.multipliedReportingOverflow(by: factor)
      guard !overflow else { return nil }
      let signed = isNegative ? -product : product
      switch suffix {
      case "l": return Int64(exactly: signed).map { .int64($0) }
      case "d": return PSDecimal(signed).map { .decimal($0) }
      default:
        if let small = Int32(exactly: signed) { return .int32(small) }
        if let large = Int64(exactly: signed) { return .int64(large) }
        if let exact = PSDecimal(signed) { return .decimal(exact) }
        return .double(Double(signed))
      }
    }
    if suffix == "d" {
      guard let value = PSDecimal(text: digits), let scale = PSDecimal(factor),
        let product = PSDecimal.multiplying(value, scale)
      else { return nil }
      return .decimal(isNegative ? product.negated : product)
    }
    guard let value = double(digits) else { return nil }
    let product = value * Double(factor) * (isNegative ? -1 : 1)
    guard suffix == "l" else { return .double(product) }
    return PSNumber.double(product).roundedInteger.flatMap { Int64(exactly: $0) }.map { .int64($0) }
  }

  /// A floating-point number in the form of the language: no hexadecimal form, no names.
  private static func double(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }) else {
      return nil
    }
    if text.hasSuffix(".") { return Double(text + "0") }
    return Double(text.hasPrefix(".") ? "0" + text : text)
  }

  /// The text without the commas between groups of digits; `nil` when they stand elsewhere.
  private static func withoutGroups(_ text: String) -> String? {
    let whole = text.prefix { $0 != "." && $0 != "e" && $0 != "E" }
    guard whole.first != ",", !text.dropFirst(whole.count).contains(",") else { return nil }
    return text.filter { $0 != "," }
  }
}

extension StringProtocol {
  /// The text without white space at both ends.
  func trimmingWhiteSpace() -> String {
    var scalars = Substring(self).unicodeScalars
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(Substring(scalars))
  }
}
