/// `find "TEXT"`: the lines that hold a text.
enum FindProgram {
  static func run(
    _ rest: String, _ shell: CommandInterpreter, _ streams: ProgramStreams
  ) async -> Int32 {
    var switches: Set<Character> = []
    var text: String?
    var places: [String] = []
    for word in CommandArguments.written(rest) {
      if word.hasPrefix("/"), text == nil || places.isEmpty {
        guard let letter = word.dropFirst().first?.lowercased().first, "civn".contains(letter),
          word.count == 2
        else { return fail("FIND: Invalid switch", streams) }
        switches.insert(letter)
      } else if text == nil {
        guard word.count >= 2, word.first == "\"", word.last == "\"" else {
          return fail("FIND: Parameter format not correct", streams)
        }
        text = String(word.dropFirst().dropLast()).replacing("\"\"", with: "\"")
      } else {
        places.append(word.filter { $0 != "\"" })
      }
    }
    guard let text else { return fail("FIND: Parameter format not correct", streams) }
    let wanted = switches.contains("i") ? text.lowercased() : text
    var found = 0
    for (name, lines) in await TextSources(places, shell, streams).all("File not found - ") {
      var count = 0
      if let name, !switches.contains("c") { streams.write("\n---------- \(name.uppercased())\n") }
      for (number, line) in lines.enumerated() {
        let own = switches.contains("i") ? line.lowercased() : String(line)
        // No line holds the empty text.
        let holds = !wanted.isEmpty && own.contains(wanted)
        guard holds != switches.contains("v") else { continue }
        count += 1
        guard !switches.contains("c") else { continue }
        streams.line((switches.contains("n") ? "[\(number + 1)]" : "") + line)
      }
      if switches.contains("c") {
        streams.line((name.map { "\n---------- \($0.uppercased()): " } ?? "") + String(count))
      }
      found += count
    }
    return found > 0 ? 0 : 1
  }

  private static func fail(_ text: String, _ streams: ProgramStreams) -> Int32 {
    streams.errorLine(text)
    return 2
  }
}
