/// Numeric formats in the culture en-US: `N2`, `X8`, `P1`, `#,##0.00`… (`language.md` 3.4).
enum NumberFormat {
  /// Formats a number.
  /// - Throws: ``NativeFailure`` `FormatException` when the format does not suit the number.
  static func format(_ number: PSNumber, _ format: String) throws(NativeFailure) -> String {
    guard let letter = format.unicodeScalars.first else { return TextConversion.text(of: number) }
    let rest = format.dropFirst()
    let isStandard =
      letter.properties.isAlphabetic && letter.isASCII
      && rest.count <= 2 && rest.allSatisfy { $0.isASCII && $0.isNumber }
    guard isStandard else { return NumberPattern.format(number, format) }
    let digits = Int(rest)
    switch Character(letter).lowercased() {
    case "d": return try decimal(number, digits ?? 0)
    case "x":
      return try hexadecimal(number, digits ?? 0, isUpper: letter == "X")
    case "b": return try padded(String(bits(number), radix: 2), digits ?? 0)
    case "n": return grouped(fixed(number, digits ?? 2))
    case "f": return fixed(number, digits ?? 2)
    case "c": return currency(number, digits ?? 2)
    case "p":
      return grouped(fixed(scaled(number), digits ?? 2)) + " %"
    case "e":
      return scientific(number.doubleValue, digits ?? 6, mark: letter == "E" ? "E" : "e")
    case "g": return general(number, digits ?? 0, mark: letter == "G" ? "E" : "e")
    case "r":
      if case .double(let value) = number { return general(.double(value), 17, mark: "E") }
      return TextConversion.text(of: number)
    default: throw .format("Format specifier was invalid.")
    }
  }

  private static func decimal(_ number: PSNumber, _ width: Int) throws(NativeFailure) -> String {
    guard let value = number.integer else { throw .format("Format specifier was invalid.") }
    let digits = padded(String(value.magnitude), width)
    return value < 0 ? "-" + digits : digits
  }

  private static func bits(_ number: PSNumber) throws(NativeFailure) -> UInt64 {
    switch number {
    case .sbyte(let value): return UInt64(UInt8(bitPattern: value))
    case .int16(let value): return UInt64(UInt16(bitPattern: value))
    case .int32(let value): return UInt64(UInt32(bitPattern: value))
    default:
      guard let value = number.integer else { throw .format("Format specifier was invalid.") }
      return UInt64(truncatingIfNeeded: value)
    }
  }

  private static func hexadecimal(
    _ number: PSNumber, _ width: Int, isUpper: Bool
  ) throws(NativeFailure) -> String {
    padded(String(try bits(number), radix: 16, uppercase: isUpper), width)
  }

  static func padded(_ digits: String, _ width: Int) -> String {
    String(repeating: "0", count: max(0, min(width, 99) - digits.count)) + digits
  }

  private static func scaled(_ number: PSNumber) -> PSNumber {
    if let exact = number.decimalValue, let hundred = PSDecimal(Int128(100)),
      let product = PSDecimal.multiplying(exact, hundred)
    {
      return .decimal(product)
    }
    return .double(number.doubleValue * 100)
  }

  /// The number with a fixed count of places, rounded half away from zero as .NET Framework does.
  static func fixed(_ number: PSNumber, _ places: Int) -> String {
    if case .double(let value) = number, !value.isFinite { return TextConversion.text(of: number) }
    if case .single(let value) = number, !value.isFinite { return TextConversion.text(of: number) }
    guard let exact = number.decimalValue, places <= PSDecimal.maxScale else {
      return NumberText.fixed(number.doubleValue, places: places)
    }
    let text = exact.roundedAwayFromZero(toPlaces: places).description
    let point = text.firstIndex(of: ".")
    let present = point.map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    let missing = places - present
    if missing <= 0 { return text }
    return text + (point == nil ? "." : "") + String(repeating: "0", count: missing)
  }

  /// Commas between groups of three digits of the whole part.
  static func grouped(_ text: String) -> String {
    let isNegative = text.hasPrefix("-")
    let body = isNegative ? text.dropFirst() : Substring(text)
    let whole = body.prefix { $0.isNumber }
    var result = ""
    for (index, digit) in whole.enumerated() {
      if index > 0 && (whole.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return (isNegative ? "-" : "") + result + body.dropFirst(whole.count)
  }

  private static func currency(_ number: PSNumber, _ places: Int) -> String {
    let text = grouped(fixed(number, places))
    return text.hasPrefix("-") ? "($\(text.dropFirst()))" : "$" + text
  }

  private static func scientific(_ value: Double, _ places: Int, mark: String) -> String {
    guard value.isFinite else { return TextConversion.text(of: .double(value)) }
    let text = NumberText.digits(value, significant: places + 1)
    guard let e = text.firstIndex(of: "e"),
      let exponent = Int(text[text.index(after: e)...])
    else { return text }
    return text[..<e] + mark + (exponent < 0 ? "-" : "+")
      + padded(String(exponent.magnitude), 3)
  }

  private static func general(_ number: PSNumber, _ precision: Int, mark: String) -> String {
    if precision == 0 {
      let text = TextConversion.text(of: number)
      return mark == "e" ? text.lowercased() : text
    }
    return NumberText.general(number.doubleValue, precision: precision, exponentMark: mark)
  }
}

extension PSDecimal {
  /// Rounded half away from zero.
  func roundedAwayFromZero(toPlaces places: Int) -> PSDecimal {
    guard scale > places, places >= 0 else { return self }
    let divisor = Self.powerOfTen(scale - places)
    let (quotient, rest) = significand.quotientAndRemainder(dividingBy: divisor)
    let digits = rest * 2 >= divisor ? quotient + 1 : quotient
    return PSDecimal(isNegative: isNegative, significand: digits, scale: places) ?? self
  }
}
