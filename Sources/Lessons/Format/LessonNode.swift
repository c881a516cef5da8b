internal import Yams

/// A value in the head of a lesson that knows its line.
struct LessonNode {
  private let node: Node
  private let file: String

  /// The line of the file before the first one of the head.
  private static let linesBefore = 1

  /// Reads a head, the lines between the two `---`.
  static func parse(_ text: String, file: String) throws(LessonFileError) -> LessonNode {
    try checkNesting(of: text, file: file)
    do {
      guard let node = try compose(yaml: text) else {
        throw LessonFileError(file: file, line: 1, message: "The head of the lesson is empty.")
      }
      return LessonNode(node: node, file: file)
    } catch let error as LessonFileError {
      throw error
    } catch let error as YamlError {
      throw error.explained(text, file: file, linesBefore: linesBefore)
    } catch {
      throw LessonFileError(file: file, message: "\(error)")
    }
  }

  /// Refuses nesting before the parser, which goes one call deeper for each level, sees it.
  private static func checkNesting(of text: String, file: String) throws(LessonFileError) {
    var depth = 0
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let indicators = line.prefix { " -?".contains($0) }
      depth += line.count { "[{".contains($0) }
      guard depth <= 8, indicators.filter({ $0 != " " }).count <= 4, indicators.count <= 60 else {
        throw LessonFileError(
          file: file, line: index + 1 + linesBefore, message: "The head is nested too deeply.")
      }
      depth = max(0, depth - line.count { "]}".contains($0) })
    }
  }

  /// An error at this place.
  func error(_ message: String) -> LessonFileError {
    LessonFileError(
      file: file, line: node.mark.map { $0.line + Self.linesBefore }, message: message)
  }

  /// The pairs of a mapping with these keys only.
  func fields(
    _ accepted: [String], of place: String
  ) throws(LessonFileError) -> [String: LessonNode] {
    guard case .mapping(let mapping) = node else {
      throw error("Here \(place) is expected, written as \"key: value\" lines.")
    }
    var found: [String: LessonNode] = [:]
    for (key, value) in mapping {
      let place = LessonNode(node: key, file: file)
      let name = try place.text(of: "a key")
      guard accepted.contains(name) else {
        throw place.error(
          "Unknown key \"\(name)\". Accepted here: \(accepted.joined(separator: ", ")).")
      }
      found[name] = LessonNode(node: value, file: file)
    }
    return found
  }

  /// The items of a list.
  func items(of place: String) throws(LessonFileError) -> [LessonNode] {
    guard case .sequence(let sequence) = node else {
      throw error("Here a list of \(place) is expected, each on a line that begins with \"- \".")
    }
    return sequence.map { LessonNode(node: $0, file: file) }
  }

  /// The texts of a list.
  func texts(of place: String) throws(LessonFileError) -> [String] {
    var texts: [String] = []
    for item in try items(of: place) { texts.append(try item.text(of: place)) }
    return texts
  }

  /// The error where a text is something else.
  private func noText(_ place: String) -> LessonFileError {
    var message = "Here a single value is expected for \(place)."
    if case .mapping = node {
      message += " A text with a colon and a blank stands in quotes: \"Type: cd\"."
    }
    return error(message)
  }

  /// A text that is not empty.
  func text(of place: String) throws(LessonFileError) -> String {
    guard case .scalar(let scalar) = node else { throw noText(place) }
    guard scalar.string.contains(where: { !$0.isWhitespace }) else {
      throw error("A value for \(place) is missing.")
    }
    return scalar.string
  }

  /// A text that may be empty.
  func value(of place: String) throws(LessonFileError) -> String {
    guard case .scalar(let scalar) = node else { throw noText(place) }
    return scalar.string
  }

  /// One of a few words, letter case ignored.
  func choice(of place: String, _ words: [String]) throws(LessonFileError) -> String {
    let text = try text(of: place)
    guard let word = words.first(where: { $0.lowercased() == text.lowercased() }) else {
      throw error(
        "\"\(text)\" is no value for \(place). Accepted: \(words.joined(separator: ", ")).")
    }
    return word
  }
}

extension YamlError {
  fileprivate func explained(
    _ text: String, file: String, linesBefore: Int
  ) -> LessonFileError {
    switch self {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      LessonFileError(
        file: file, line: mark.line + linesBefore,
        message:
          "This is not valid YAML: \(problem)\(Self.cause(context, mark, text, linesBefore)).")
    case .duplicatedKeysInMapping(let duplicates, let context):
      LessonFileError(
        file: file, line: context.mark.line + linesBefore,
        message: "A key is given twice: \(duplicates.map { "\($0)" }.joined(separator: ", ")).")
    default: LessonFileError(file: file, message: "The head cannot be read: \(self)")
    }
  }

  /// What authors overlook most often: tabs, and a quotation mark behind a backslash.
  private static func cause(
    _ context: Context?, _ mark: Mark, _ text: String, _ linesBefore: Int
  ) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    func line(_ number: Int) -> Substring {
      lines.indices.contains(number - 1) ? lines[number - 1] : ""
    }
    if line(mark.line).prefix(while: \.isWhitespace).contains("\t") {
      return "; YAML is indented with blanks, and here is a tab"
    }
    guard let context, context.text.contains("quoted scalar"),
      line(context.mark.line).contains("\"")
    else { return "" }
    return
      "; the text in quotes that begins in line \(context.mark.line + linesBefore) does not end. "
      + "In quotes a backslash is written twice: \"cd WSMan:\\\\\""
  }
}
