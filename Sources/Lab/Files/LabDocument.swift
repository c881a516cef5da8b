internal import Yams

/// A value in a lab file that knows its place, and the checks that all keys share.
///
/// A field that is missing is nil; one that is there and wrong is an error with its line.
struct LabDocument {
  private let node: Node
  private let file: String

  /// How large a file may be, in bytes.
  static let largestSize = 4 * 1024 * 1024

  /// Reads the text of a file.
  static func parse(_ text: String, file: String) throws(LabFileError) -> LabDocument {
    guard text.utf8.count <= largestSize else {
      throw LabFileError(file: file, message: "The file is larger than 4 MB.")
    }
    try checkNesting(of: text, file: file)
    do {
      guard let node = try compose(yaml: text) else {
        throw LabFileError(file: file, message: "The file is empty.")
      }
      return LabDocument(node: node, file: file)
    } catch let error as LabFileError {
      throw error
    } catch let error as YamlError {
      throw error.explained(file: file)
    } catch {
      throw LabFileError(file: file, message: "\(error)")
    }
  }

  private static let deepestNesting = 32

  /// Refuses nested brackets before the parser, which goes one call deeper for each, sees them.
  private static func checkNesting(of text: String, file: String) throws(LabFileError) {
    var depth = 0
    var line = 1
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: "\n"): line += 1
      default: continue
      }
      if depth > deepestNesting {
        throw LabFileError(file: file, line: line, message: "The brackets are nested too deeply.")
      }
    }
  }

  /// The file as the user named it.
  var fileName: String { file }

  /// The line, counted from 1.
  var line: Int? { node.mark?.line }

  /// Whether the value is a list.
  var isList: Bool { if case .sequence = node { true } else { false } }

  /// Whether the value is a text.
  var isScalar: Bool { if case .scalar = node { true } else { false } }

  /// Whether there is no value: nothing, `~` or the bare word `null`.
  var isNull: Bool {
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
    return ["", "~", "null"].contains(scalar.string.lowercased())
  }

  /// Whether the value is a block that keeps its lines, begun with `|`.
  var isBlock: Bool {
    if case .scalar(let scalar) = node { scalar.style == .literal } else { false }
  }

  /// An error at this place, or some lines below it.
  func error(_ message: String, below lines: Int = 0) -> LabFileError {
    LabFileError(file: file, line: line.map { $0 + lines }, message: message)
  }

  /// Checks that this is a mapping with these keys only.
  ///
  /// - Parameter place: what the mapping describes, such as `a computer`.
  func fields(
    _ accepted: [String], of place: String
  ) throws(LabFileError) -> [String: LabDocument] {
    var found: [String: LabDocument] = [:]
    for (key, value) in try pairs(of: place) {
      guard accepted.contains(key.name) else {
        let hint = SpellingHint.nearest(to: key.name, among: accepted)
        throw key.place.error(
          "Unknown key \"\(key.name)\" in \(place)."
            + (hint.map { " Did you mean \"\($0)\"?" } ?? "")
            + " Accepted keys: \(accepted.joined(separator: ", ")).")
      }
      found[key.name] = value
    }
    return found
  }

  /// The pairs of a mapping with free keys.
  func pairs(
    of place: String
  ) throws(LabFileError) -> [(key: (name: String, place: LabDocument), value: LabDocument)] {
    guard case .mapping(let mapping) = node else {
      throw error("Here \(place) is expected, written as \"key: value\" lines.")
    }
    var pairs: [(key: (name: String, place: LabDocument), value: LabDocument)] = []
    for (key, value) in mapping {
      let place = LabDocument(node: key, file: file)
      guard case .scalar(let scalar) = key else { throw place.error("A key must be a word.") }
      pairs.append(((scalar.string, place), LabDocument(node: value, file: file)))
    }
    return pairs
  }

  /// The items of a list.
  func items(of place: String) throws(LabFileError) -> [LabDocument] {
    guard case .sequence(let sequence) = node else {
      throw error("Here a list of \(place) is expected, each on a line that begins with \"- \".")
    }
    return sequence.map { LabDocument(node: $0, file: file) }
  }

  /// The text of a value, as it is written.
  func text(of place: String) throws(LabFileError) -> String {
    guard case .scalar(let scalar) = node else {
      throw error("Here a single value is expected for \(place).")
    }
    return scalar.string
  }

  /// The text of a value that may not be empty.
  func nonEmptyText(of place: String) throws(LabFileError) -> String {
    let text = try text(of: place)
    guard !text.isEmpty else { throw error("A value for \(place) is missing.") }
    return text
  }

  /// A whole number within a range.
  func number(of place: String, in range: ClosedRange<Int>) throws(LabFileError) -> Int {
    let text = try text(of: place)
    guard let number = Int(text), range.contains(number) else {
      throw error(
        "\"\(text)\" is no value for \(place): "
          + "a number from \(range.lowerBound) to \(range.upperBound) is expected.")
    }
    return number
  }

  /// One of a few words, letter case ignored.
  func choice(of place: String, _ words: [String]) throws(LabFileError) -> String {
    let text = try text(of: place)
    guard let word = words.first(where: { $0.lowercased() == text.lowercased() }) else {
      let hint = SpellingHint.nearest(to: text, among: words)
      throw error(
        "\"\(text)\" is no value for \(place)."
          + (hint.map { " Did you mean \"\($0)\"?" } ?? "")
          + " Accepted values: \(words.joined(separator: ", ")).")
    }
    return word
  }
}

extension YamlError {
  /// The error with file and line.
  fileprivate func explained(file: String) -> LabFileError {
    switch self {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      LabFileError(file: file, line: mark.line, message: "This is not valid YAML: \(problem).")
    case .duplicatedKeysInMapping(let duplicates, let context):
      LabFileError(
        file: file, line: context.mark.line,
        message: "The key \(duplicates.map { "\"\($0)\"" }.joined(separator: ", ")) is given twice."
      )
    case .reader(let problem, _, _, _):
      LabFileError(file: file, message: "The file is not text in UTF-8: \(problem).")
    default:
      LabFileError(file: file, message: "\(self)")
    }
  }
}
