import PSEngine

/// What this module says, in the language of help. English texts are in the program; those of another
/// language are a page of its help, on which each heading is the English text.
struct TeachingTexts: Sendable {
  /// The pages with texts.
  enum Page: String {
    /// What traces say of messages.
    case messages
    /// What is said of numbers of errors.
    case faults
  }

  private let table: [String: String]

  /// No other language.
  static let english = TeachingTexts(table: [:])

  private init(table: [String: String]) { self.table = table }

  /// The texts of a page, read now.
  init(_ session: SessionState, _ page: Page) {
    let entries = session.help.library?.entries(of: page.rawValue) ?? []
    table = Dictionary(entries.map { ($0.title, $0.text) }) { $1 }
  }

  /// A text in the language of help; English when it has none.
  func callAsFunction(_ english: String) -> String { table[english] ?? english }

  /// A text around a name.
  /// - Parameter mark: what stands in the text in place of the name.
  func callAsFunction(_ english: String, _ mark: String, _ name: String) -> String {
    self(english).replacing(mark, with: name)
  }
}
