/// How `for /f` takes lines apart: the text of its options.
struct LineFields: Equatable {
  /// Characters between fields.
  private(set) var separators: Set<Character> = [" ", "\t"]
  /// The fields that are wanted, counted from 1.
  private(set) var wanted: [Int] = [1]
  /// Whether what stands behind the last of them is wanted too.
  private(set) var wantsRest = false
  /// Lines at the start that are left out.
  private(set) var skipped = 0
  /// What a line that is left out begins with.
  private(set) var comment: Character? = ";"
  /// `usebackq`: commands are in backquotes, texts in apostrophes, names of files may be in quotes.
  private(set) var usesBackquotes = false

  private static let mostFields = 26

  /// - Throws: ``CommandSyntaxError`` for options that there are not.
  init(_ options: String) throws(CommandSyntaxError) {
    var rest = options.filter { $0 != "\"" }.drop { $0.isWhitespace }
    while !rest.isEmpty {
      let lower = rest.lowercased()
      if lower.hasPrefix("usebackq") {
        usesBackquotes = true
        rest = rest.dropFirst(8)
      } else if lower.hasPrefix("eol=") {
        comment = rest.dropFirst(4).first
        rest = rest.dropFirst(5)
      } else if lower.hasPrefix("skip=") {
        let number = rest.dropFirst(5).prefix { !$0.isWhitespace }
        guard let count = Int(number), count > 0 else { throw .unexpected(options) }
        skipped = count
        rest = rest.dropFirst(5 + number.count)
      } else if lower.hasPrefix("tokens=") {
        let list = rest.dropFirst(7).prefix { !$0.isWhitespace }
        try readFields(list)
        rest = rest.dropFirst(7 + list.count)
      } else if lower.hasPrefix("delims=") {
        // A blank may be one of them where nothing follows.
        let next = rest.dropFirst(7)
        let isLast = !["eol=", "skip=", "tokens=", "usebackq"].contains { word in
          next.lowercased().contains(" \(word)")
        }
        let list = isLast ? next : next.prefix { $0 != " " }
        separators = Set(list)
        rest = next.dropFirst(list.count)
      } else {
        throw .unexpected(options)
      }
      rest = rest.drop { $0.isWhitespace }
    }
  }

  private mutating func readFields(_ list: Substring) throws(CommandSyntaxError) {
    wanted = []
    for part in list.split(separator: ",") {
      var part = part
      if part.last == "*" {
        wantsRest = true
        part.removeLast()
        if part.isEmpty { continue }
      }
      let ends = part.split(separator: "-").map { Int($0) }
      guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
        first > 0, last >= first, last <= 255, wanted.count + last - first < Self.mostFields
      else { throw .unexpected(String(list)) }
      wanted += first...last
    }
    guard !wanted.isEmpty || wantsRest else { throw .unexpected(String(list)) }
    wanted = Set(wanted).sorted()
  }

  /// The values of the variables for a line; nil when it is left out.
  func values(_ line: Substring) -> [String]? {
    if let comment, line.first == comment { return nil }
    var rest = line.drop { separators.contains($0) }
    guard !rest.isEmpty else { return nil }
    let last = wanted.last ?? 0
    var fields: [Substring] = []
    while fields.count < last, !rest.isEmpty {
      let field = rest.prefix { !separators.contains($0) }
      fields.append(field)
      rest = rest.dropFirst(field.count).drop { separators.contains($0) }
    }
    var values = wanted.map { $0 <= fields.count ? String(fields[$0 - 1]) : "" }
    if wantsRest { values.append(String(rest)) }
    let isNothing = wanted.first.map { $0 > fields.count } ?? rest.isEmpty
    return isNothing ? nil : values
  }
}
