/// Names and values as `winrm` takes them: `@{KEY="VALUE";KEY2=$null}` (`cmdlets.md` 7.2). Names
/// count with their letter case.
struct WinRMHash: Equatable {
  /// One pair; `$null` has no value.
  typealias Pair = (name: String, value: String?)

  /// The pairs in the order written.
  let pairs: [Pair]

  /// Reads the whole text.
  /// - Throws: ``WinRMUsageError`` for anything that is not `{KEY="VALUE"[;KEY="VALUE"]}`, and for a
  ///   name that occurs twice.
  init(_ text: String) throws(WinRMUsageError) {
    var rest = Substring(text)
    if rest.first == "@" { rest.removeFirst() }
    func malformed() -> WinRMUsageError { .plain(WinRMMessages.malformedHash(text)) }
    func skipBlanks() { rest = rest.drop { $0 == " " } }
    func take(_ character: Character) -> Bool {
      guard rest.first == character else { return false }
      rest.removeFirst()
      return true
    }

    var pairs: [Pair] = []
    guard take("{") else { throw malformed() }
    skipBlanks()
    if rest == "}" {
      self.pairs = []
      return
    }
    repeat {
      skipBlanks()
      let name = rest.prefix {
        $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" || $0 == ":"
      }
      rest = rest[name.endIndex...]
      skipBlanks()
      guard !name.isEmpty, take("=") else { throw malformed() }
      skipBlanks()
      let value: String?
      if take("\"") {
        let inside = rest.prefix { $0 != "\"" }
        rest = rest[inside.endIndex...]
        guard take("\"") else { throw malformed() }
        value = String(inside)
      } else {
        guard rest.prefix(5).lowercased() == "$null" else { throw malformed() }
        rest = rest.dropFirst(5)
        value = nil
      }
      skipBlanks()
      guard !pairs.contains(where: { $0.name == name }) else {
        throw .plain(WinRMMessages.duplicateKey(String(name)))
      }
      pairs.append((String(name), value))
    } while take(";")
    guard rest == "}" else { throw malformed() }
    self.pairs = pairs
  }

  static func == (left: WinRMHash, right: WinRMHash) -> Bool {
    left.pairs.elementsEqual(right.pairs) { $0 == $1 }
  }
}
