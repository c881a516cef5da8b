/// A set of characters: `[a-z_]`, `\d`, `\p{L}`, `[a-z-[aeiou]]`.
struct RegexSet: Sendable {
  /// A class of characters.
  enum Category: Sendable {
    case digit, word, space
    case general(String)
  }

  var ranges: [ClosedRange<UInt16>] = []
  var categories: [(category: Category, isNegated: Bool)] = []
  var isNegated = false
  var ignoresCase = false
  /// What is taken out again: `-[…]`. At most one, kept in an array because structs do not nest.
  var excluded: [RegexSet] = []

  func contains(_ unit: UInt16) -> Bool {
    var found = holds(unit)
    if !found && ignoresCase {
      let lower = RegexCharacters.lower(unit)
      found = lower != unit && holds(lower)
      if !found {
        let upper = RegexCharacters.upper(unit)
        found = upper != unit && holds(upper)
      }
    }
    guard found != isNegated else { return false }
    return excluded.isEmpty || !excluded[0].contains(unit)
  }

  private func holds(_ unit: UInt16) -> Bool {
    if ranges.contains(where: { $0.contains(unit) }) { return true }
    return categories.contains { Self.belongs(unit, $0.category) != $0.isNegated }
  }

  private static func belongs(_ unit: UInt16, _ category: Category) -> Bool {
    switch category {
    case .digit: return RegexCharacters.isDigit(unit)
    case .word: return RegexCharacters.isWord(unit)
    case .space: return RegexCharacters.isSpace(unit)
    case .general(let name): return RegexCharacters.isIn(name, unit)
    }
  }
}

/// Properties of UTF-16 units. A half of a surrogate pair has none.
enum RegexCharacters {
  static func lower(_ unit: UInt16) -> UInt16 {
    if unit < 0x80 { return (0x41...0x5a).contains(unit) ? unit | 0x20 : unit }
    guard let scalar = Unicode.Scalar(unit) else { return unit }
    let mapped = scalar.properties.lowercaseMapping.utf16
    return mapped.count == 1 ? mapped.first ?? unit : unit
  }

  static func upper(_ unit: UInt16) -> UInt16 {
    if unit < 0x80 { return (0x61...0x7a).contains(unit) ? unit & ~0x20 : unit }
    guard let scalar = Unicode.Scalar(unit) else { return unit }
    let mapped = scalar.properties.uppercaseMapping.utf16
    return mapped.count == 1 ? mapped.first ?? unit : unit
  }

  static func isDigit(_ unit: UInt16) -> Bool {
    if unit < 0x80 { return (0x30...0x39).contains(unit) }
    return Unicode.Scalar(unit)?.properties.generalCategory == .decimalNumber
  }

  static func isSpace(_ unit: UInt16) -> Bool {
    if unit < 0x80 { return unit == 0x20 || (0x09...0x0d).contains(unit) }
    return Unicode.Scalar(unit)?.properties.isWhitespace ?? false
  }

  static func isWord(_ unit: UInt16) -> Bool {
    if unit < 0x80 {
      return (0x30...0x39).contains(unit) || (0x41...0x5a).contains(unit) || unit == 0x5f
        || (0x61...0x7a).contains(unit)
    }
    guard let scalar = Unicode.Scalar(unit) else { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .connectorPunctuation:
      return true
    default: return false
    }
  }

  /// Whether a unit is in a general category such as `L`, `Lu`, `Nd`, or in one of a few blocks.
  static func isIn(_ name: String, _ unit: UInt16) -> Bool {
    switch name {
    case "IsBasicLatin": return unit < 0x80
    case "IsLatin-1Supplement": return (0x80...0xff).contains(unit)
    case "IsGreek": return (0x370...0x3ff).contains(unit)
    case "IsCyrillic": return (0x400...0x4ff).contains(unit)
    default:
      guard let scalar = Unicode.Scalar(unit) else { return name == "C" || name == "Cs" }
      return code(scalar.properties.generalCategory).hasPrefix(name)
    }
  }

  static func isKnown(_ name: String) -> Bool {
    let blocks = ["IsBasicLatin", "IsLatin-1Supplement", "IsGreek", "IsCyrillic"]
    let majors = "LMNPSZC"
    guard let first = name.first else { return false }
    return blocks.contains(name) || (majors.contains(first) && name.count <= 2)
  }

  private static func code(_ category: Unicode.GeneralCategory) -> String {
    switch category {
    case .uppercaseLetter: return "Lu"
    case .lowercaseLetter: return "Ll"
    case .titlecaseLetter: return "Lt"
    case .modifierLetter: return "Lm"
    case .otherLetter: return "Lo"
    case .nonspacingMark: return "Mn"
    case .spacingMark: return "Mc"
    case .enclosingMark: return "Me"
    case .decimalNumber: return "Nd"
    case .letterNumber: return "Nl"
    case .otherNumber: return "No"
    case .connectorPunctuation: return "Pc"
    case .dashPunctuation: return "Pd"
    case .openPunctuation: return "Ps"
    case .closePunctuation: return "Pe"
    case .initialPunctuation: return "Pi"
    case .finalPunctuation: return "Pf"
    case .otherPunctuation: return "Po"
    case .mathSymbol: return "Sm"
    case .currencySymbol: return "Sc"
    case .modifierSymbol: return "Sk"
    case .otherSymbol: return "So"
    case .spaceSeparator: return "Zs"
    case .lineSeparator: return "Zl"
    case .paragraphSeparator: return "Zp"
    case .control: return "Cc"
    case .format: return "Cf"
    case .surrogate: return "Cs"
    case .privateUse: return "Co"
    case .unassigned: return "Cn"
    @unknown default: return "Cn"
    }
  }
}
