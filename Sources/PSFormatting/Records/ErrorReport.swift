public import PSEngine

/// The texts of an error record, before they are laid out for a width by ``ErrorView``.
public struct ErrorReport: Sendable, Equatable {
  /// Where the error happened.
  public struct Position: Sendable, Equatable {
    /// Path of the script; `nil` for the prompt.
    public var fileName: String?
    /// Line, from 1.
    public var line: Int
    /// Column, from 1.
    public var column: Int
    /// The source line, cut around the place when it is long.
    public var source: String
    /// Blanks and marks that stand below it.
    public var marks: String
    /// Whether the text that was typed has more than one line.
    public var isMultiline: Bool

    /// Describes a place.
    public init(
      fileName: String? = nil, line: Int, column: Int, source: String, marks: String,
      isMultiline: Bool = false
    ) {
      self.fileName = fileName
      self.line = line
      self.column = column
      self.source = source
      self.marks = marks
      self.isMultiline = isMultiline
    }
  }

  /// The command in front of the message; `nil` when there is none.
  public var prefix: String?
  /// The message.
  public var message: String
  /// Whether the message is the exception's own, so that an empty line follows.
  public var isExceptionMessage = true
  /// Where it happened.
  public var position: Position?
  /// Whether the place stands before the message, as the parser reports it.
  public var isSyntaxError = false
  /// The texts of the category line.
  public var category: ErrorCategoryText
  /// Full error id.
  public var fullyQualifiedErrorId: String
  /// Computer that a remote error came from.
  public var computerName: String?
  /// Whether only the message is shown, as for text that a program wrote to its error stream.
  public var isPlainMessage = false
  /// Name in front of the message in the concise view.
  public var conciseName: String
  /// Whether it came over the error stream and is shown as an error.
  public var isFromErrorStream = true

  /// Makes a report with what every error has.
  public init(
    message: String, category: ErrorCategoryText, fullyQualifiedErrorId: String,
    conciseName: String
  ) {
    self.message = message
    self.category = category
    self.fullyQualifiedErrorId = fullyQualifiedErrorId
    self.conciseName = conciseName
  }
}
