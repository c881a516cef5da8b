import Foundation
import Testing

@testable import PSEngine

@Suite struct CommandResolutionTests {
  @Test func aliasesModulesAndMissingVerbs() async throws {
    let session = try TestSession()
    let context = session.context
    #expect(context.resolve(command: "sb")?.kind == .alias)
    #expect(context.resolveFully(command: "SB")?.name == "Show-Bound")
    #expect(context.resolve(command: "test.module\\show-bound")?.kind == .cmdlet)
    #expect(context.resolve(command: "Other\\Show-Bound") == nil)
    #expect(context.resolveFully(command: "loop1") == nil)
  }

  @Test(
    arguments: [
      ("Shwo-Bound", "CommandNotFoundException", "Did you mean Show-Bound?"),
      ("zzzz", "CommandNotFoundException", nil), ("Invoke-Command", "CommandNotSupported", nil),
      ("enter-pssession", "CommandNotSupported", nil),
      ("mem:", "CommandNotFoundException", "Did you mean Set-Location mem:?"),
      ("mem:\\elsewhere\\net.exe", "CommandNotFoundException", nil),
      ("mem:/elsewhere/net.exe", "CommandNotFoundException", nil),
      ("Q:\\elsewhere\\net.exe", "CommandNotFoundException", nil),
      ("Q:/elsewhere/net", "CommandNotFoundException", nil),
      ("https://server01/wsman", "CommandNotFoundException", nil),
      ("Nothing::a\\b", "CommandNotFoundException", nil),
    ] as [(String, String, String?)])
  func unknownCommands(_ name: String, _ id: String, _ hint: String?) async throws {
    let session = try TestSession()
    let record = try #require(
      try await runtimeError { _ = try await session.run([(name, [])]) })
    #expect(record.fullyQualifiedErrorId == id)
    #expect(record.recommendedAction == hint)
    #expect(record.activity == "")
    if id == "CommandNotFoundException" {
      #expect(
        record.message
          == "The term '\(name)' is not recognized as the name of a cmdlet, function, script file, "
          + "or operable program. Check the spelling of the name, or if a path was included, verify "
          + "that the path is correct and try again.")
    }
  }

  @Test("the shell's own programs have the folders that modules name, and no others")
  func programsUnderTheirPath() throws {
    let session = try TestSession()
    let commands = session.context.session.commands
    commands.add(program: SilentProgram(), module: "Test")
    let path = "C:\\Tools\\silent.exe"
    #expect(session.context.resolve(command: "silent.exe")?.name == "silent")
    #expect(session.context.resolve(command: path) == nil)
    commands.add(programFolders: ["C:\\Tools"])
    #expect(session.context.resolve(command: path)?.name == "silent")
    #expect(session.context.resolve(command: "c:/tools/Silent")?.name == "silent")
    #expect(session.context.resolve(command: "C:\\Other\\silent.exe") == nil)
  }

  @Test("a missing drive is explained as a module explains it")
  func missingDrives() throws {
    let session = try TestSession()
    let drives = session.context.session.drives
    func text(_ drive: String) -> String? {
      do {
        _ = try drives.requireDrive(named: drive, from: session.context.scope)
        return nil
      } catch { return (error as? PSRuntimeError)?.record.message }
    }
    drives.explain(missing: "Tape", "This shell has no tapes.")
    #expect(
      text("TAPE")
        == "Cannot find drive. A drive with the name 'TAPE' does not exist. This shell has no tapes."
    )
    #expect(text("Q") == "Cannot find drive. A drive with the name 'Q' does not exist.")
  }

  @Test func programsGetTheirArguments() async throws {
    var configuration = RunspaceConfiguration.test
    configuration.allowsPrograms = true
    configuration.environment["PATH"] = "/bin:/usr/bin"
    let host = ScriptedHost(
      process: PreparedProcess(
        exitCode: 3, output: [.output(Array("a\r\nb".utf8)), .output(Array("c\nd".utf8))]))
    let session = try TestSession(host: host, configuration: configuration)
    let output = try await session.texts(
      [
        (
          "uname",
          arguments("-s", "-file:x") + [
            .value(.strings(["1", "2"]), nil), .value(.null, nil), .value(.string(""), nil),
          ]
        )
      ], input: [.string("in")])
    #expect(output == ["a", "bc", "d"])
    let program = try #require(host.programs.first)
    #expect(program.path.hasSuffix("/uname"))
    #expect(program.arguments == ["-s", "-file:x", "1", "2"])
    #expect(program.takesInput && program.capturesOutput)
    #expect(host.process.input == Array("in\n".utf8))
    #expect(session.context.session.lastExitCode == 3)
  }

  @Test("a program that takes no more input stops the commands before it")
  func programsThatHaveEnough() async throws {
    var configuration = RunspaceConfiguration.test
    configuration.allowsPrograms = true
    configuration.environment["PATH"] = "/bin:/usr/bin"
    let host = ScriptedHost(process: PreparedProcess(takesInput: false))
    let session = try TestSession(host: host, configuration: configuration)
    _ = try await session.texts([("uname", [])], input: [.string("1"), .string("2")])
    #expect(host.process.input == Array("1\n".utf8))
  }

  @Test("Ctrl+C on a program ends the line that it stands in")
  func interruptedPrograms() async throws {
    var configuration = RunspaceConfiguration.test
    configuration.allowsPrograms = true
    configuration.environment["PATH"] = "/bin:/usr/bin"
    let host = ScriptedHost(process: PreparedProcess(exitCode: 130, wasInterrupted: true))
    let session = try TestSession(host: host, configuration: configuration)
    await #expect(throws: CancellationError.self) { _ = try await session.texts([("uname", [])]) }
    #expect(session.context.session.lastExitCode == 130)
  }

  @Test func scriptsOutsideOfTheStartFolderAreSwitchedOffWithPrograms() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    let inside = folder.appendingPathComponent("inside")
    try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for place in [folder, inside] {
      try "'ran'".write(
        to: place.appendingPathComponent("a.ps1"), atomically: true, encoding: .utf8)
    }
    var configuration = RunspaceConfiguration.test
    configuration.startFolder = inside.path
    configuration.environment["PATH"] = folder.path
    let session = try TestSession(configuration: configuration)
    let record = try #require(
      try await runtimeError { _ = try await session.run([("a.ps1", [])]) })
    #expect(record.errorId == "ProgramsNotAllowed")
    session.context.session.environment["PATH"] = inside.path
    #expect(session.context.resolve(command: "a.ps1")?.kind != .application)
  }

  @Test func programsMayBeSwitchedOff() async throws {
    var configuration = RunspaceConfiguration.test
    configuration.environment["PATH"] = "/bin:/usr/bin"
    let session = try TestSession(configuration: configuration)
    let record = try #require(
      try await runtimeError { _ = try await session.run([("uname", [])]) })
    #expect(record.errorId == "ProgramsNotAllowed")
    #expect(session.host.programs.isEmpty)
  }

  @Test func syntaxLines() async throws {
    let session = try TestSession()
    let command = try #require(session.context.resolve(command: "Show-Bound"))
    let first = try #require(CommandSyntax.lines(of: command).first)
    #expect(first.hasPrefix("Show-Bound [-Name] <string> [[-Mode] <ActionPreference>]"))
    let help = try #require(CommandSyntax.lines(of: command, showingValues: true).first)
    #expect(help.hasPrefix("Show-Bound [-Name] <string> [[-Mode] {SilentlyContinue | Stop"))
    #expect(first.hasSuffix("[-Color <string>] [<CommonParameters>]"))
  }
}

private struct SilentProgram: BuiltInProgram {
  let name = "silent"

  func run(_ arguments: [String], _ console: ProgramConsole) async throws -> Int32 { 0 }
  func completions(for word: ProgramWord) -> [String]? { [] }
}
