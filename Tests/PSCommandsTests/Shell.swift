import PSEngine
import PSLanguage
import Testing
import ThrowawayFolder

@testable import PSCommands

/// A session with the general modules on a folder of its own.
final class Shell: Sendable {
  let folder: ThrowawayFolder
  let host: RecordingHost
  let runspace: Runspace

  init(
    answers: [String] = [], allowsPrograms: Bool = true, modules: [any PSModule] = [],
    persona: RunspaceConfiguration.Persona = .desktop
  ) throws {
    folder = try ThrowawayFolder()
    host = RecordingHost(answers: answers)
    let configuration = RunspaceConfiguration(
      persona: persona, startFolder: folder.path, allowsPrograms: allowsPrograms,
      environment: ["SAMPLE": "value"],
      homeFolder: folder.path)
    runspace = Runspace(
      configuration: configuration, host: host, modules: CoreModules.all + modules)
  }

  /// What a command line leaves behind: texts of its output, ids of its errors.
  struct Result: Sendable, Equatable {
    var output: [String] = []
    var errors: [String] = []
  }

  /// Runs a pipeline: words separated by blanks, `'…'` for words with blanks, `|` between commands.
  func run(_ line: String) async throws -> Result {
    try await runspace.withContext { context in
      let collector = ArrayCollector()
      let errors = ArrayCollector()
      let inner = context.redirected { $0.error = errors }
      var result = Result()
      do {
        var processors: [CommandProcessor] = []
        for words in Self.commands(line) {
          let name = try #require(words.first)
          processors.append(
            try inner.processor(
              for: name.text, arguments: words.dropFirst().map(Self.argument), extent: nil))
        }
        try await PipelineProcessor(processors, output: collector).run()
      } catch let error as PSRuntimeError {
        result.errors.append("!" + error.record.fullyQualifiedErrorId)
      }
      result.output = collector.values.map { TextConversion.text(of: $0) }
      result.errors =
        errors.values.compactMap { ($0.asObject as? ErrorRecord)?.fullyQualifiedErrorId }
        + result.errors
      return result
    }
  }

  /// Texts of what a script gives, as a person would type it.
  func text(_ script: String) async throws -> [String] {
    try await runspace.withContext { context in
      let parsed = context.session.parse(script)
      try #require(parsed.diagnostics.isEmpty, "\(parsed.diagnostics.map(\.message))")
      let values = try await context.evaluate(ScriptBlock(parsed.ast), newScope: false)
      return values.map { TextConversion.text(of: $0) }
    }
  }

  private struct Word {
    var text: String
    var isQuoted: Bool
  }

  private static func commands(_ line: String) -> [[Word]] {
    var commands: [[Word]] = [[]]
    var word: Word?
    var isInside = false
    for character in line {
      if isInside ? character == "'" : character == "'" {
        isInside.toggle()
        if word == nil { word = Word(text: "", isQuoted: true) }
      } else if isInside {
        word?.text.append(character)
      } else if character == " " || character == "|" {
        if let done = word { commands[commands.count - 1].append(done) }
        word = nil
        if character == "|" { commands.append([]) }
      } else {
        word = Word(text: (word?.text ?? "") + String(character), isQuoted: word?.isQuoted ?? false)
      }
    }
    if let word { commands[commands.count - 1].append(word) }
    return commands
  }

  private static func argument(_ word: Word) -> CommandArgument {
    if !word.isQuoted, word.text.count > 1, word.text.hasPrefix("-"),
      Int32(word.text) == nil
    {
      return .parameter(name: String(word.text.dropFirst()), value: nil, extent: nil)
    }
    if !word.isQuoted, word.text.contains(",") {
      return .value(
        .list(word.text.split(separator: ",").map { value(String($0)) }), nil)
    }
    return .value(word.isQuoted ? .string(word.text) : value(word.text), nil)
  }

  private static func value(_ text: String) -> PSValue {
    switch text {
    case "$null": return .null
    case "$true": return .bool(true)
    case "$false": return .bool(false)
    default: return Int32(text).map { .int($0) } ?? .string(text)
    }
  }
}
