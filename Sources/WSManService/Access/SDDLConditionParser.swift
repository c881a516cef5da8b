/// The grammar of conditions (`configuration.md` 13.3), read byte by byte.
struct SDDLConditionParser {
  private var rest: Substring.UTF8View
  private var depth = 0

  init(_ text: Substring) {
    rest = text.utf8
  }

  /// The whole condition; nil when any part of it is wrong.
  mutating func parse() -> SDDLCondition.Term? {
    guard takes("("), let term = disjunction(), takes(")") else { return nil }
    skipSpace()
    return rest.isEmpty ? term : nil
  }

  private static let maximumDepth = 32

  // MARK: Joined terms

  private mutating func disjunction() -> SDDLCondition.Term? {
    chain("||", of: { $0.conjunction() }).map { $0.count == 1 ? $0[0] : .any($0) }
  }

  private mutating func conjunction() -> SDDLCondition.Term? {
    chain("&&", of: { $0.negation() }).map { $0.count == 1 ? $0[0] : .all($0) }
  }

  /// One or more terms with an operator between them.
  private mutating func chain(
    _ separator: String, of part: (inout Self) -> SDDLCondition.Term?
  ) -> [SDDLCondition.Term]? {
    var terms: [SDDLCondition.Term] = []
    repeat {
      guard let term = part(&self) else { return nil }
      terms.append(term)
    } while takes(separator)
    return terms
  }

  private mutating func negation() -> SDDLCondition.Term? {
    guard takes("!") else { return primary() }
    return deeper { $0.negation() }.map { .not($0) }
  }

  private mutating func primary() -> SDDLCondition.Term? {
    if takes("(") {
      guard let term = deeper({ $0.disjunction() }), takes(")") else { return nil }
      return term
    }
    guard let word = name() else { return nil }
    switch word.lowercased() {
    case "member_of": return sids().map { .memberOfAll($0) }
    case "member_of_any": return sids().map { .memberOfAny($0) }
    case "not_member_of": return sids().map { .not(.memberOfAll($0)) }
    case "not_member_of_any": return sids().map { .not(.memberOfAny($0)) }
    case "device_member_of", "device_member_of_any", "not_device_member_of",
      "not_device_member_of_any":
      return sids().map { _ in .unknown }
    case "exists", "not_exists": return name().map { _ in .unknown }
    default: return comparison()
    }
  }

  private mutating func deeper(
    _ part: (inout Self) -> SDDLCondition.Term?
  ) -> SDDLCondition.Term? {
    guard depth < Self.maximumDepth else { return nil }
    depth += 1
    defer { depth -= 1 }
    return part(&self)
  }

  // MARK: Comparisons

  /// What follows the name on the left; a name alone is a test too.
  private mutating func comparison() -> SDDLCondition.Term? {
    for sign in ["==", "!=", "<=", ">=", "<", ">"] where takes(sign) {
      return value() ? .unknown : nil
    }
    let before = rest
    guard let word = name()?.lowercased() else { return .unknown }
    guard ["contains", "not_contains", "any_of", "not_any_of"].contains(word) else {
      rest = before
      return nil
    }
    return value() ? .unknown : nil
  }

  /// A number, a text in quotes, bytes, a SID, a name, or a list of them.
  private mutating func value() -> Bool {
    guard takes("{") else { return literal() }
    if takes("}") { return true }
    repeat {
      guard literal() else { return false }
    } while takes(",")
    return takes("}")
  }

  private mutating func literal() -> Bool {
    skipSpace()
    guard let first = rest.first else { return false }
    switch first {
    case UInt8(ascii: "\""):
      rest = rest.dropFirst()
      guard let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { return false }
      rest = rest[rest.index(after: end)...]
      return true
    case UInt8(ascii: "#"):
      rest = rest.dropFirst()
      let digits = rest.prefix { $0.isHexDigit }
      rest = rest.dropFirst(digits.count)
      return digits.count % 2 == 0
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"):
      rest = rest.dropFirst()
      let isSigned = first == UInt8(ascii: "+") || first == UInt8(ascii: "-")
      let tail = rest.prefix { $0.isHexDigit || $0 == UInt8(ascii: "x") }
      rest = rest.dropFirst(tail.count)
      return !isSigned || !tail.isEmpty
    default:
      let before = rest
      if sid() != nil { return true }
      rest = before
      return name() != nil
    }
  }

  // MARK: SIDs and names

  /// One SID, or several in braces.
  private mutating func sids() -> Set<String>? {
    guard takes("{") else { return sid().map { [$0] } }
    var found: Set<String> = []
    repeat {
      guard let sid = sid() else { return nil }
      found.insert(sid)
    } while takes(",")
    return takes("}") ? found : nil
  }

  /// `SID(x)`.
  private mutating func sid() -> String? {
    guard name()?.lowercased() == "sid", takes("(") else { return nil }
    skipSpace()
    let text = rest.prefix { $0 != UInt8(ascii: ")") && $0 != UInt8(ascii: " ") }
    rest = rest.dropFirst(text.count)
    guard takes(")") else { return nil }
    return SDDLParser.sid(Substring(text))
  }

  /// A name, which may begin with `@User.`, `@Device.` or `@Resource.`.
  private mutating func name() -> String? {
    skipSpace()
    let isQualified = rest.first == UInt8(ascii: "@")
    let tail = isQualified ? rest.dropFirst() : rest
    let word = tail.prefix { $0.isNameByte }
    guard let text = String(word), !text.isEmpty else { return nil }
    if isQualified {
      let parts = text.split(separator: ".", maxSplits: 1)
      guard parts.count == 2, ["user", "device", "resource"].contains(parts[0].lowercased())
      else { return nil }
    }
    rest = tail.dropFirst(word.count)
    return text
  }

  // MARK: Bytes

  private mutating func takes(_ sign: String) -> Bool {
    skipSpace()
    guard rest.starts(with: sign.utf8) else { return false }
    rest = rest.dropFirst(sign.utf8.count)
    return true
  }

  private mutating func skipSpace() {
    rest = rest.drop { $0 == UInt8(ascii: " ") || (0x09...0x0D).contains($0) }
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  fileprivate var isNameByte: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "#"),
      UInt8(ascii: "$"):
      true
    default: false
    }
  }
}
