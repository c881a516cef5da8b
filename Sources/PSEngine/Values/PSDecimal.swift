/// `System.Decimal`: a 96-bit whole number divided by a power of ten from 0 to 28.
///
/// Operations that leave the range give `nil` instead of trapping; callers raise the error.
public struct PSDecimal: Sendable {
  /// Whether it is below zero.
  public let isNegative: Bool
  /// The digits as a whole number, at most ``maxSignificand``.
  public let significand: UInt128
  /// How many of the digits stand behind the point.
  public let scale: Int

  /// The largest whole number of 96 bits.
  public static let maxSignificand: UInt128 = (1 << 96) - 1
  /// The largest number of digits behind the point.
  public static let maxScale = 28

  private init(unchecked significand: UInt128, scale: Int, isNegative: Bool) {
    self.significand = significand
    self.scale = scale
    self.isNegative = isNegative && significand != 0
  }

  /// A decimal from its parts, rounded half to even where it has more digits than fit.
  /// - Returns: `nil` when it is out of range.
  public init?(isNegative: Bool, significand: UInt128, scale: Int) {
    guard let value = Self.fitted(high: 0, low: significand, scale: scale, isNegative) else {
      return nil
    }
    self = value
  }

  /// A whole number; `nil` when it has more than 96 bits.
  public init?(_ value: Int128) {
    guard value.magnitude <= Self.maxSignificand else { return nil }
    self.init(unchecked: value.magnitude, scale: 0, isNegative: value < 0)
  }

  /// A floating-point number, rounded to 15 significant digits as .NET does.
  public init?(_ value: Double) {
    guard value.isFinite, value.magnitude < 7.922_816_251_426_43e28 else { return nil }
    self.init(text: NumberText.general(value, precision: 15))
  }

  /// Zero.
  public static let zero = PSDecimal(unchecked: 0, scale: 0, isNegative: false)

  /// Whether it is 0.
  public var isZero: Bool { significand == 0 }

  /// The nearest floating-point number.
  public var doubleValue: Double {
    let magnitude = Double(significand) / Double(Self.powerOfTen(scale))
    return isNegative ? -magnitude : magnitude
  }

  /// The negated number.
  public var negated: PSDecimal {
    PSDecimal(unchecked: significand, scale: scale, isNegative: !isNegative)
  }

  /// The part before the point.
  public var truncated: Int128 {
    let whole = Int128(significand / Self.powerOfTen(scale))
    return isNegative ? -whole : whole
  }

  /// The nearest whole number, half to even.
  public var rounded: Int128 { rounded(toPlaces: 0).truncated }

  /// Rounded half to even.
  public func rounded(toPlaces places: Int) -> PSDecimal {
    guard scale > places, places >= 0 else { return self }
    let divisor = Self.powerOfTen(scale - places)
    var (quotient, rest) = significand.quotientAndRemainder(dividingBy: divisor)
    let twice = rest * 2
    if twice > divisor || (twice == divisor && quotient & 1 == 1) { quotient += 1 }
    rest = 0
    return PSDecimal(unchecked: quotient, scale: places, isNegative: isNegative)
  }

  static func powerOfTen(_ exponent: Int) -> UInt128 {
    var result: UInt128 = 1
    for _ in 0..<max(0, min(exponent, 38)) { result *= 10 }
    return result
  }

  /// Brings a 256-bit significand into range by dropping digits, half to even.
  private static func fitted(
    high: UInt128, low: UInt128, scale: Int, _ isNegative: Bool
  ) -> PSDecimal? {
    var (high, low, scale) = (high, low, scale)
    var last: UInt128 = 0
    var isInexact = false
    while high != 0 || low > maxSignificand || scale > maxScale {
      guard scale > 0 else { return nil }
      if last != 0 { isInexact = true }
      let upper = high.quotientAndRemainder(dividingBy: 10)
      let lower = UInt128(10).dividingFullWidth((upper.remainder, low))
      (high, low, last) = (upper.quotient, lower.quotient, lower.remainder)
      scale -= 1
    }
    if last > 5 || (last == 5 && (isInexact || low & 1 == 1)) {
      if low == maxSignificand {
        guard scale > 0 else { return nil }
        return PSDecimal(unchecked: (low + 1) / 10, scale: scale - 1, isNegative: isNegative)
      }
      low += 1
    }
    return PSDecimal(unchecked: low, scale: scale, isNegative: isNegative)
  }
}

// MARK: Arithmetic

extension PSDecimal {
  /// Both significands on the larger scale, as far as 128 bits allow.
  private static func aligned(_ a: PSDecimal, _ b: PSDecimal) -> (UInt128, UInt128, Int) {
    if a.scale == b.scale { return (a.significand, b.significand, a.scale) }
    if a.scale > b.scale {
      let (right, left, scale) = aligned(b, a)
      return (left, right, scale)
    }
    var left = a.significand
    var right = b
    var scale = a.scale
    while scale < right.scale {
      let (next, overflow) = left.multipliedReportingOverflow(by: 10)
      if overflow || next > UInt128(1) << 126 {
        right = right.rounded(toPlaces: scale)
        break
      }
      left = next
      scale += 1
    }
    return (left, right.significand, scale)
  }

  /// The sum, `nil` when out of range.
  public static func adding(_ a: PSDecimal, _ b: PSDecimal) -> PSDecimal? {
    let (left, right, scale) = aligned(a, b)
    if a.isNegative == b.isNegative {
      return fitted(high: 0, low: left + right, scale: scale, a.isNegative)
    }
    return left >= right
      ? fitted(high: 0, low: left - right, scale: scale, a.isNegative)
      : fitted(high: 0, low: right - left, scale: scale, b.isNegative)
  }

  /// The product, `nil` when out of range.
  public static func multiplying(_ a: PSDecimal, _ b: PSDecimal) -> PSDecimal? {
    let product = a.significand.multipliedFullWidth(by: b.significand)
    return fitted(
      high: product.high, low: product.low, scale: a.scale + b.scale,
      a.isNegative != b.isNegative)
  }

  /// The quotient with up to 28 places, `nil` when out of range; the divisor is not 0.
  public static func dividing(_ a: PSDecimal, by b: PSDecimal) -> PSDecimal? {
    guard !b.isZero else { return nil }
    var (quotient, rest) = a.significand.quotientAndRemainder(dividingBy: b.significand)
    var scale = a.scale - b.scale
    while (rest != 0 || scale < 0) && scale < maxScale {
      let (digit, next) = (rest * 10).quotientAndRemainder(dividingBy: b.significand)
      let (tenfold, overflow) = quotient.multipliedReportingOverflow(by: 10)
      if overflow || tenfold + digit > maxSignificand {
        if scale < 0 { return nil }
        break
      }
      quotient = tenfold + digit
      rest = next
      scale += 1
    }
    let twice = rest * 2
    if twice > b.significand || (twice == b.significand && quotient & 1 == 1) { quotient += 1 }
    return fitted(high: 0, low: quotient, scale: scale, a.isNegative != b.isNegative)
  }

  /// The remainder with the sign of the dividend; the divisor is not 0.
  public static func remainder(_ a: PSDecimal, by b: PSDecimal) -> PSDecimal? {
    let (left, right, scale) = aligned(a, b)
    guard right != 0 else { return nil }
    return fitted(high: 0, low: left % right, scale: scale, a.isNegative)
  }
}

extension PSDecimal: Hashable, Comparable {
  /// Equality of the numbers, whatever their places.
  public static func == (a: PSDecimal, b: PSDecimal) -> Bool {
    let (left, right, _) = aligned(a, b)
    return left == right && (a.isNegative == b.isNegative || left == 0)
  }

  /// The order of the numbers.
  public static func < (a: PSDecimal, b: PSDecimal) -> Bool {
    if a.isNegative != b.isNegative { return a.isNegative }
    let (left, right, _) = aligned(a, b)
    return a.isNegative ? left > right : left < right
  }

  /// Hashes the number without trailing zeros.
  public func hash(into hasher: inout Hasher) {
    var (digits, places) = (significand, scale)
    while places > 0 && digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    hasher.combine(digits)
    hasher.combine(places)
  }
}

// MARK: Text

extension PSDecimal: CustomStringConvertible {
  /// The number with all its places: `1.50`.
  public var description: String {
    var digits = String(significand)
    if scale > 0 {
      if digits.count <= scale {
        digits = String(repeating: "0", count: scale - digits.count + 1) + digits
      }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -scale))
    }
    return isNegative ? "-" + digits : digits
  }

  /// Reads `[sign]digits[.digits][e[sign]digits]`; `nil` when it is something else or out of range.
  public init?(text: String) {
    var isNegative = false
    var digits: UInt128 = 0
    var places = 0
    var dropped = 0
    var seenPoint = false
    var seenDigit = false
    var exponent = 0
    var rest = Substring(text)
    if let first = rest.first, first == "-" || first == "+" {
      isNegative = first == "-"
      rest = rest.dropFirst()
    }
    while let next = rest.first {
      if let value = next.wholeNumberValue, next.isASCII {
        seenDigit = true
        let (tenfold, overflow) = digits.multipliedReportingOverflow(by: 10)
        if overflow || dropped > 0 || tenfold > UInt128.max - 9 {
          if !seenPoint { dropped += 1 }
        } else {
          digits = tenfold + UInt128(value)
          if seenPoint { places += 1 }
        }
      } else if next == "." && !seenPoint {
        seenPoint = true
      } else if (next == "e" || next == "E") && seenDigit {
        guard let value = Int(rest.dropFirst()), abs(value) < 1000 else { return nil }
        exponent = value
        rest = ""
        break
      } else {
        return nil
      }
      rest = rest.dropFirst()
    }
    guard seenDigit, dropped == 0 else { return nil }
    places -= exponent
    while places < 0 {
      let (tenfold, overflow) = digits.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      digits = tenfold
      places += 1
    }
    while places > Self.maxScale + 30 && digits != 0 {
      digits /= 10
      places -= 1
    }
    if digits == 0 { places = min(places, Self.maxScale) }
    self.init(isNegative: isNegative, significand: digits, scale: places)
  }
}
