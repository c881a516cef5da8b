/// A candidate of completion.
public struct CompletionCandidate: Sendable, Equatable {
  /// What the candidate is, for lists and icons.
  public enum Kind: Sendable, Equatable {
    case command, parameter, value, path, variable, member, type, history
  }

  /// What replaces the word, quoted where needed.
  public var text: String
  /// What a list shows.
  public var label: String
  /// What it is.
  public var kind: Kind
  /// Whether a path goes on below it, so that no blank follows.
  public var isContainer: Bool

  /// Makes a candidate.
  public init(_ text: String, label: String? = nil, kind: Kind, isContainer: Bool = false) {
    self.text = text
    self.label = label ?? text
    self.kind = kind
    self.isContainer = isContainer
  }
}

/// Candidates for the word before the cursor.
public struct CompletionResult: Sendable, Equatable {
  /// UTF-8 offset at which the replaced word begins.
  public var start: Int
  /// UTF-8 bytes that are replaced.
  public var length: Int
  /// The candidates in the order of the list.
  public var candidates: [CompletionCandidate]

  /// Makes a result.
  public init(start: Int, length: Int, candidates: [CompletionCandidate]) {
    self.start = start
    self.length = length
    self.candidates = candidates
  }
}
