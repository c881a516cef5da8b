import PSEngine

/// `Get-Help`: help on commands and topics.
final class GetHelp: Cmdlet {
  static let name = Parameter<String>(
    "Name", position: 0, pipeline: .byPropertyName, completion: .source("HelpTopic"),
    help: "A command or topic; wildcards are allowed.")
  static let subject = Parameter<String>(
    "Subject", position: 1, completion: .source("HelpSubject"),
    help: "What of its kind: Get-Help setting TrustedHosts; wildcards are allowed.",
    isAddition: true)
  static let path = Parameter<String>(
    "Path", completion: .path, help: "A path whose provider may have its own help.")
  static let category = Parameter<[String]>(
    "Category", completion: .source("HelpCategory"),
    help: "Kinds of help: Cmdlet, Function, Alias, HelpFile, Provider.")
  static let full = Parameter<SwitchParameter>(
    "Full", sets: ["AllUsersView"], help: "Everything that is known.")
  static let detailed = Parameter<SwitchParameter>(
    "Detailed", sets: ["DetailedView"], mandatory: true, help: "Parameters and examples too.")
  static let examples = Parameter<SwitchParameter>(
    "Examples", sets: ["Examples"], mandatory: true, help: "Examples only.")
  static let parameter = Parameter<String>(
    "Parameter", sets: ["Parameters"], mandatory: true,
    help: "Only these parameters; wildcards are allowed.")
  static let online = Parameter<SwitchParameter>(
    "Online", sets: ["Online"], mandatory: true, help: "Fails, since there are no pages on the web."
  )

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-Help",
      parameters: [
        name.definition, subject.definition, path.definition, category.definition, full.definition,
        detailed.definition, examples.definition, parameter.definition, online.definition,
      ], defaultSet: "AllUsersView", synopsis: "Shows help on commands and topics.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    let search = HelpSearch(context)
    let given = context[Self.name] ?? ""
    let isAnything = context[Self.category] != nil
    let name = given.isEmpty ? (isAnything ? "*" : search.startName) : given
    if context[Self.online] { throw context.terminate(HelpErrors.noPageOnTheWeb(name)) }
    let pages = try await pages(name, search, context)
    let kinds = context[Self.category].map { $0.map { WildcardPattern($0) } }
    let wanted = pages.filter { page in kinds?.contains { $0.matches(page.category) } ?? true }
    guard let first = wanted.first else {
      let all = [name, context[Self.subject]].compactMap { $0 }.joined(separator: " ")
      throw context.terminate(HelpErrors.missing(all, search))
    }
    if let parameter = context[Self.parameter] {
      return try await write(parameter, of: first, context)
    }
    if wanted.count == 1 { return try await context.write(.object(first)) }
    for page in wanted { try await context.write(.object(HelpSummary(page))) }
  }

  private func pages(
    _ name: String, _ search: HelpSearch, _ context: CommandContext
  ) async throws -> [HelpPage] {
    if let subject = context[Self.subject] {
      return search.pages(on: name, named: subject) ?? []
    }
    return try await search.pages(for: name, at: context[Self.path], detail: detail(context))
  }

  private func detail(_ context: CommandContext) -> HelpPage.Detail {
    if context[Self.full] { return .full }
    if context[Self.detailed] { return .detailed }
    return context[Self.examples] ? .examples : .standard
  }

  private func write(_ name: String, of page: HelpPage, _ context: CommandContext) async throws {
    let pattern = WildcardPattern(name)
    let found = page.parameters.filter { pattern.matches($0.definition.name) }
    if found.isEmpty {
      try await context.writeError(HelpErrors.noParameter(name, of: page))
    }
    for parameter in found { try await context.write(.object(parameter)) }
  }
}

/// A line of a list of help topics.
final class HelpSummary: PSObject {
  private let page: HelpPage

  init(_ page: HelpPage) { self.page = page }

  override var baseTypeNames: [String] { ["HelpInfoShort", "System.Object"] }
  override var declaredProperties: [PSPropertyInfo] {
    ["Name", "Category", "ModuleName", "Synopsis"].map { PSPropertyInfo($0) }
  }
  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "name": return .string(page.name)
    case "category": return .string(page.category)
    case "modulename": return .string(page.module)
    case "synopsis": return .string(page.synopsis)
    default: return nil
    }
  }
}
