import WSManProtocol

/// Replaces names by masks: the same name by the same one, wherever it stands as a word.
///
/// `SERVER01.contoso.com` becomes `COMPUTER1.domain1.example`: what was written in capitals stays
/// so, because Windows writes names both ways.
struct NameMask {
  private enum Kind: String {
    case computer, domain, user
  }

  /// Masks by the name in lower case.
  private var masks: [String: String] = [:]
  private var counts: [Kind: Int] = [:]
  /// The names by their first letter, the longest first.
  private var names: [Character: [[Character]]] = [:]
  private var sids: [String: String] = [:]

  /// Names that every Windows has, and that tell nothing.
  private static let common: Set = [
    "administrator", "guest", "defaultaccount", "wdagutilityaccount", "system", "localhost",
    "local service", "network service", "localsystem", "localservice", "networkservice",
    "nt authority", "nt service", "builtin", "everyone", "workgroup",
  ]

  // MARK: What is masked

  /// Notes a computer by its short or full name.
  mutating func add(computer name: String) {
    guard IPAddress(name) == nil else { return }
    if let dot = name.firstIndex(of: ".") {
      add(String(name[..<dot]), .computer)
      add(domain: String(name[name.index(after: dot)...]))
    } else {
      add(name, .computer)
    }
  }

  /// Notes a domain by its full or short name.
  mutating func add(domain name: String) {
    guard let dot = name.firstIndex(of: ".") else { return add(name, .domain) }
    let short = String(name[..<dot])
    add(short, .domain)
    guard let mask = masks[short.lowercased()] else { return }
    insert(name, mask + ".example")
  }

  /// Notes an account, also as `DOMAIN\name` or `name@domain`.
  mutating func add(account name: String) {
    if let slash = name.firstIndex(of: "\\") {
      add(domain: String(name[..<slash]))
      add(String(name[name.index(after: slash)...]), .user)
    } else if let at = name.firstIndex(of: "@") {
      add(domain: String(name[name.index(after: at)...]))
      add(String(name[..<at]), .user)
    } else {
      add(name, .user)
    }
  }

  /// Notes an address of a computer.
  mutating func add(address: String) {
    guard let parsed = IPAddress(address), masks[address.lowercased()] == nil else { return }
    let number = masks.keys.count { IPAddress($0) != nil } + 1
    insert(
      address,
      parsed.family == .ipv4
        ? "192.0.2.\(min(number, 254))" : "2001:db8::\(String(number, radix: 16))")
  }

  /// Notes the names in a list of trusted hosts.
  mutating func add(trustedHosts list: String) {
    for entry in list.split(separator: ",") {
      let name = entry.trimmingXMLSpace()
      guard !name.isEmpty, name.lowercased() != "<local>", IPAddress(name) == nil else { continue }
      if name.hasPrefix("*.") {
        add(domain: String(name.dropFirst(2)))
      } else {
        add(computer: name.filter { $0 != "*" && $0 != "?" })
      }
    }
  }

  private mutating func add(_ name: String, _ kind: Kind) {
    let known = name.lowercased()
    guard name.count > 1 || kind == .user, !name.isEmpty, !Self.common.contains(known),
      masks[known] == nil
    else { return }
    let number = (counts[kind] ?? 0) + 1
    counts[kind] = number
    insert(name, "\(kind.rawValue)\(number)")
  }

  private mutating func insert(_ name: String, _ mask: String) {
    let letters = Array(name.lowercased())
    guard let first = letters.first, masks.updateValue(mask, forKey: name.lowercased()) == nil
    else { return }
    names[first, default: []].append(letters)
    names[first]?.sort { $0.count > $1.count }
  }

  // MARK: Masking

  /// The text with masks in place of names.
  mutating func masked(_ text: String) -> String {
    let text = maskedSIDs(text)
    guard !names.isEmpty else { return text }
    let letters = Array(text)
    let lowered = letters.map { Character($0.lowercased()) }
    var result = ""
    var place = 0
    var isInWord = false
    while place < letters.count {
      if !isInWord, let name = name(in: lowered, at: place) {
        let original = letters[place..<place + name.count]
        let mask = masks[String(name)] ?? ""
        let isUppercase =
          original.contains(where: \.isUppercase)
          && !original.contains(where: \.isLowercase)
        result += isUppercase ? mask.uppercased() : mask
        place += name.count
        isInWord = true
      } else {
        result.append(letters[place])
        isInWord = Self.isOfWord(letters[place])
        place += 1
      }
    }
    return result
  }

  private func name(in text: [Character], at place: Int) -> [Character]? {
    names[text[place]]?.first { name in
      let end = place + name.count
      return end <= text.count && text[place..<end].elementsEqual(name)
        && (end == text.count || !Self.isOfWord(text[end]))
    }
  }

  private static func isOfWord(_ letter: Character) -> Bool {
    letter.isLetter || letter.isNumber || letter == "_" || letter == "-"
  }

  /// SIDs of machines and domains tell which ones they are.
  private mutating func maskedSIDs(_ text: String) -> String {
    guard text.contains("S-1-5-21-") else { return text }
    var result = ""
    var rest = text[...]
    while let match = rest.firstMatch(of: #/S-1-5-21-\d+-\d+-\d+/#) {
      let sid = String(match.output)
      let mask = sids[sid] ?? "S-1-5-21-1-1-\(sids.count + 1)"
      sids[sid] = mask
      result += rest[..<match.range.lowerBound] + mask
      rest = rest[match.range.upperBound...]
    }
    return result + rest
  }
}
