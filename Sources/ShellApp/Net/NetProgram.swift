import Lab
import PSEngine

/// The `net` tool for the accounts and services of one emulated computer (`language.md` 7.3).
///
/// Its texts and exit codes are those of Windows in English.
struct NetProgram: BuiltInProgram {
  /// The computer whose accounts and services the tool shows and changes.
  struct Computer: Sendable {
    /// The short name in capitals.
    var name: String
    var accounts: LabAccountStore
    var services: ServiceTable
    /// Whether the user may change it.
    var isElevated: Bool
  }

  let name = "net"
  let computer: Computer

  func run(_ arguments: [String], _ console: ProgramConsole) async throws -> Int32 {
    do {
      try await run(NetCommandLine(arguments), console)
      return 0
    } catch let failure as NetFailure {
      try await console.writeError(failure.text)
      return failure.exitCode
    } catch let problem as AccountProblem {
      let failure = NetFailure(problem)
      try await console.writeError(failure.text)
      return failure.exitCode
    } catch let error as LabStorageError {
      try await console.writeError("\(error)\n")
      return 2
    }
  }

  private func run(_ line: NetCommandLine, _ console: ProgramConsole) async throws {
    switch line.command {
    case "user", "users": try await NetUser(computer, console).run(line)
    case "localgroup": try await NetLocalGroup(computer, console).run(line)
    case "accounts": try await NetAccounts(computer, console).run(line)
    case "start": try await NetServices(computer, console).start(line)
    case "stop": try await NetServices(computer, console).stop(line)
    case "helpmsg": try await helpMessage(line, console)
    case "help", "": throw NetFailure.usage(NetUsage.all)
    case let other where NetUsage.known.contains(other): throw NetFailure.unsupported(other)
    default: throw NetFailure.usage(NetUsage.all)
    }
  }

  private func helpMessage(_ line: NetCommandLine, _ console: ProgramConsole) async throws {
    guard line.words.count == 1, let number = Int(line.words[0]) else {
      throw NetFailure.usage(NetUsage.helpMessage)
    }
    guard let text = NetFailure.texts[number] else { throw NetFailure.message(3871) }
    try await console.write("\n\(text)\n")
  }

  func completions(for word: ProgramWord) -> [String]? {
    let words = word.arguments.map { $0.lowercased() }
    let candidates: [String]
    switch words.first {
    case nil: candidates = ["accounts", "helpmsg", "localgroup", "start", "stop", "user"]
    case "user": candidates = NetUser.options.map { "/\($0)" }
    case "localgroup" where words.count == 1: candidates = AccountDirectory.builtInGroupNames
    case "localgroup": candidates = NetLocalGroup.options.map { "/\($0)" }
    case "accounts": candidates = NetAccounts.options.map { "/\($0):" }
    default: candidates = []
    }
    return candidates.filter { $0.lowercased().hasPrefix(word.text.lowercased()) }
  }
}

/// Brings `net` and `sc.exe` into a session.
struct NetModule: PSModule {
  let name = "NetTool"
  let version = "1.0.0.0"
  let computer: NetProgram.Computer

  func register(in registrar: ModuleRegistrar) {
    registrar.add(program: NetProgram(computer: computer))
    registrar.add(program: ServiceControlProgram(computer: computer))
  }
}
