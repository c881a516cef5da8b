/// The grammar of security descriptors in text form (`configuration.md` 13.1).
enum SDDLParser {
  /// The parts that were there.
  struct Parts {
    var owner: String?
    var group: String?
    var discretionary: [SecurityDescriptor.Entry]?
    var system: [SecurityDescriptor.Entry]?
  }

  /// Reads the whole text; nil when any part of it is wrong.
  static func parse(_ text: String) -> Parts? {
    guard text.utf8.count <= maximumLength else { return nil }
    var parts = Parts()
    var rest = text[...]
    if let tail = rest.dropping(prefix: "O:") {
      guard let (sid, after) = leadingSID(tail) else { return nil }
      parts.owner = sid
      rest = after
    }
    if let tail = rest.dropping(prefix: "G:") {
      guard let (sid, after) = leadingSID(tail) else { return nil }
      parts.group = sid
      rest = after
    }
    if let tail = rest.dropping(prefix: "D:") {
      guard let (entries, after) = list(tail, isSystem: false) else { return nil }
      parts.discretionary = entries
      rest = after
    }
    if let tail = rest.dropping(prefix: "S:") {
      guard let (entries, after) = list(tail, isSystem: true) else { return nil }
      parts.system = entries
      rest = after
    }
    return rest.isEmpty ? parts : nil
  }

  private static let maximumLength = 65_536

  /// A SID that ends where the next part, such as `G:`, begins.
  private static func leadingSID(_ text: Substring) -> (String, Substring)? {
    var end = text.endIndex
    if let colon = text.firstIndex(of: ":") {
      guard colon > text.startIndex else { return nil }
      end = text.index(before: colon)
    }
    guard let sid = sid(text[..<end]) else { return nil }
    return (sid, text[end...])
  }

  private static func list(
    _ text: Substring, isSystem: Bool
  ) -> ([SecurityDescriptor.Entry], Substring)? {
    var rest = text
    while let tail = rest.dropping(prefix: "P") ?? rest.dropping(prefix: "AR")
      ?? rest.dropping(prefix: "AI")
    {
      rest = tail
    }
    var entries: [SecurityDescriptor.Entry] = []
    while rest.first == "(" {
      guard let end = closingParenthesis(of: rest),
        let entry = entry(rest[rest.index(after: rest.startIndex)..<end]),
        entry.kind.isSystem == isSystem
      else { return nil }
      entries.append(entry)
      rest = rest[rest.index(after: end)...]
    }
    return (entries, rest)
  }

  /// The parenthesis that closes the one at the start; quoted text does not count.
  private static func closingParenthesis(of text: Substring) -> Substring.Index? {
    var depth = 0
    var isQuoted = false
    for index in text.indices {
      switch text[index] {
      case "\"": isQuoted.toggle()
      case "(" where !isQuoted: depth += 1
      case ")" where !isQuoted:
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }

  private static func entry(_ text: Substring) -> SecurityDescriptor.Entry? {
    let fields = text.split(separator: ";", maxSplits: 6, omittingEmptySubsequences: false)
    guard fields.count >= 6, fields.prefix(6).allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } }),
      let kind = SecurityDescriptor.Entry.Kind(rawValue: fields[0].uppercased()),
      let flags = flags(fields[1]), let rights = AccessRights(sddl: fields[2]),
      isGUID(fields[3]), isGUID(fields[4]), let sid = sid(fields[5]),
      fields.count == (kind.hasExtra ? 7 : 6)
    else { return nil }
    var condition: SDDLCondition?
    switch kind {
    case .conditionalAllow, .conditionalDeny, .conditionalObjectAllow, .conditionalAudit:
      guard let read = SDDLCondition(sddl: fields[6]) else { return nil }
      condition = read
    case .attribute:
      guard isAttribute(fields[6]), fields[2].isEmpty, sid == WellKnownSIDs.everyone else {
        return nil
      }
    case .policy:
      guard fields[2].isEmpty, sid.hasPrefix("S-1-17-") else { return nil }
    default: break
    }
    let isAudit = kind == .audit || kind == .objectAudit || kind == .conditionalAudit
    if isAudit, flags.isDisjoint(with: ["SA", "FA"]) { return nil }
    return SecurityDescriptor.Entry(
      kind: kind, isInheritOnly: flags.contains("IO"), rights: rights, sid: sid,
      condition: condition)
  }

  /// A name in quotes, a type, flags and values, in parentheses; nothing here makes use of them.
  private static func isAttribute(_ text: Substring) -> Bool {
    guard text.first == "(", text.last == ")",
      closingParenthesis(of: text) == text.index(before: text.endIndex)
    else { return false }
    let fields = text.dropFirst().dropLast().split(
      separator: ",", maxSplits: 3, omittingEmptySubsequences: false)
    return fields.count >= 3 && fields[0].count > 2 && fields[0].first == "\""
      && fields[0].last == "\""
      && ["TI", "TU", "TS", "TD", "TX", "TB"].contains(fields[1].uppercased())
      && AccessRights(sddl: fields[2]) != nil
  }

  private static func flags(_ text: Substring) -> Set<String>? {
    var found: Set<String> = []
    var rest = text.uppercased()[...]
    while !rest.isEmpty {
      let token = String(rest.prefix(2))
      guard ["OI", "CI", "NP", "IO", "ID", "SA", "FA"].contains(token) else { return nil }
      found.insert(token)
      rest = rest.dropFirst(2)
    }
    return found
  }

  private static func isGUID(_ text: Substring) -> Bool {
    if text.isEmpty { return true }
    let groups = text.split(separator: "-", omittingEmptySubsequences: false)
    return groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
      && groups.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isHexDigit } }
  }

  /// The SID behind an alias or a number form, in its canonical spelling.
  static func sid(_ text: Substring) -> String? {
    let upper = text.uppercased()
    if upper.utf8.count == 2 { return WellKnownSIDs.sid(alias: upper) }
    let parts = upper.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 4, parts.count <= 18, parts[0] == "S", parts[1] == "1",
      let authority = authority(parts[2])
    else { return nil }
    var sid = "S-1-\(authority)"
    for part in parts.dropFirst(3) {
      guard let number = decimal(part) else { return nil }
      sid += "-\(number)"
    }
    return sid
  }

  private static func authority(_ text: Substring) -> UInt64? {
    if let hex = text.dropping(prefix: "0X") {
      return hex.utf8.count == 12 && hex.first != "+" ? UInt64(hex, radix: 16) : nil
    }
    return decimal(text).map(UInt64.init)
  }

  /// A number below 2^32 without a sign.
  private static func decimal(_ text: Substring) -> UInt32? {
    text.first == "+" ? nil : UInt32(text)
  }
}

extension Substring {
  /// The rest after a prefix, letter case ignored; nil when the text does not begin with it.
  fileprivate func dropping(prefix: String) -> Substring? {
    self.prefix(prefix.count).uppercased() == prefix ? dropFirst(prefix.count) : nil
  }
}
