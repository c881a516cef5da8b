import PSEngine

/// The result of `Get-Help`: what is known of one command or topic.
///
/// Text written for a command and what its parameters tell by themselves come together here, so that
/// every command has help, with or without a page of its own.
final class HelpPage: PSObject {
  /// How much is shown.
  enum Detail: String, Sendable {
    case standard = ""
    case detailed = "DetailedView"
    case full = "FullView"
    case examples = "ExamplesView"
  }

  /// What was written for the command or topic, if anything.
  let topic: HelpTopic?
  /// The command; `nil` for an `about_` topic.
  let command: CommandInfo?
  /// How much is shown.
  let detail: Detail
  /// Parameters and sets of the command, with those that a provider adds.
  private let signature: CommandSignature?
  /// The fixed words.
  let titles: HelpTitles

  /// - Parameter signature: what a provider makes of the command; its own one when `nil`.
  init(
    topic: HelpTopic?, command: CommandInfo?, detail: Detail, titles: HelpTitles,
    signature: CommandSignature? = nil
  ) {
    self.titles = titles
    self.topic = topic
    self.command = command
    self.detail = detail
    self.signature = signature ?? command?.signature
  }

  var name: String { command?.name ?? topic?.name ?? "" }
  var category: String { command?.kind.rawValue ?? topic?.category ?? "" }
  var module: String {
    if let module = topic?.module, !module.isEmpty { return module }
    return command?.moduleName ?? ""
  }

  var synopsis: String {
    if let topic, !topic.synopsis.isEmpty { return topic.synopsis }
    return command.map(Self.synopsis) ?? ""
  }

  /// The sentence that a command itself carries.
  private static func synopsis(_ command: CommandInfo) -> String {
    if case .cmdlet(let type) = command.implementation { return type.metadata.synopsis }
    return ""
  }

  /// Paragraphs of the description.
  var paragraphs: [String] {
    let text = topic?.text ?? ""
    return text.isEmpty ? [] : HelpText.paragraphs(text)
  }

  var syntaxLines: [String] {
    guard let command, let signature else { return [] }
    if let own = topic?.syntax, !own.isEmpty { return own }
    return CommandSyntax.lines(of: signature, name: command.name, showingValues: true)
  }

  var parameters: [HelpParameter] {
    (signature?.parameters ?? []).map { definition in
      let text = topic?.parameters.first { $0.key.equalsIgnoringCase(definition.name) }?.value
      return HelpParameter(definition, text: text ?? definition.help, titles: titles)
    }
  }

  override var baseTypeNames: [String] {
    guard command != nil else { return ["HelpInfo", "System.Object"] }
    let view = detail == .standard ? "" : "#" + detail.rawValue
    return [
      "MamlCommandHelpInfo\(view)", "HelpInfo", "System.Management.Automation.PSCustomObject",
      "System.Object",
    ]
  }

  override var declaredProperties: [PSPropertyInfo] {
    ([
      "Name", "Category", "Synopsis", "Component", "Role", "Functionality", "ModuleName",
    ] + (topic?.sections ?? []).map(\.name)).map { PSPropertyInfo($0) }
      + ["Syntax", "Parameters", "Details", "Description", "Examples", "RelatedLinks"].map {
        PSPropertyInfo($0, "System.Object")
      }
  }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "name": return .string(self.name)
    case "category": return .string(category)
    case "synopsis": return .string(synopsis)
    case "component", "role", "functionality": return .null
    case "modulename": return .string(module)
    case "syntax": return .string(syntaxLines.joined(separator: "\n"))
    case "description": return .string(paragraphs.joined(separator: "\n\n"))
    case "details":
      return .object(
        PSCustomObject([("name", .string(self.name)), ("description", .string(synopsis))]))
    case "parameters":
      return .object(PSCustomObject([("parameter", .list(parameters.map { .object($0) }))]))
    case "examples":
      let examples = (topic?.examples ?? []).map { example in
        PSValue.object(
          PSCustomObject([
            ("title", .string(example.title)), ("code", .string(Self.commands(example.code))),
            ("remarks", .string(example.remarks)),
          ]))
      }
      return .object(PSCustomObject([("example", .list(examples))]))
    case "relatedlinks": return .strings(topic?.links ?? [])
    default:
      return topic?.sections.first { $0.name.equalsIgnoringCase(name) }.map {
        .string($0.text)
      }
    }
  }

  /// Whether a line of an example begins with a prompt.
  static func isPrompt(_ line: String) -> Bool {
    guard let end = line.firstIndex(of: ">") else { return false }
    return line.hasPrefix("PS ") && !line[..<end].dropFirst(3).contains(" ")
  }

  /// The commands of an example without prompts and output.
  static func commands(_ code: String) -> String {
    let lines = TextLines.split(code)
    guard lines.contains(where: isPrompt) else { return code }
    return lines.compactMap { line in
      if line.hasPrefix(">> ") { return String(line.dropFirst(3)) }
      guard isPrompt(line), let end = line.firstIndex(of: ">") else { return nil }
      return String(line[end...].dropFirst(2))
    }.joined(separator: "\n")
  }

  override var text: String { "@{Name=\(name); Category=\(category); Synopsis=\(synopsis)}" }
}

/// A parameter in help.
final class HelpParameter: PSObject {
  let definition: ParameterDefinition
  /// What the parameter is for.
  let summary: String
  /// The fixed words.
  let titles: HelpTitles

  init(_ definition: ParameterDefinition, text: String, titles: HelpTitles) {
    self.definition = definition
    summary = text
    self.titles = titles
  }

  private var memberships: [ParameterSetMembership] { definition.memberships }

  var isRequired: Bool { !memberships.isEmpty && memberships.allSatisfy(\.isMandatory) }
  var position: String {
    memberships.compactMap(\.position).min().map(String.init) ?? "named"
  }
  var pipelineInput: String {
    let input = memberships.reduce(into: PipelineInput()) { $0.formUnion($1.pipeline) }
    var ways: [String] = []
    if input.contains(.byValue) { ways.append("ByValue") }
    if input.contains(.byPropertyName) { ways.append("ByPropertyName") }
    return ways.isEmpty ? "false" : "true (\(ways.joined(separator: ", ")))"
  }
  var acceptsWildcards: Bool { definition.help.contains("wildcards are allowed") }

  override var baseTypeNames: [String] {
    [
      "MamlCommandHelpInfo#parameter", "System.Management.Automation.PSCustomObject",
      "System.Object",
    ]
  }
  override var declaredProperties: [PSPropertyInfo] {
    ["name", "description", "required", "position", "pipelineInput", "type", "aliases"].map {
      PSPropertyInfo($0)
    }
  }
  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "name": return .string(definition.name)
    case "description": return .string(summary)
    case "required": return .string(isRequired ? "true" : "false")
    case "position": return .string(position)
    case "pipelineinput": return .string(pipelineInput)
    case "type": return .string(definition.type.fullName)
    case "aliases":
      return .string(
        definition.aliases.isEmpty ? "none" : definition.aliases.joined(separator: ", "))
    default: return nil
    }
  }
}
