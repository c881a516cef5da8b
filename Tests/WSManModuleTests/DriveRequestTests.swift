import Testing

/// The requests that commands on the drive send (`provider.md` 7.5).
@Suite struct DriveRequestTests {
  private let log: RequestLog
  private let shell: ModuleShell

  init() throws {
    log = try RequestLog()
    shell = try ModuleShell(connector: log)
  }

  private static let listener = "?Address=*+Transport=HTTP"
  private static let plugin = "?Name=microsoft.powershell"

  @Test(
    arguments: [
      ("dir WSMan:\\", []),
      ("dir WSMan:\\localhost", ["Get config"]),
      ("dir WSMan:\\localhost\\Client", ["Get config/client"]),
      ("Get-Item WSMan:\\localhost\\Client\\TrustedHosts", ["Get config/client"]),
      ("dir WSMan:\\localhost\\Client\\Auth", ["Get config/client/auth"]),
      ("dir WSMan:\\localhost\\Shell -Name", ["Get config/winrs"]),
      ("dir WSMan:\\localhost\\Listener", ["Enumerate config/listener"]),
      ("dir WSMan:\\localhost\\Listener\\Listener_1084132640", ["Enumerate config/listener"]),
      ("Get-Item WSMan:\\localhost\\Listener\\*\\Port", ["Enumerate config/listener"]),
      ("dir WSMan:\\localhost\\ClientCertificate", ["Enumerate config/service/certmapping"]),
      ("dir WSMan:\\localhost\\Plugin", ["Enumerate config/plugin"]),
      ("Get-Item WSMan:\\localhost\\Plugin\\microsoft.powershell", ["Enumerate config/plugin"]),
      (
        "dir WSMan:\\localhost\\Plugin\\microsoft.powershell\\Quotas",
        ["Enumerate config/plugin", "Get config/plugin" + plugin]
      ),
      ("Test-Path WSMan:\\localhost\\Client\\Nope", ["Get config/client"]),
      ("Test-Path WSMan:\\localhost\\Client\\Foo\\Bar", []),
      ("Test-Path WSMan:\\server99\\Client", []),
      ("cd WSMan:\\localhost\\Client", []),
      (
        "cd WSMan:\\localhost\\Plugin\\MICROSOFT.powershell", ["Enumerate config/plugin"]
      ),
    ] as [(String, [String])])
  func reading(_ command: String, _ requests: [String]) async throws {
    let result = try await shell.run(command)
    #expect(result.errors.isEmpty)
    #expect(log.take() == requests)
  }

  @Test(
    arguments: [
      (
        "Set-Item WSMan:\\localhost\\MaxTimeoutms 30000", ["Get config", "Put config"]
      ),
      (
        "Set-Item WSMan:\\localhost\\Client\\TrustedHosts a -Force",
        ["Get config/client", "Put config/client"]
      ),
      (
        "Set-Item WSMan:\\localhost\\Client\\TrustedHosts a -Force -Concatenate",
        ["Get config/client", "Put config/client"]
      ),
      ("Set-Item WSMan:\\localhost\\MaxTimeoutms 30000 -WhatIf", []),
    ] as [(String, [String])])
  func setting(_ command: String, _ requests: [String]) async throws {
    let result = try await shell.run(command)
    #expect(result.errors.isEmpty)
    #expect(log.take() == requests)
  }

  @Test("the next command reads anew")
  func nothingIsKept() async throws {
    _ = try await shell.run("dir WSMan:\\localhost\\Client; dir WSMan:\\localhost\\Client")
    #expect(log.take() == ["Get config/client", "Get config/client"])
  }

  @Test("a recursive listing reads every resource once")
  func recursion() async throws {
    _ = try await shell.run("dir WSMan:\\localhost -Recurse")
    let requests = log.take()
    #expect(Set(requests).count == requests.count)
    #expect(requests.count < 20)
  }

  @Test("completion reads once, until a command has run")
  func completion() async throws {
    #expect(await shell.complete("dir WSMan:\\localhost\\Client\\").count == 6)
    #expect(await shell.complete("dir WSMan:\\localhost\\Client\\Tr").count == 1)
    #expect(log.take() == ["Get config/client"])
    _ = try await shell.run("Set-Item WSMan:\\localhost\\Client\\TrustedHosts a -Force")
    _ = log.take()
    #expect(await shell.complete("dir WSMan:\\localhost\\Client\\Tr").count == 1)
    #expect(log.take() == ["Get config/client"])
  }

  @Test("completion reuses what the prompt has just read")
  func completionBehindAListing() async throws {
    _ = try await shell.run("dir WSMan:\\localhost\\Client")
    _ = log.take()
    #expect(await shell.complete("Set-Item WSMan:\\localhost\\Client\\Tr").count == 1)
    #expect(log.take() == [])
  }
}
