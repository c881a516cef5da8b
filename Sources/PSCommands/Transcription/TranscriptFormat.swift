import PSEngine

/// What `Start-Transcript` writes.
enum TranscriptFormat: Int64, EnumParameterValue, Sendable {
  /// What Windows PowerShell writes, with header and footer.
  case windows = 0
  /// A session as documentation shows it, which can be replayed.
  case session = 1
  /// A page of Markdown, which can be replayed.
  case markdown = 2
  /// An asciinema recording.
  case cast = 3

  static let enumType = PSEnumType(
    "WSManShell.TranscriptFormat",
    [("Windows", 0), ("Session", 1), ("Markdown", 2), ("Cast", 3)])

  /// The ending of files whose name is made up.
  var fileEnding: String {
    switch self {
    case .windows, .session: "txt"
    case .markdown: "md"
    case .cast: "cast"
    }
  }
}
