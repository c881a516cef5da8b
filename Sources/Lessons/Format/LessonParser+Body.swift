import Transcripts

// The Markdown below the head.
extension LessonParser {
  /// The parts of the text.
  struct Body {
    var introduction = ""
    var sections: [Section] = []
    var closing = ""
  }

  /// What stands below one heading.
  struct Section {
    var title: String
    var line: Int
    var text = ""
    var solution: (text: String, line: Int)?
  }

  /// The language of a block that solves a task.
  private static let solution = "solution"

  fileprivate enum Place {
    case introduction
    case section
    case closing
  }

  /// Takes the text apart: in front of the first `## `, below each one, and behind a line `---`.
  /// - Parameter start: index of the first line below the head.
  func body(from start: Int) throws(LessonFileError) -> Body {
    var body = Body()
    var place = Place.introduction
    var open: (fence: MarkdownFence, line: Int)?
    for index in lines.indices.dropFirst(start) {
      let line = lines[index]
      if let (fence, _) = open {
        let content = fence.margin.content(line) ?? line
        let isEnd = fence.isClosed(by: content)
        if isEnd { open = nil }
        if fence.language != Self.solution {
          body.append(line, at: place)
        } else if !isEnd {
          body.appendToSolution(content)
        }
      } else if let fence = MarkdownFence(line) {
        open = (fence, index + 1)
        if fence.language != Self.solution {
          body.append(line, at: place)
        } else {
          guard place == .section, body.startSolution(line: index + 2) else {
            throw LessonFileError(
              file: file, line: index + 1,
              message: "A solution stands below the heading of its task, and each has one.")
          }
        }
      } else if line.hasPrefix("## "), place != .closing {
        body.sections.append(Section(title: line.dropFirst(3).trimmed, line: index + 1))
        place = .section
      } else if line == "---", place == .section {
        place = .closing
      } else {
        body.append(line, at: place)
      }
    }
    if let (fence, line) = open {
      throw LessonFileError(
        file: file, line: line,
        message: "This fenced block does not end; close it with \(fence.marker)")
    }
    return body
  }
}

extension LessonParser.Body {
  fileprivate mutating func append(_ line: Substring, at place: LessonParser.Place) {
    switch place {
    case .introduction: introduction += line + "\n"
    case .section: sections[sections.count - 1].text += line + "\n"
    case .closing: closing += line + "\n"
    }
  }

  /// - Returns: `false` when the section has a solution already.
  fileprivate mutating func startSolution(line: Int) -> Bool {
    guard sections[sections.count - 1].solution == nil else { return false }
    sections[sections.count - 1].solution = ("", line)
    return true
  }

  fileprivate mutating func appendToSolution(_ line: Substring) {
    sections[sections.count - 1].solution?.text += line + "\n"
  }
}

extension Substring {
  /// Without blanks at its end.
  var withoutBlanksAtEnd: Substring {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  /// Without blanks at both ends.
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).withoutBlanksAtEnd)
  }
}
