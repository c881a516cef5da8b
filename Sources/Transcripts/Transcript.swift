public import PSEngine

/// A recorded session: sections with a fresh state each, made of interactions.
public struct Transcript: Sendable {
  /// Name for reports: the path as given.
  public let name: String
  /// The sections in order.
  public let sections: [Section]

  /// A stretch of a transcript that starts in a fresh state.
  public struct Section: Sendable {
    /// Heading, empty before the first one.
    public var title: String
    /// What the section asks for.
    public var directives: Directives
    /// Commands and what they print.
    public var interactions: [Interaction]
  }

  /// One command with what it prints.
  public struct Interaction: Sendable {
    /// Line of the prompt, from 1.
    public var line: Int
    /// The prompt.
    public var prompt: PromptLine
    /// The command, its continuation lines joined by line feeds.
    public var command: String
    /// The lines that follow, up to the next prompt; slices of the transcript's text.
    public var expected: [Substring]
    /// Whether it is the last of its section or fenced block: empty lines behind it are not known.
    public var endsBlock = false
    /// Expected `exit` code or `$LASTEXITCODE` (`//exit N`).
    public var exitCode: Int32?
    /// Expected full error id (`//error ID`), compared up to its own length.
    public var errorId: String?
  }

  /// What a section asks for, in lines that begin with `//` or in a Markdown comment.
  public struct Directives: Sendable, Equatable {
    /// Labs to load (`//lab`): names of built-in ones and paths of files.
    public var labs: [String] = []
    /// Commands to run first (`//setup`).
    public var setup: [String] = []
    /// Answers to prompts that the expected output does not show (`//answers Y N`).
    public var answers: [String] = []
    /// Columns (`//width`).
    public var width = 120
    /// Whether blanks and empty lines count (`//exact`).
    public var isExact = false
    /// Why the section is skipped (`//skip`).
    public var skipReason: String?
    /// Transports the section is limited to (`//transport`).
    public var transports: [String] = []
    /// Why the section is about the local computer alone (`//local`).
    public var localReason: String?
  }

  /// A transcript that cannot be understood.
  public struct Failure: Error, Sendable, Equatable {
    /// Line, from 1.
    public let line: Int
    /// What is wrong and what is accepted.
    public let message: String
  }
}
