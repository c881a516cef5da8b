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

  override class var operation: ProviderOperation { .getItem }
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Select-String",
      parameters: [
        inputObject.definition.ofPSObject, pattern.definition, path.definition,
        literalPath.definition,
        simpleMatch.definition, caseSensitive.definition, quiet.definition, list.definition,
        notMatch.definition, ItemParameters.include.definition,
        ItemParameters.exclude.definition,
      ], defaultSet: fileSet, synopsis: "Finds text in strings and files.",
      outputTypes: ["Microsoft.PowerShell.Commands.MatchInfo", "System.Boolean"])
  }

  private var inputLine: Int = 0
  private var hasFound = false

  override func boundPaths(_ context: CommandContext) -> (paths: [String], isLiteral: Bool) {
    if let literal = context[Self.literalPath] { return (literal, true) }
    return (context[Self.path] ?? [], false)
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
    guard context[Self.quiet] else { return }
    try await context.write(.bool(hasFound))
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
    if let pattern = try await matching(text, context) {
      try await found(
        MatchInfo(line: text, number: inputLine, file: nil, pattern: pattern), context)
    }
  }

  private func search(
    _ target: ItemTarget, _ provider: ProviderContext, _ context: CommandContext
  ) async throws {
    try context.checkContent(of: target)
    let lines = try await target.implementation.getContent(target.path, provider).enumerated
    for (offset, line) in lines.enumerated() {
      let text = TextConversion.text(of: line)
      guard let pattern = try await matching(text, context) else { continue }
      try await found(
        MatchInfo(
          line: text, number: offset + 1,
          file: (target.shown, provider.relativePath(of: target)), pattern: pattern), context)
      if context[Self.list] || context[Self.quiet] { return }
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

/// `Microsoft.PowerShell.Commands.MatchInfo`: a line that was found.
final class MatchInfo: PSObject {
  private let line: String
  private let number: Int
  private let file: (path: String, relative: String)?
  private let pattern: String

  init(line: String, number: Int, file: (path: String, relative: String)?, pattern: String) {
    self.line = line
    self.number = number
    self.file = file
    self.pattern = pattern
  }

  override var baseTypeNames: [String] {
    ["Microsoft.PowerShell.Commands.MatchInfo", "System.Object"]
  }
  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("LineNumber", "System.Int32"), PSPropertyInfo("Line"),
      PSPropertyInfo("Filename"), PSPropertyInfo("Path"), PSPropertyInfo("Pattern"),
    ]
  }
  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "linenumber": return .int(number)
    case "line": return .string(line)
    case "filename": return .string(file.map { FilePaths.name($0.path) } ?? "InputStream")
    case "path": return .string(file?.path ?? "InputStream")
    case "pattern": return .string(pattern)
    default: return nil
    }
  }
  override var text: String {
    guard let file else { return line }
    let shown = file.relative.hasPrefix(".\\") ? String(file.relative.dropFirst(2)) : file.path
    return "\(shown):\(number):\(line)"
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
