/// What characters mean to the tokenizer, by code point (`language.md` 2.2).
enum CharacterTraits {
  /// A blank that separates tokens and does not end a line.
  static func isBlank(_ code: UInt32) -> Bool {
    switch code {
    case 0x09, 0x0B, 0x0C, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  static func isNewLine(_ code: UInt32) -> Bool { code == 0x0A || code == 0x0D }

  static func isSingleQuote(_ code: UInt32) -> Bool {
    code == 0x27 || (0x2018...0x201B).contains(code)
  }

  static func isDoubleQuote(_ code: UInt32) -> Bool {
    code == 0x22 || (0x201C...0x201E).contains(code)
  }

  static func isDash(_ code: UInt32) -> Bool {
    code == 0x2D || (0x2013...0x2015).contains(code)
  }

  static func isDigit(_ code: UInt32) -> Bool { (0x30...0x39).contains(code) }

  /// Whether an unquoted word ends before the character.
  static func endsWord(_ code: UInt32) -> Bool {
    switch code {
    case 0, 0x0A, 0x0D, 0x26, 0x28, 0x29, 0x2C, 0x3B, 0x7B, 0x7C, 0x7D: true
    default: isBlank(code)
    }
  }

  /// Whether a number in an expression ends before the character.
  static func endsNumber(_ code: UInt32) -> Bool {
    switch code {
    case 0x21, 0x23, 0x25, 0x2A, 0x2B, 0x2E, 0x2F, 0x3C, 0x3D, 0x3E, 0x5D: true
    default: endsWord(code) || isDash(code)
    }
  }

  /// Letters, digits and the underscore: names of members and keys.
  static func isName(_ code: UInt32) -> Bool {
    switch code {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
    case 0..<0x80: false
    default:
      Unicode.Scalar(code).map {
        $0.properties.isAlphabetic || $0.properties.generalCategory == .decimalNumber
      } ?? false
    }
  }

  /// A character that begins a name.
  static func isNameStart(_ code: UInt32) -> Bool { isName(code) && !isDigit(code) }

  /// Characters of the name of a variable.
  static func isVariableName(_ code: UInt32) -> Bool { code == 0x3F || isName(code) }
}
