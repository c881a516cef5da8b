import Lab
import PSCommands
import PSEngine
import PSLanguage
import Synchronization
import Testing
import ThrowawayFolder
import WSManClient
import XMLObjects

@testable import WSManModule

/// A session with the module: by default on the emulated local computer, with its state in a folder
/// of its own.
final class ModuleShell: Sendable {
  let folder: ThrowawayFolder
  let host: AnsweringHost
  let runspace: Runspace

  /// - Parameters:
  ///   - connector: reaches the computers; the emulated local one when `nil`.
  ///   - answers: what is typed at prompts; without any, nobody is there to answer.
  ///   - seed: makes the session the same on every run.
  init(
    connector: (any TransportConnector)? = nil, isElevated: Bool = true, answers: [String] = [],
    keepsDelegation: Bool = true, localService: (any LocalServiceState)? = nil, seed: UInt64? = nil
  ) throws {
    folder = try ThrowawayFolder()
    host = AnsweringHost(answers)
    let database = LabDatabase(directory: folder.path + "/state")
    let local = LabLocalComputer(
      database: database, isElevated: isElevated, hostName: "labhost")
    let module = WSManModule(
      connector: connector ?? LocalConnector(computer: local),
      delegation: keepsDelegation ? SQLiteCredentialDelegation(database: database) : nil,
      localService: localService)
    var configuration = RunspaceConfiguration(
      isElevated: isElevated, startFolder: folder.path, allowsPrograms: true,
      homeFolder: folder.path)
    configuration.seed = seed
    runspace = Runspace(
      configuration: configuration, host: host,
      modules: CoreModules.all + [XMLObjectsModule(), module])
  }

  /// What a script leaves behind.
  struct Result: Sendable, Equatable {
    /// Texts of its output.
    var output: [String] = []
    var errors: [Problem] = []
  }

  /// An error record as tests look at it.
  struct Problem: Sendable, Equatable {
    var id: String
    var category: String
    var message: String
    var target: String
  }

  /// Runs a script as the prompt would.
  func run(_ script: String) async throws -> Result {
    try await runspace.withContext { context in
      let parsed = context.session.parse(script)
      try #require(parsed.diagnostics.isEmpty, "\(parsed.diagnostics.map(\.message))")
      let errors = ArrayCollector()
      let inner = context.redirected { $0.error = errors }
      let values = try await inner.evaluate(ScriptBlock(parsed.ast), newScope: false)
      return Result(
        output: values.map { TextConversion.text(of: $0) },
        errors: errors.values.compactMap { ($0.asObject as? ErrorRecord).map(Problem.init) })
    }
  }
}

extension ModuleShell.Problem {
  init(_ record: ErrorRecord) {
    self.init(
      id: record.fullyQualifiedErrorId, category: record.category.name,
      message: record.message,
      target: "\(record.categoryText.targetName):\(record.categoryText.targetType)")
  }
}

extension ModuleShell {
  /// Texts that completion offers behind a line.
  func complete(_ line: String) async -> [String] {
    await runspace.complete(line, cursor: line.utf8.count).candidates.map(\.text)
  }
}

/// A host that answers questions from a list.
final class AnsweringHost: PSHost {
  private struct State {
    var written = ""
    var answers: [String]
  }

  private let state: Mutex<State>

  init(_ answers: [String]) { state = Mutex(State(answers: answers)) }

  var written: String { state.withLock { $0.written } }

  let name = "TestHost"
  let width = 120
  let height = 40
  let supportsColor = false
  let isInteractive = true

  func write(_ text: String, to stream: HostStream) { state.withLock { $0.written += text } }

  func readLine(prompt: String) async throws -> String? {
    write(prompt, to: .prompt)
    guard let answer = state.withLock({ $0.answers.isEmpty ? nil : $0.answers.removeFirst() })
    else { throw PromptUnavailable(question: prompt) }
    write(answer + "\n", to: .prompt)
    return answer
  }

  func readSecret(prompt: String) async throws -> String? { try await readLine(prompt: prompt) }
  func show(_ progress: ProgressRecord) {}
  func clearScreen() {}
  func start(_ program: NativeProgram) async throws -> any NativeProcess {
    throw CancellationError()
  }
}
