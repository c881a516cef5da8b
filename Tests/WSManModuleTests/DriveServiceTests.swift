import Lab
import Testing
import ThrowawayFolder
import WSManService

@testable import WSManModule

/// The drive while the local service is stopped (`provider.md` 11).
@Suite struct DriveServiceTests {
  /// The service of the emulated local computer.
  private struct Service: LocalServiceState {
    let computer: LabLocalComputer

    func isNamed(_ name: String) -> Bool { computer.isNamed(name) }
    func isRunning() async throws -> Bool {
      try await computer.service.remoteManagement().isRunning
    }
    func start() async throws { try await computer.service.start() }
  }

  private let state: ThrowawayFolder
  private let service: Service

  init() async throws {
    state = try ThrowawayFolder()
    service = Service(
      computer: LabLocalComputer(
        database: LabDatabase(directory: state.path), isElevated: true, hostName: "labhost"))
    try await service.computer.service.stop()
  }

  private func shell(_ answers: [String] = [], isElevated: Bool = true) throws -> ModuleShell {
    try ModuleShell(
      connector: LocalConnector(computer: service.computer), isElevated: isElevated,
      answers: answers, localService: service)
  }

  @Test("17.2: -Force starts it without a question")
  func force() async throws {
    let shell = try shell()
    let result = try await shell.run("(dir wsman:\\localhost -Force).Count")
    #expect(result == ModuleShell.Result(output: ["10"]))
    #expect(try await service.isRunning())
    #expect(shell.host.written.isEmpty)
  }

  @Test(
    "yes starts it and the command goes on",
    arguments: [
      "dir WSMan:\\localhost\\Client", "Get-Item WSMan:\\localhost\\MaxTimeoutms",
      "Test-Path WSMan:\\localhost\\Client", "cd WSMan:\\localhost\\Client",
      "Set-Item WSMan:\\localhost\\MaxTimeoutms 30000",
    ])
  func yes(_ command: String) async throws {
    let shell = try shell(["y"])
    let result = try await shell.run(command)
    #expect(result.errors.isEmpty)
    #expect(try await service.isRunning())
    #expect(shell.host.written.contains("Start WinRM Service"))
    #expect(shell.host.written.contains("WinRM service is not started currently"))
  }

  @Test("no is an error that ends the statement")
  func no() async throws {
    let shell = try shell(["n"])
    let result = try await shell.run(
      "try { dir WSMan:\\localhost\\Client } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }"
    )
    #expect(
      result.output.first
        == "System.InvalidOperationException,Microsoft.PowerShell.Commands.GetChildItemCommand")
    #expect(result.output.last?.contains("the WinRM Service is not started") ?? false)
    #expect(try await !service.isRunning())
  }

  @Test("listings of names never ask")
  func names() async throws {
    let shell = try shell(["y"])
    let result = try await shell.run(
      "try { dir WSMan:\\localhost -Name } catch { $_.Exception.Message }")
    #expect(result.output.first?.contains("the WinRM Service is not started") ?? false)
    #expect(try await !service.isRunning())
    #expect(shell.host.written.isEmpty)
  }

  @Test("nor does completion")
  func completion() async throws {
    let shell = try shell(["y"])
    #expect(await shell.complete("dir WSMan:\\localhost\\Cl").isEmpty)
    #expect(try await !service.isRunning())
    #expect(shell.host.written.isEmpty)
  }

  @Test("only an administrator may start it")
  func elevation() async throws {
    let result = try await shell(["y"], isElevated: false).run(
      "try { dir WSMan:\\localhost } catch { $_.Exception.Message }")
    let message = try #require(result.output.first)
    #expect(message.contains("You need to run this cmdlet from an elevated process"))
    #expect(message.contains("Access is denied"))
    #expect(try await !service.isRunning())
  }

  @Test("the root is listed without it, and -WhatIf needs it only to find items")
  func root() async throws {
    let shell = try shell()
    #expect(try await shell.run("(dir WSMan:\\).Name").output == ["localhost"])
    #expect(
      try await shell.run("Set-Item WSMan:\\localhost\\MaxTimeoutms 1000 -WhatIf").errors.isEmpty)
    #expect(try await !service.isRunning())
  }

  @Test("every change can start it")
  func changes() async throws {
    for command in [
      "Set-Item WSMan:\\localhost\\MaxTimeoutms 30000 -Force",
      "Clear-Item WSMan:\\localhost\\Client\\TrustedHosts -Force",
      "Remove-Item WSMan:\\localhost\\Listener\\* -Recurse -Force",
      "New-Item WSMan:\\localhost\\Listener -Address * -Transport HTTP -Force | Out-Null",
    ] {
      let shell = try shell()
      #expect(try await shell.run(command).errors.isEmpty)
      #expect(shell.host.written.isEmpty)
      #expect(try await service.isRunning())
      try await service.computer.service.stop()
    }
  }

  @Test("a service that stops after the check refuses by itself, and nothing changes")
  func stopsMeanwhile() async throws {
    let shell = try ModuleShell(connector: LocalConnector(computer: service.computer))
    let result = try await shell.run(
      """
      try { Set-Item WSMan:\\localhost\\MaxTimeoutms 30000 } catch { $_.FullyQualifiedErrorId }
      """)
    #expect(
      result.output
        == ["System.InvalidOperationException,Microsoft.PowerShell.Commands.SetItemCommand"])
    try await service.start()
    #expect(
      try await shell.run("(Get-Item WSMan:\\localhost\\MaxTimeoutms).Value").output == ["60000"])
  }
}
