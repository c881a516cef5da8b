public import PSEngine

/// A recorded session: sections with a fresh state each, made of interactions.
public struct Transcript: Sendable {
  /// Name for reports: the path as given.
  public let name: String
  /// How it was written down.
  public let form: TranscriptForm
  /// The sections in order.
  public let sections: [Section]

  /// A transcript from its parts.
  public init(name: String, form: TranscriptForm = .session, sections: [Section]) {
    self.name = name
    self.form = form
    self.sections = sections
  }

  /// A stretch of a transcript that starts in a fresh state.
  public struct Section: Sendable {
    /// Heading, empty before the first one.
    public var title: String
    /// Line of the heading; 1 before the first one.
    public var line = 1
    /// What the section asks for.
    public var directives: Directives
    /// Commands and what they print.
    public var interactions: [Interaction]
  }

  /// One command with what it prints.
  public struct Interaction: Sendable {
    /// Line of the prompt, or of the command where there is none; from 1.
    public var line: Int
    /// The prompt; `nil` in a block of commands alone.
    public var prompt: PromptLine?
    /// Whether the prompt, or the prompt and its command, go over two lines.
    public var isPromptWrapped = false
    /// The command, its continuation lines joined by line feeds.
    public var command: String
    /// The lines that follow, up to the next prompt.
    public var expected: [Substring]
    /// The lines of the file that ``expected`` stands in; empty behind the command when there are none.
    public var expectedLines: Range<Int>
    /// What stands in front of each line of the fenced block that it stands in: blanks, or the marks
    /// of a quote.
    public var indentation = ""
    /// Whether ``expected`` stands in a block of its own, in which nothing but output is looked for.
    public var hasOutputBlock = false
    /// Whether it is the last of its section or fenced block: empty lines behind it are not known.
    public var endsBlock = false
    /// How its output is compared.
    public var comparison = Comparison.here
    /// Expected `exit` code or `$LASTEXITCODE` (`//exit N`).
    public var exitCode: Int32?
    /// Expected full error id (`//error ID`), compared up to its own length.
    public var errorId: String?
    /// Answers to the prompts of this command (`//answers` in front of it).
    public var answers: [String] = []
    /// What its masked secrets are (`//secret` in front of it); those of the section when empty.
    public var secrets: [String] = []
    /// Why it is not run (`//skip` in front of a block).
    public var skipReason: String?
  }

  /// How the output of an interaction is compared.
  public enum Comparison: Sendable {
    /// With what is expected of it.
    case here
    /// Together with that of the next one: a page shows the output of a block as a whole.
    case withNext
    /// Not at all: a page shows commands without their output. An error is a difference.
    case errorsOnly
  }

  /// What a section asks for, in lines that begin with `//` or in a Markdown comment.
  public struct Directives: Sendable, Equatable {
    /// Labs to load (`//lab`): names of built-in ones and paths of files.
    public var labs: [String] = []
    /// Commands to run first (`//setup`).
    public var setup: [String] = []
    /// Answers to prompts that the expected output does not show (`//answers Y N`).
    public var answers: [String] = []
    /// What masked secrets of its commands are (`//secret TEXT`).
    public var secrets: [String] = []
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
    /// Patterns of its own by name (`//pattern NAME REGEX`).
    public var patterns: [String: String] = [:]

    /// Nothing special.
    public init() {}
  }

  /// A transcript that cannot be understood.
  public struct Failure: Error, Sendable, Equatable {
    /// Line, from 1.
    public let line: Int
    /// What is wrong and what is accepted.
    public let message: String
  }
}
