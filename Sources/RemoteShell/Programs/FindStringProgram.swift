import PSEngine

/// `findstr`: the lines that hold one of several texts or match one of several expressions.
enum FindStringProgram {
  private struct Wish {
    var switches: Set<Character> = []
    var texts: [String] = []
    var places: [String] = []

    func has(_ letter: Character) -> Bool { switches.contains(letter) }
  }

  /// Each line is held against each text, so there is a limit.
  private static let mostTexts = 100

  static func run(
    _ rest: String, _ shell: CommandInterpreter, _ streams: ProgramStreams
  ) async -> Int32 {
    let wish: Wish
    switch read(rest, shell) {
    case .success(let found): wish = found
    case .failure(let mistake):
      streams.errorLine("FINDSTR: \(mistake.text)")
      return 2
    }
    let matches: [(Substring) -> Bool]
    do {
      matches = try wish.texts.map { try test($0, wish) }
    } catch {
      streams.errorLine("FINDSTR: \(error)")
      return 2
    }
    var found = 0
    let sources = await TextSources(wish.places, shell, streams).all("FINDSTR: Cannot open ")
    let isNamed = sources.count > 1 || wish.places.contains(where: Wildcards.arePresent)
    for (name, lines) in sources {
      for (number, line) in lines.enumerated() where shell.canGoOn {
        guard matches.contains(where: { $0(line) }) != wish.has("v") else { continue }
        found += 1
        if wish.has("m") {
          streams.line(name ?? "")
          break
        }
        var text = isNamed ? (name ?? "") + ":" : ""
        if wish.has("n") { text += "\(number + 1):" }
        streams.line(text + line)
      }
    }
    return found > 0 ? 0 : 1
  }

  private struct Mistake: Error {
    let text: String
  }

  private static func read(
    _ rest: String, _ shell: CommandInterpreter
  ) -> Result<Wish, Mistake> {
    var wish = Wish()
    var hasTexts = false
    for word in CommandArguments.split(rest) {
      guard let mark = word.first, mark == "/" || mark == "-", !hasTexts || wish.places.isEmpty,
        word.count > 1
      else {
        if hasTexts {
          wish.places.append(word)
        } else {
          // Words of a text stand for themselves; /c: keeps them together.
          wish.texts += word.split(separator: " ").map(String.init)
          hasTexts = true
        }
        continue
      }
      let option = word.dropFirst()
      if option.lowercased().hasPrefix("c:") {
        wish.texts.append(String(option.dropFirst(2)))
        hasTexts = true
      } else if option.lowercased().hasPrefix("g:") {
        guard let path = ComputerFiles.absolute(String(option.dropFirst(2)), from: shell.folder),
          let bytes = try? shell.files.contents(path)
        else { return .failure(Mistake(text: "Cannot open \(option.dropFirst(2))")) }
        wish.texts += shell.codec.decode(bytes).lines.map(String.init)
        hasTexts = true
      } else {
        for letter in option.lowercased() {
          guard "bilmnrvex".contains(letter) else {
            return .failure(Mistake(text: "/\(letter) ignored"))
          }
          wish.switches.insert(letter)
        }
      }
    }
    guard hasTexts else { return .failure(Mistake(text: "Bad command line")) }
    guard wish.texts.count <= mostTexts else {
      return .failure(Mistake(text: "Search string too long."))
    }
    return .success(wish)
  }

  private static func test(_ text: String, _ wish: Wish) throws -> (Substring) -> Bool {
    let isExpression = wish.has("r") || (!wish.has("l") && text.contains { ".*^$[\\".contains($0) })
    var source = isExpression ? expression(text) : PSPattern.escape(text)
    if wish.has("b") || wish.has("x") { source = "^(?:" + source + ")" }
    if wish.has("e") || wish.has("x") { source = "(?:" + source + ")$" }
    let pattern = try PSPattern(source, wish.has("i") ? .ignoreCase : [])
    return { line in (try? pattern.firstMatch(in: String(line))) != nil }
  }

  /// The expression in the language of this shell: `.`, `*`, `^`, `$`, classes, `\<` and `\>`; all else
  /// is itself.
  private static func expression(_ text: String) -> String {
    var result = ""
    var rest = Array(text)[...]
    while let character = rest.popFirst() {
      switch character {
      case ".", "*", "^", "$": result.append(character)
      case "\\":
        guard let next = rest.popFirst() else {
          result += #"\\"#
          break
        }
        result += next == "<" || next == ">" ? #"\b"# : PSPattern.escape(String(next))
      case "[":
        guard let end = rest.dropFirst().firstIndex(of: "]") else {
          result += #"\["#
          break
        }
        let inside = String(rest[..<end]).replacing("\\", with: #"\\"#)
        result += "[" + inside.replacing("[", with: #"\["#) + "]"
        rest = rest[(end + 1)...]
      default: result += PSPattern.escape(String(character))
      }
    }
    return result
  }
}
