/// Help of a command or an `about_` topic (`language.md` 11.8).
public struct HelpTopic: Sendable {
  /// An example of a command's help.
  public struct Example: Sendable {
    /// Title, such as `Connect to a computer`.
    public var title: String
    /// The commands, one a line; or a session with prompts and what it prints.
    public var code: String
    /// What they show.
    public var remarks: String

    /// Makes an example.
    public init(title: String, code: String, remarks: String = "") {
      self.title = title
      self.code = code
      self.remarks = remarks
    }
  }

  /// A part of a page under a title of its own.
  public struct Section: Sendable, Equatable {
    /// Title.
    public var title: String
    /// Name of the property that scripts read it by, the same in all languages.
    public var name: String
    /// Paragraphs, separated by blank lines.
    public var text: String

    /// Makes a section.
    /// - Parameter name: the title when `nil`.
    public init(title: String, name: String? = nil, text: String) {
      self.title = title
      self.name = name ?? title
      self.text = text
    }
  }

  /// Name of the command or topic.
  public var name: String
  /// `Cmdlet`, `Function`, `HelpFile`, `Provider`, as `Get-Help` lists it.
  public var category: String
  /// Module that it belongs to.
  public var module: String
  /// One sentence.
  public var synopsis: String
  /// How the command is written, one form a line; none where its parameters tell it.
  public var syntax: [String]
  /// Paragraphs, separated by blank lines.
  public var text: String
  /// Further parts, in front of the examples.
  public var sections: [Section]
  /// Text for each parameter, by name.
  public var parameters: [String: String]
  /// Examples in order.
  public var examples: [Example]
  /// Notes.
  public var notes: String
  /// Names of related topics and addresses.
  public var links: [String]
  /// Last element of a provider path for which this is shown instead of the general page
  /// (`provider.md` 10.10).
  public var pathId: String?

  /// Makes a topic.
  public init(
    name: String, category: String = "Cmdlet", module: String = "", synopsis: String,
    syntax: [String] = [], text: String = "", sections: [Section] = [],
    parameters: [String: String] = [:],
    examples: [Example] = [],
    notes: String = "", links: [String] = [], pathId: String? = nil
  ) {
    self.name = name
    self.category = category
    self.module = module
    self.synopsis = synopsis
    self.syntax = syntax
    self.text = text
    self.sections = sections
    self.parameters = parameters
    self.examples = examples
    self.notes = notes
    self.links = links
    self.pathId = pathId
  }
}
