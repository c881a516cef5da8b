extension Tokenizer {
  /// Where a number stands decides which characters may follow it.
  enum NumberPlace {
    case expression
    case argument
  }

  /// Reads a number with an optional sign, if one stands here and ends as its place demands.
  ///
  /// A text that begins as a number and goes on is none: `nil`, and the place stays unchanged.
  /// A number that no type can hold is an error.
  mutating func scanNumber(in place: NumberPlace) throws(SyntaxError) -> NumberLiteral? {
    let start = position
    guard var shape = NumberShape(self, at: start, acceptsCore: options.acceptsCoreSyntax) else {
      return nil
    }
    // "5." is a number, but in "5.ToString()" the dot belongs to what follows.
    if shape.end < endOffset, !ends(character(at: shape.end).code, place) {
      guard shape.endsInDot, place == .expression else { return nil }
      shape.dropDot()
    }
    let end = shape.end
    position = end
    guard let value = shape.value else {
      throw failure(.badNumericConstant(source.text(start, end)), start, end)
    }
    record(.number, from: start)
    return value
  }

  private func ends(_ code: UInt32, _ place: NumberPlace) -> Bool {
    switch place {
    case .argument: CharacterTraits.endsWord(code)
    case .expression:
      // In 7 a number may also end before the signs of `a ? b : c`.
      CharacterTraits.endsNumber(code)
        || options.acceptsCoreSyntax && (code == 0x3F || code == 0x3A)
    }
  }
}

extension NumberLiteral {
  /// The value of a text that is a number by the rules of the language and nothing else.
  ///
  /// Conversions of strings to numbers use it: `"0x10"`, `"1kb"`, `"-2.5e3"`.
  public init?(_ text: String) {
    let tokenizer = Tokenizer(source: SourceText(text), options: ParserOptions())
    guard let shape = NumberShape(tokenizer, at: 0, acceptsCore: false),
      shape.end == tokenizer.endOffset, let value = shape.value
    else { return nil }
    self = value
  }
}

/// The parts of a number, before its type is chosen.
private struct NumberShape {
  private enum Suffix { case none, long, decimal, sbyte, byte, short, ushort, uint, ulong }

  private(set) var end: Int
  /// Whether the text ends in a dot without a fraction.
  private(set) var endsInDot = false
  private var isNegative = false
  private var radix: UInt128 = 10
  private var digits = ""
  private var fraction = ""
  private var exponent = ""
  private var isReal = false
  private var suffix = Suffix.none
  private var multiplier: Int64 = 1

  /// Finds the longest number at `start`; `nil` when none begins there.
  init?(_ tokenizer: Tokenizer, at start: Int, acceptsCore: Bool) {
    end = start
    let (sign, signLength) = tokenizer.character(at: start)
    if sign == 0x2B || CharacterTraits.isDash(sign) {
      isNegative = sign != 0x2B
      end += signLength
    }
    if tokenizer.byte(at: end) == 0x30, tokenizer.byte(at: end + 1) | 0x20 == 0x78 {
      guard readDigits(tokenizer, radix: 16) else { return nil }
    } else if acceptsCore, tokenizer.byte(at: end) == 0x30,
      tokenizer.byte(at: end + 1) | 0x20 == 0x62
    {
      guard readDigits(tokenizer, radix: 2) else { return nil }
    } else {
      guard readDecimal(tokenizer) else { return nil }
    }
    readSuffix(tokenizer, acceptsCore: acceptsCore)
  }

  private mutating func readDigits(_ tokenizer: Tokenizer, radix: UInt128) -> Bool {
    self.radix = radix
    let first = end + 2
    end = first
    while let scalar = Unicode.Scalar(UInt32(tokenizer.byte(at: end))),
      let value = Character(scalar).hexDigitValue, UInt128(value) < radix
    {
      end += 1
    }
    digits = tokenizer.source.text(first, end)
    return end > first
  }

  private mutating func readDecimal(_ tokenizer: Tokenizer) -> Bool {
    let first = end
    skipDigits(tokenizer)
    digits = tokenizer.source.text(first, end)
    if tokenizer.byte(at: end) == 0x2E, tokenizer.byte(at: end + 1) != 0x2E {
      let dot = end
      end += 1
      skipDigits(tokenizer)
      fraction = tokenizer.source.text(dot + 1, end)
      isReal = true
      endsInDot = fraction.isEmpty
      if digits.isEmpty, fraction.isEmpty { return false }
    }
    if digits.isEmpty, fraction.isEmpty { return false }
    if tokenizer.byte(at: end) | 0x20 == 0x65 {
      let mark = end
      end += 1
      let sign = tokenizer.byte(at: end)
      if sign == 0x2B || sign == 0x2D { end += 1 }
      let firstDigit = end
      skipDigits(tokenizer)
      if end == firstDigit {
        end = mark
      } else {
        exponent = tokenizer.source.text(mark + 1, end)
        isReal = true
        endsInDot = false
      }
    }
    return true
  }

  private mutating func skipDigits(_ tokenizer: Tokenizer) {
    while CharacterTraits.isDigit(UInt32(tokenizer.byte(at: end))) { end += 1 }
  }

  private mutating func readSuffix(_ tokenizer: Tokenizer, acceptsCore: Bool) {
    let before = end
    let first = tokenizer.byte(at: end) | 0x20
    let second = tokenizer.byte(at: end + 1) | 0x20
    switch first {
    case 0x6C: take(.long, 1)
    case 0x64: take(.decimal, 1)
    case 0x79 where acceptsCore: take(.sbyte, 1)
    case 0x73 where acceptsCore: take(.short, 1)
    case 0x75 where acceptsCore && second == 0x79: take(.byte, 2)
    case 0x75 where acceptsCore && second == 0x73: take(.ushort, 2)
    case 0x75 where acceptsCore && second == 0x6C: take(.ulong, 2)
    case 0x75 where acceptsCore: take(.uint, 1)
    default: break
    }
    let power: Int64? =
      switch tokenizer.byte(at: end) | 0x20 {
      case 0x6B: 10
      case 0x6D: 20
      case 0x67: 30
      case 0x74: 40
      case 0x70: 50
      default: nil
      }
    if let power, tokenizer.byte(at: end + 1) | 0x20 == 0x62 {
      multiplier = 1 << power
      end += 2
    }
    if end > before { endsInDot = false }
  }

  private mutating func take(_ suffix: Suffix, _ length: Int) {
    self.suffix = suffix
    end += length
  }

  /// Gives the dot at the end back.
  mutating func dropDot() {
    end -= 1
    isReal = false
    endsInDot = false
  }

  // MARK: Value

  /// The value in the smallest type that fits; `nil` when none does.
  var value: NumberLiteral? {
    if suffix == .decimal { return decimalValue }
    if isReal { return realValue }
    guard let magnitude = UInt128(digits, radix: Int(radix)) else {
      return suffix == .none && radix == 10 ? realValue : nil
    }
    if radix != 10, suffix == .none { return patternValue(magnitude) }
    let (product, isOver) = magnitude.multipliedReportingOverflow(by: UInt128(multiplier))
    guard !isOver, product <= UInt128(Int128.max) else {
      return suffix == .none ? realValue : nil
    }
    let signed = isNegative ? -Int128(product) : Int128(product)
    return typed(signed) ?? (suffix == .none ? unsuffixed(signed) : nil)
  }

  private func typed(_ value: Int128) -> NumberLiteral? {
    switch suffix {
    case .none, .decimal: nil
    case .long: Int64(exactly: value).map { .int64($0) }
    case .sbyte: Int8(exactly: value).map { .int8($0) }
    case .byte: UInt8(exactly: value).map { .uint8($0) }
    case .short: Int16(exactly: value).map { .int16($0) }
    case .ushort: UInt16(exactly: value).map { .uint16($0) }
    case .uint:
      UInt32(exactly: value).map { .uint32($0) } ?? UInt64(exactly: value).map { .uint64($0) }
    case .ulong: UInt64(exactly: value).map { .uint64($0) }
    }
  }

  private func unsuffixed(_ value: Int128) -> NumberLiteral? {
    if let small = Int32(exactly: value) { return .int32(small) }
    if let large = Int64(exactly: value) { return .int64(large) }
    if value.magnitude <= Self.largestSignificand {
      return .decimal(isNegative: value < 0, significand: value.magnitude, scale: 0)
    }
    return realValue
  }

  /// Hexadecimal and binary digits are the bits of the number, the sign bit included.
  private func patternValue(_ bits: UInt128) -> NumberLiteral? {
    let width = digits.count * (radix == 16 ? 4 : 1)
    let value: Int128
    if width <= 32 {
      value = Int128(Int32(truncatingIfNeeded: bits))
    } else if width <= 64 {
      value = Int128(Int64(truncatingIfNeeded: bits))
    } else {
      return nil
    }
    let product = (isNegative ? -value : value) * Int128(multiplier)
    if multiplier == 1, width > 32, let large = Int64(exactly: product) { return .int64(large) }
    return unsuffixed(product)
  }

  private var realValue: NumberLiteral? {
    let text = (digits.isEmpty ? "0" : digits) + "." + (fraction.isEmpty ? "0" : fraction)
    guard let magnitude = Double(exponent.isEmpty ? text : text + "e" + exponent) else {
      return nil
    }
    let value = (isNegative ? -magnitude : magnitude) * Double(multiplier)
    guard value.isFinite else { return nil }
    if suffix == .none { return .double(value) }
    return Int128(exactly: value.rounded(.toNearestOrEven)).flatMap(typed)
  }

  private static let largestSignificand = (UInt128(1) << 96) - 1

  private var decimalValue: NumberLiteral? {
    guard radix == 10, var significand = UInt128(digits + fraction) else { return nil }
    var scale = fraction.utf8.count
    if !exponent.isEmpty {
      guard let power = Int(exponent), abs(power) <= 60 else { return nil }
      scale -= power
    }
    while scale > 28, significand % 10 == 0 {
      significand /= 10
      scale -= 1
    }
    while scale < 0 {
      let (product, isOver) = significand.multipliedReportingOverflow(by: 10)
      guard !isOver else { return nil }
      significand = product
      scale += 1
    }
    let (product, isOver) = significand.multipliedReportingOverflow(by: UInt128(multiplier))
    guard !isOver, product <= Self.largestSignificand, scale <= 28 else { return nil }
    return .decimal(isNegative: isNegative, significand: product, scale: scale)
  }
}
