/// The variables of the loops around a command, such as `%i`. Letter case matters.
struct LoopVariables: Sendable {
  private var values: [Character: String] = [:]

  subscript(name: Character) -> String? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// A text with `%i` and `%~nxi` replaced; what names no variable stays.
  ///
  /// - Parameters:
  ///   - folder: where paths begin.
  ///   - files: where the sizes of files are known.
  func expanding(_ text: String, from folder: String, _ files: ComputerFiles) -> String {
    guard !values.isEmpty, text.contains("%") else { return text }
    var result = ""
    var rest = Array(text)[...]
    while let character = rest.popFirst() {
      guard character == "%" else {
        result.append(character)
        continue
      }
      if let name = rest.first, let value = values[name] {
        result += value
        rest.removeFirst()
      } else if let (parts, name, count) = modifiers(rest), let value = values[name] {
        result += Self.changed(value, parts, from: folder, files)
        rest.removeFirst(count)
      } else {
        result.append(character)
      }
    }
    return result
  }

  /// What stands behind `%` when it is `~`, letters and a variable; the most letters count.
  private func modifiers(
    _ text: ArraySlice<Character>
  ) -> (parts: Set<Character>, name: Character, count: Int)? {
    guard text.first == "~" else { return nil }
    let letters = text.dropFirst().prefix { "fdpnxsz".contains($0.lowercased()) }
    for count in stride(from: letters.count, through: 0, by: -1) {
      if let name = text.dropFirst(1 + count).first, values[name] != nil {
        return (Set(letters.prefix(count).map { Character($0.lowercased()) }), name, count + 2)
      }
    }
    return nil
  }

  /// A value, or the parts of it as a path that letters name: `nx` for the name with its ending.
  static func changed(
    _ value: String, _ parts: Set<Character>, from folder: String, _ files: ComputerFiles
  ) -> String {
    var plain = value
    if plain.first == "\"" { plain.removeFirst() }
    if plain.last == "\"" { plain.removeLast() }
    guard !parts.isEmpty, let path = ComputerFiles.absolute(plain, from: folder) else {
      return plain
    }
    var shown: [String] = []
    if parts.contains("z"), let bytes = try? files.contents(path) { shown.append("\(bytes.count)") }
    var name = path.split(separator: "\\").dropFirst().last.map(String.init) ?? ""
    var ending = ""
    if let dot = name.lastIndex(of: ".") {
      ending = String(name[dot...])
      name = String(name[..<dot])
    }
    let isWhole = parts.contains("f") || parts == ["s"]
    var text = ""
    if isWhole || parts.contains("d") { text += "C:" }
    if isWhole || parts.contains("p") {
      text += path.split(separator: "\\").dropFirst().dropLast().map { "\\\($0)" }.joined() + "\\"
    }
    if isWhole || parts.contains("n") { text += name }
    if isWhole || parts.contains("x") { text += ending }
    if !text.isEmpty { shown.append(text) }
    return shown.joined(separator: " ")
  }
}
