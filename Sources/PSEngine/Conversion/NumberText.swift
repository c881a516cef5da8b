#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Decimal digits of floating-point numbers, correctly rounded by the C library.
enum NumberText {
  /// The number in scientific notation with this many significant digits: `1.5000e+01`.
  static func digits(_ value: Double, significant: Int) -> String {
    printf("%.\(max(0, min(significant, 60) - 1))e", value)
  }

  /// The number with this many places behind the point, without exponent.
  static func fixed(_ value: Double, places: Int) -> String {
    printf("%.\(max(0, min(places, 99)))f", value)
  }

  private static func printf(_ format: String, _ value: Double) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
      let length = withVaList([value]) { vsnprintf(buffer.baseAddress, 512, format, $0) }
      let count = Int(max(0, min(length, 511)))
      return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }

  /// The text of a floating-point number as .NET's general format shows it: fixed when the exponent
  /// is above -5 and below `precision`, `1E+20` otherwise.
  /// - Parameters:
  ///   - value: the number.
  ///   - precision: significant digits, 15 for Double and 7 for Single in Windows PowerShell.
  ///   - exponentMark: `E` or `e`.
  static func general(_ value: Double, precision: Int, exponentMark: String = "E") -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    if value == 0 { return "0" }
    let scientific = digits(value, significant: precision)
    guard let mark = scientific.firstIndex(of: "e"),
      let exponent = Int(scientific[scientific.index(after: mark)...])
    else { return scientific }
    var mantissa = scientific[..<mark].filter { $0 != "." && $0 != "-" }
    while mantissa.count > 1 && mantissa.last == "0" { mantissa.removeLast() }
    let sign = value < 0 ? "-" : ""
    if exponent > -5 && exponent < precision {
      return sign + placed(mantissa, exponent: exponent)
    }
    if mantissa.count > 1 { mantissa.insert(".", at: mantissa.index(after: mantissa.startIndex)) }
    let magnitude = String(exponent.magnitude)
    let padded = magnitude.count < 2 ? "0" + magnitude : magnitude
    return sign + mantissa + exponentMark + (exponent < 0 ? "-" : "+") + padded
  }

  /// Digits with the point put where the exponent says.
  private static func placed(_ digits: String, exponent: Int) -> String {
    if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + digits }
    let whole = exponent + 1
    if digits.count <= whole {
      return digits + String(repeating: "0", count: whole - digits.count)
    }
    let point = digits.index(digits.startIndex, offsetBy: whole)
    return digits[..<point] + "." + digits[point...]
  }
}
