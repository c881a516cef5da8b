extension TranscriptRunner {
  /// What came of a transcript.
  public struct Report: Sendable {
    /// Differences that are kept; of those beyond it only the number is.
    static let mostDifferences = 1000

    /// The transcript's name.
    public var name: String
    /// Interactions that were run.
    public var interactions = 0
    /// The sections in order.
    public var sections: [Section] = []
    /// Sections and blocks that were skipped, with the reason.
    public var skipped: [String] = []
    /// Interactions that differ, in order, as far as they are kept.
    public var differences: [Difference] = []
    /// How many differ.
    public var differenceCount = 0
    /// What could not be run, or not to its end.
    public var failures: [Failure] = []

    /// An empty report.
    public init(name: String, failures: [Failure] = []) {
      self.name = name
      self.failures = failures
    }

    /// Whether everything matched.
    public var isMatch: Bool { differenceCount == 0 && failures.isEmpty }

    mutating func add(_ difference: Difference) {
      var difference = difference
      difference.section = max(0, sections.count - 1)
      differenceCount += 1
      if let last = sections.indices.last { sections[last].differences += 1 }
      if differences.count < Self.mostDifferences { differences.append(difference) }
    }

    mutating func add(_ failure: Failure) {
      var failure = failure
      failure.section = max(0, sections.count - 1)
      failures.append(failure)
      if let last = sections.indices.last { sections[last].failures += 1 }
    }
  }

  /// What came of a section.
  public struct Section: Sendable {
    /// Its heading; empty before the first one.
    public var title: String
    /// Line of the heading, 1 before the first one.
    public var line: Int
    /// Interactions that were run.
    public var interactions = 0
    /// How many differ.
    public var differences = 0
    /// How many could not be run.
    public var failures = 0
    /// Why it was left out.
    public var skipReason: String?
    /// How long it took.
    public var duration = Duration.zero

    /// A section that has not run yet.
    public init(title: String, line: Int) {
      self.title = title
      self.line = line
    }
  }

  /// Something that could not be run.
  public struct Failure: Sendable, Equatable {
    /// Line of the prompt; `nil` when it is a section as a whole.
    public var line: Int?
    /// What happened.
    public var text: String
    /// Index of its section.
    public var section = 0

    /// Makes a failure.
    public init(line: Int? = nil, text: String) {
      self.line = line
      self.text = text
    }
  }

  /// One interaction that differs.
  public struct Difference: Sendable {
    /// Line of the prompt.
    public var line: Int
    /// Prompt and command as typed.
    public var input: String
    /// Readable lines, see ``LineDifference``.
    public var text: [String]
    /// Index of its section.
    public var section = 0
  }

  /// An interaction that differs, with all that is needed to write it anew.
  public struct Observation: Sendable {
    /// What the transcript says.
    public let interaction: Transcript.Interaction
    /// How it was compared.
    public let matcher: OutputMatcher
    /// What was printed.
    public let output: [Substring]
    /// Whether that is not what is expected.
    public let outputDiffers: Bool
    /// The prompt that was shown, when it is not the one that is expected.
    public let prompt: String?
    /// Whether something differs that the output does not show, such as an exit code.
    public let differsOtherwise: Bool
    /// The difference.
    public let difference: Difference

    /// Whether a transcript can be written so that it matches, at least in what it shows.
    public var canBeRewritten: Bool { outputDiffers || prompt != nil }
  }
}
