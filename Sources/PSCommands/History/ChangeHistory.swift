import PSEngine

/// `Add-History`: puts commands into the history without running them.
final class AddHistory: Cmdlet {
  static let inputObject = Parameter<[PSValue]>(
    "InputObject", position: 0, pipeline: .byValue, help: "Entries or texts.")
  static let passThru = Parameter<SwitchParameter>("Passthru", help: "Gives the new entries.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Add-History", parameters: [inputObject.definition.ofPSObject, passThru.definition],
      synopsis: "Adds entries to the history.",
      outputTypes: ["Microsoft.PowerShell.Commands.HistoryInfo"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    for item in context[Self.inputObject] ?? [] {
      let line = try await context.property("CommandLine", of: item) ?? item
      guard case .string(let text) = line.unwrapped, !text.isEmpty else {
        try await context.writeError(
          PSRuntimeError(
            "An entry of the history needs a property CommandLine with the text of a command.",
            id: "AddHistoryInvalidInput", category: .invalidData,
            exception: "System.ArgumentException", target: item
          ).record)
        continue
      }
      let entry = context.session.history.add(text, at: context.session.configuration.now())
      entry.isCompleted = true
      if context[Self.passThru] { try await context.write(.object(entry)) }
    }
  }
}

/// `Clear-History`: removes entries of the session's history.
final class ClearHistory: Cmdlet {
  private static let idSet = "IDParameter"
  private static let lineSet = "CommandLineParameter"

  static let id = Parameter<[Int32]>(
    "Id", sets: [idSet], position: 0, help: "Numbers of commands.")
  static let line = Parameter<[String]>(
    "CommandLine", sets: [lineSet], help: "Texts; wildcards are allowed.")
  static let count = Parameter<Int32>(
    "Count", position: 1, validations: [.range(1, Int64(Int32.max))], help: "How many at most.")
  static let newest = Parameter<SwitchParameter>("Newest", help: "Begins with the newest.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Clear-History",
      parameters: [id.definition, line.definition, count.definition, newest.definition],
      defaultSet: idSet, supportsShouldProcess: true, synopsis: "Removes entries of the history.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    let history = context.session.history
    var chosen = history.entries
    if let ids = context[Self.id] {
      for id in ids where history.entry(Int64(id)) == nil {
        try await context.writeError(HistoryErrors.missing(Int64(id)))
      }
      chosen = chosen.filter { entry in ids.contains { Int64($0) == entry.id } }
    }
    if let lines = context[Self.line] {
      let patterns = lines.map { WildcardPattern($0) }
      chosen = chosen.filter { entry in patterns.contains { $0.matches(entry.commandLine) } }
    }
    if let count = context[Self.count].map(Int.init) {
      chosen = Array(context[Self.newest] ? chosen.suffix(count) : chosen.prefix(count))
    }
    guard !chosen.isEmpty,
      try await context.shouldProcess("\(chosen.count) entries", action: "Clear-History")
    else { return }
    let ids = Set(chosen.map(\.id))
    history.remove { ids.contains($0.id) }
  }
}
