import PSEngine

/// Shows lines on a terminal one page after another, and asks between two pages.
struct Pager {
  private static let question = "<SPACE> next page; <CR> next line; Q quit"
  /// The same for a narrow window, where a second line of it would stay on the page.
  private static let shortQuestion = "<SPACE> page; <CR> line; Q quit"
  /// Lines until the next question; nil before the first page.
  private var room: Int?
  /// Whether nobody wants to see more.
  private(set) var hasQuit = false

  /// Shows lines, unless nobody wants to see more.
  ///
  /// - Parameter write: writes lines of one page.
  mutating func show<Line>(
    _ lines: [Line], on host: any PSHost, _ write: (ArraySlice<Line>) -> Void
  ) async throws {
    var rest = lines[...]
    while !rest.isEmpty, !hasQuit {
      var room = room ?? Self.page(of: host)
      if room == 0 { room = try await ask(host) }
      let shown = rest.prefix(room)
      if !shown.isEmpty { write(shown) }
      rest = rest.dropFirst(shown.count)
      self.room = room - shown.count
    }
  }

  private static func page(of host: any PSHost) -> Int { max(host.height - 1, 1) }

  /// The number of lines to show next.
  private mutating func ask(_ host: any PSHost) async throws -> Int {
    while true {
      let isNarrow = host.width <= Self.question.count
      switch try await host.readKey(prompt: isNarrow ? Self.shortQuestion : Self.question) {
      case "\n", "\r": return 1
      case " ": return Self.page(of: host)
      case "q", "Q", nil:
        hasQuit = true
        return 0
      default: continue
      }
    }
  }
}
