import Foundation
import Testing

/// What stays between runs, and what happens when it cannot.
@Suite("State on disk")
struct StateProgramTests {
  private static let get = "(Get-Item WSMan:\\localhost\\MaxTimeoutms).Value"
  private static let set = "Set-Item WSMan:\\localhost\\MaxTimeoutms 30000"

  @Test func changesStay() async throws {
    let program = try Program()
    #expect(try await program.run("-c", Self.set).code == 0)
    #expect(try await program.run("-c", Self.get).outputLines == ["30000"])
    let other = program.home.appending(path: "other").path
    #expect(try await program.run("--state-dir", other, "-c", Self.get).outputLines == ["60000"])
    let attributes = try FileManager.default.attributesOfItem(atPath: program.state.path)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
  }

  @Test func nothingIsWrittenBeforeItIsNeeded() async throws {
    let program = try Program()
    #expect(try await program.run("-c", "1 + 1").outputLines == ["2"])
    #expect(!FileManager.default.fileExists(atPath: program.state.path))
  }

  @Test func changesSurviveAKill() async throws {
    let program = try Program()
    let shell = try RunningProgram(program)
    try shell.send(Self.set)
    try shell.send("'changed'")
    #expect(try await shell.wait { shell.text.contains("changed") })
    shell.signal(SIGKILL)
    _ = try await shell.end()
    #expect(try await program.run("-c", Self.get).outputLines == ["30000"])
  }

  @Test func twoShellsSeeEachOther() async throws {
    let program = try Program()
    let shell = try RunningProgram(program)
    try shell.send(Self.get)
    #expect(try await shell.wait { shell.text.contains("60000") })
    #expect(try await program.run("-c", Self.set).code == 0)
    try shell.send(Self.get)
    #expect(try await shell.wait { shell.text.contains("30000") })
    try shell.send("exit")
    #expect(try await shell.end() == 0)
  }

  @Test func labComputersStartFreshUnlessTheyAreKept() async throws {
    let program = try Program()
    let set = "Connect-WSMan server01; Set-Item WSMan:\\server01\\MaxTimeoutms 30000"
    let get = "Connect-WSMan server01; (Get-Item WSMan:\\server01\\MaxTimeoutms).Value"
    _ = try await program.run("--lab", "contoso", "-c", set)
    #expect(try await program.run("--lab", "contoso", "-c", get).outputLines == ["60000"])
    _ = try await program.run("--lab", "contoso", "--keep-lab", "-c", set)
    #expect(
      try await program.run("--lab", "contoso", "--keep-lab", "-c", get).outputLines == ["30000"])
    #expect(try await program.run("--lab", "contoso", "-c", get).outputLines == ["60000"])
  }

  @Test func aDamagedDatabaseIsNamedAndLeftAlone() async throws {
    let program = try Program()
    try FileManager.default.createDirectory(
      at: program.state, withIntermediateDirectories: true)
    let database = program.state.appending(path: "lab.sqlite")
    let garbage = Data("this is no database, but somebody may need it\n".utf8)
    try garbage.write(to: database)
    for command in [Self.get, Self.set, "dir WSMan:\\localhost"] {
      let result = try await program.run("-c", command)
      #expect(result.code == 1)
      #expect(result.errors.contains("lab.sqlite"))
      #expect(result.output.isEmpty)
    }
    #expect(try Data(contentsOf: database) == garbage)
    #expect(try await program.run("-c", "1 + 1").outputLines == ["2"])
  }

  @Test("a kill at any moment loses nothing that was answered")
  func changesSurviveKillsAtAnyMoment() async throws {
    let program = try Program()
    for round in 1...15 {
      let shell = try RunningProgram(program)
      try shell.send(
        "foreach ($n in 500..5000) { Set-Item WSMan:\\localhost\\MaxTimeoutms ($n + \(round) * 10000);"
          + " \"done $($n + \(round) * 10000)\" }")
      #expect(try await shell.wait { shell.text.contains("done") })
      try await Task.sleep(for: .milliseconds(Int.random(in: 0...60)))
      shell.signal(SIGKILL)
      _ = try await shell.end()
      let done = shell.text.split(separator: "\n").compactMap { line in
        line.hasPrefix("done ") ? Int(line.dropFirst(5)) : nil
      }
      let last = try #require(done.last)
      let result = try await program.run("-c", Self.get)
      let value = try #require(result.outputLines.first.flatMap { Int($0) })
      #expect(value >= last)
    }
  }

  @Test("a limit of the file's size is a clear error, and the old value stays")
  func noRoomInTheFile() async throws {
    let program = try Program()
    #expect(try await program.run("-c", Self.set).code == 0)
    let result = try await program.runInBash(
      "ulimit -f 8; \(Program.path) -c 'Set-Item WSMan:\\localhost\\Client\\TrustedHosts"
        + " (\"a\" * 60000) -Force'")
    #expect(result.code == 1)
    #expect(result.errors.contains("lab.sqlite"))
    #expect(result.errors.contains("cannot be written"))
    #expect(try await program.run("-c", Self.get).outputLines == ["30000"])
  }

  @Test func aStateFolderThatCannotBeWritten() async throws {
    let program = try Program()
    // A file where the folder should be cannot be written by anybody, root included.
    let file = try program.file("occupied", "")
    let result = try await program.run("--state-dir", file + "/state", "-c", Self.get)
    #expect(result.code == 1)
    #expect(result.errors.contains("occupied"))
    #expect(
      try await program.run("--state-dir", file + "/state", "-c", "1 + 1").outputLines == ["2"])
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func aReadOnlyStateFolder() async throws {
    let program = try Program()
    try FileManager.default.createDirectory(
      at: program.state, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o500])
    let result = try await program.run("-c", Self.set)
    #expect(result.code == 1)
    #expect(result.errors.contains(program.state.path))
  }

  @Test func credentialFiles() async throws {
    let program = try Program()
    let file = try program.file("credential", "alice\nP@ssw0rd\n")
    chmod(file, 0o600)
    let good = try await program.run("--credential-file", file, "-c", "$Credential.UserName")
    #expect(good.outputLines == ["alice"])
    for mode in [0o644, 0o640, 0o400, 0o700] as [mode_t] {
      chmod(file, mode)
      let result = try await program.run("--credential-file", file, "-c", "'runs'")
      #expect(result.code != 0)
      #expect(!result.output.contains("runs"))
      #expect(result.errors.contains("chmod 600"))
      #expect(!result.errors.contains("P@ssw0rd"))
    }
    let empty = try program.file("empty", "")
    chmod(empty, 0o600)
    let nothing = try await program.run("--credential-file", empty, "-c", "'runs'")
    #expect(nothing.errors.contains("must hold a user name"))
    let folder = try await program.run("--credential-file", "/", "-c", "'runs'")
    #expect(folder.errors.contains("is a folder"))
    let missing = try await program.run("--credential-file", "nowhere", "-c", "'runs'")
    #expect(missing.code != 0)
    #expect(missing.errors.contains("nowhere"))
  }
}
