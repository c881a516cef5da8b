import PSEngine
import PSLanguage

/// `Select-String`: lines that fit a pattern.
final class SelectString: ItemCommand {
  private static let fileSet = "File"
  private static let objectSet = "Object"

  static let inputObject = Parameter<PSValue>(
    "InputObject", sets: [objectSet], mandatory: true, pipeline: .byValue,
    validations: [.allowNull, .allowEmptyString], help: "Texts or files.")
  static let pattern = Parameter<[String]>(
    "Pattern", position: 0, mandatory: true, help: "Regular expressions.")
  static let path = Parameter<[String]>(
    "Path", sets: [fileSet], position: 1, mandatory: true, pipeline: .byPropertyName,
    completion: .path, help: "Files to search; wildcards are allowed.")
  static let literalPath = Parameter<[String]>(
    "LiteralPath", aliases: ["PSPath"], sets: ["LiteralFile"], mandatory: true,
    pipeline: .byPropertyName, completion: .path, help: "Files; taken as they are written.")
  static let simpleMatch = Parameter<SwitchParameter>(
    "SimpleMatch", help: "The pattern is plain text.")
  static let caseSensitive = Parameter<SwitchParameter>("CaseSensitive", help: "Regards case.")
  static let quiet = Parameter<SwitchParameter>("Quiet", help: "Tells only whether there is any.")
  static let list = Parameter<SwitchParameter>("List", help: "The first line of each file only.")
  static let notMatch = Parameter<SwitchParameter>("NotMatch", help: "Lines that do not fit.")

  static let around = Parameter<[Int32]>(
    "Context", validations: [.count(1, 2), .range(0, Int64(Int32.max))],
    help: "How many lines before and after each find are shown with it.")

  override class var operation: ProviderOperation { .getItem }
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Select-String",
      parameters: [
        inputObject.definition.ofPSObject, pattern.definition, path.definition,
        literalPath.definition,
        simpleMatch.definition, caseSensitive.definition, quiet.definition, list.definition,
        notMatch.definition, around.definition, ItemParameters.include.definition,
        ItemParameters.exclude.definition,
      ], defaultSet: fileSet, synopsis: "Finds text in strings and files.",
      outputTypes: ["Microsoft.PowerShell.Commands.MatchInfo", "System.Boolean"])
  }

  private var inputLine: Int = 0
  private var inputWindow = MatchWindow(before: 0, after: 0)
  private var hasFound = false

  override func boundPaths(_ context: CommandContext) -> (paths: [String], isLiteral: Bool) {
    if let literal = context[Self.literalPath] { return (literal, true) }
    return (context[Self.path] ?? [], false)
  }

  /// A window as wide as `-Context` says: one number is for both sides.
  private func window(_ context: CommandContext) -> MatchWindow {
    let sizes = (context[Self.around] ?? [0]).map { Int($0) }
    return MatchWindow(before: sizes.first ?? 0, after: sizes.last ?? 0)
  }

  override func beginProcessing(_ context: CommandContext) async throws {
    inputWindow = window(context)
  }

  override func processRecord(_ context: CommandContext) async throws {
    if hasFound && context[Self.quiet] { return }
    if context.parameterSet == Self.objectSet {
      return try await searchInput(context[Self.inputObject] ?? .null, context)
    }
    try await forEachTarget(context) { target, provider in
      guard try await !target.implementation.isItemContainer(target.path, provider) else { return }
      try await search(target, provider, context)
    }
  }

  override func endProcessing(_ context: CommandContext) async throws {
    for match in inputWindow.finish() { try await found(match, context) }
    if context[Self.quiet] { try await context.write(.bool(hasFound)) }
  }

  private func searchInput(_ item: PSValue, _ context: CommandContext) async throws {
    if case .object(let file as FileItem) = item {
      guard !file.isFolder else { return }
      let provider = access(context)
      guard let target = try await provider.resolve(file.realPath, true).first else { return }
      return try await search(target, provider.entering(target), context)
    }
    inputLine += 1
    let text = TextConversion.text(of: item)
    let match = try await matching(text, context).map {
      MatchInfo(line: text, number: inputLine, file: nil, pattern: $0)
    }
    guard context.isBound(Self.around) else {
      if let match { try await found(match, context) }
      return
    }
    for match in inputWindow.take(text, inputLine, match) { try await found(match, context) }
  }

  private func search(
    _ target: ItemTarget, _ provider: ProviderContext, _ context: CommandContext
  ) async throws {
    try context.checkContent(of: target)
    let file = (target.shown, provider.relativePath(of: target))
    var window = window(context)
    var number = 0
    var isDone = false
    try await eachLine(of: target, provider) { line in
      number += 1
      let text = TextConversion.text(of: line)
      let match =
        isDone
        ? nil
        : try await matching(text, context).map {
          MatchInfo(line: text, number: number, file: file, pattern: $0)
        }
      if context[Self.list] || context[Self.quiet], match != nil { isDone = true }
      guard context.isBound(Self.around) else {
        if let match { try await found(match, context) }
        return !isDone
      }
      for match in window.take(text, number, match) { try await found(match, context) }
      return true
    }
    for match in window.finish() { try await found(match, context) }
  }

  /// Reads lines as long as they are wanted.
  private func eachLine(
    of target: ItemTarget, _ provider: ProviderContext,
    _ body: (PSValue) async throws -> Bool
  ) async throws {
    let implementation = target.implementation
    var check = CancellationCheck()
    if let reader = try await implementation.contentReader(target.path, provider) {
      while let lines = try reader.next(), !lines.isEmpty {
        for line in lines {
          try check.pass()
          guard try await body(line) else { return }
        }
      }
      return
    }
    for line in try await implementation.getContent(target.path, provider).enumerated {
      try check.pass()
      guard try await body(line) else { return }
    }
  }

  private func found(_ match: MatchInfo, _ context: CommandContext) async throws {
    hasFound = true
    if !context[Self.quiet] { try await context.write(.object(match)) }
  }

  /// The pattern that decides about a line, `nil` when the line is not wanted.
  private func matching(_ text: String, _ context: CommandContext) async throws -> String? {
    let patterns = context[Self.pattern] ?? []
    let isSensitive = context[Self.caseSensitive]
    for pattern in patterns {
      let isMatch: Bool
      if context[Self.simpleMatch] {
        isMatch =
          isSensitive
          ? text.contains(plain: pattern)
          : text.lowercased().contains(plain: pattern.lowercased())
      } else {
        let rule: CaseRule = isSensitive ? .sensitive : .insensitive
        isMatch = Truth.isTrue(
          try await Operators.binary(
            .match(rule), .string(text), .string(pattern), in: context.execution))
      }
      if isMatch { return context[Self.notMatch] ? nil : pattern }
    }
    return context[Self.notMatch] ? patterns.first : nil
  }
}

extension String {
  /// Whether a text occurs, character by character of its bytes.
  fileprivate func contains(plain text: String) -> Bool {
    let (bytes, wanted) = (Array(utf8), Array(text.utf8))
    guard !wanted.isEmpty else { return true }
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { start in
      bytes[start..<start + wanted.count].elementsEqual(wanted)
    }
  }
}
