import Lab
import Synchronization
import Testing
import ThrowawayFolder
import WSManClient
import WSManProtocol

/// A computer that disappears between two commands (`provider.md` 11).
@Suite struct DriveLossTests {
  /// Computers of the lab contoso until the cable is pulled.
  private final class Cable: TransportConnector {
    private let local: LocalConnector
    private let lab: LabConnector
    private let state: ThrowawayFolder
    private let pulled = Mutex(false)
    private let tries = Mutex(0)

    init() throws {
      state = try ThrowawayFolder()
      let computer = LabLocalComputer(
        database: LabDatabase(directory: state.path), isElevated: true, hostName: "labhost")
      local = LocalConnector(computer: computer)
      lab = LabConnector(
        network: try LabNetwork([LabFile.named("contoso")], keepingChangesIn: nil),
        currentUser: computer.userName)
    }

    func pull() { pulled.withLock { $0 = true } }
    /// How many requests have met the pulled cable.
    var failures: Int { tries.withLock { $0 } }

    func connect(
      to target: ConnectionTarget, options: WSManSessionOptions
    ) async throws -> (any WSManTransport)? {
      if let transport = try await local.connect(to: target, options: options) { return transport }
      return try await lab.connect(to: target, options: options).map {
        Wire(transport: $0, cable: self)
      }
    }

    private struct Wire: WSManTransport {
      let transport: any WSManTransport
      let cable: Cable

      func exchange(
        _ request: RequestEnvelope, in context: ExchangeContext
      ) async throws -> ResponseEnvelope {
        guard !cable.pulled.withLock({ $0 }) else {
          cable.tries.withLock { $0 += 1 }
          throw TransportFailure(.connectionLost, address: "server01")
        }
        return try await transport.exchange(request, in: context)
      }

      func close() async { await transport.close() }
    }
  }

  private let cable: Cable
  private let shell: ModuleShell

  init() async throws {
    cable = try Cable()
    shell = try ModuleShell(connector: cable)
    let result = try await shell.run("Connect-WSMan server01; cd WSMan:\\server01\\Client")
    #expect(result.errors.isEmpty)
    cable.pull()
  }

  @Test(
    "a computer that does not answer is not asked twice",
    arguments: [
      "dir * -Include Trusted*", "Set-Item Trusted* a -Force", "Get-Item Trusted*",
      "Remove-Item ..\\Listener\\* -Recurse", "Set-Item Trusted* a -Force -Concatenate",
    ])
  func once(_ command: String) async throws {
    let result = try await shell.run("try { \(command) } catch { 'lost' }")
    #expect(result.output == ["lost"])
    #expect(cable.failures == 1)
  }

  @Test(
    "every command says what happened",
    arguments: [
      ("dir", "GetChildItem"), ("Get-Item TrustedHosts", "GetItem"),
      ("Test-Path TrustedHosts", "TestPath"),
      ("cd ..\\Plugin\\wmi*", "SetLocation"), ("Set-Item NetworkDelayms 6000", "SetItem"),
      ("Clear-Item TrustedHosts -Force", "ClearItem"),
      ("New-Item ..\\Listener -Address * -Transport HTTP -Force", "NewItem"),
      ("Remove-Item ..\\Listener\\Listener_1084132640 -Recurse", "RemoveItem"),
      ("Get-Item ..\\Listener\\*", "GetItem"), ("dir ..\\Plugin -Recurse", "GetChildItem"),
    ])
  func commands(_ command: String, _ name: String) async throws {
    let result = try await shell.run("try { \(command) } catch { $_.FullyQualifiedErrorId }")
    #expect(
      result.output
        == ["System.InvalidOperationException,Microsoft.PowerShell.Commands.\(name)Command"])
  }

  @Test("one can go away and let go of it")
  func leaving() async throws {
    let result = try await shell.run(
      "cd \\; (dir).Name; Remove-Item server01 -Recurse; (dir).Name; (dir localhost).Count")
    #expect(result.errors.isEmpty)
    #expect(result.output == ["localhost", "server01", "localhost", "10"])
  }

  @Test("completion stays quiet")
  func completion() async throws {
    let line = "dir WSMan:\\server01\\Client\\"
    #expect(await shell.complete(line).isEmpty)
  }
}
