import Foundation
import Lab
import PSEngine
import Testing
import ThrowawayFolder
import WSManClient

@testable import WSManModule

@Suite("Names of computers that nearly exist")
struct ComputerSuggestionTests {
  /// Knows the way to the local computer, and finds no other name.
  private struct LoneConnector: TransportConnector {
    let local: LocalConnector

    func connect(
      to target: ConnectionTarget, options: WSManSessionOptions
    ) async throws -> (any WSManTransport)? {
      if let transport = try await local.connect(to: target, options: options) { return transport }
      throw TransportFailure(.nameNotResolved, address: target.host)
    }
  }

  @Test(
    "are followed by the name that was perhaps meant",
    arguments: [
      ("Connect-WSMan localhsot", true), ("Connect-WSMan localhsot, elsewhere", true),
      ("Test-WSMan localhsot", true), ("Get-WSManInstance winrm/config -cn localhsot", true),
      ("Connect-WSMan elsewhere", false), ("Connect-WSMan dc01", false),
    ])
  func suggestions(line: String, hasAdvice: Bool) async throws {
    let folder = try ThrowawayFolder()
    let local = LabLocalComputer(
      database: LabDatabase(directory: folder.path), isElevated: true, hostName: "labhost")
    let shell = try ModuleShell(connector: LoneConnector(local: LocalConnector(computer: local)))
    _ = await shell.runspace.run(line, interactive: true)
    #expect(shell.host.written.contains("WsManError"))
    let count = shell.host.written.components(separatedBy: "\nDid you mean localhost?\n").count
    #expect(count == (hasAdvice ? 2 : 1), "\(shell.host.written)")
  }
}
