import PSEngine
import Testing
import ThrowawayFolder

@testable import WSManModule

/// Completion of what the `winrm` tool takes.
@Suite("winrm: completion")
struct WinRMCompletionTests {
  private static func labels(_ text: String) async throws -> [String] {
    let shell = try ModuleShell()
    await shell.runspace.withContext { $0.session.load(WSManShellModule()) }
    return await shell.runspace.complete(text, cursor: text.utf8.count).candidates.map(\.label)
  }

  @Test(
    arguments: [
      ("winrm en", ["enumerate"]), ("winrm he", ["helpmsg", "help"]),
      ("winrm help al", ["aliases", "all"]), ("winrm e winrm/config/li", ["winrm/config/listener"]),
      ("winrm invoke Re", ["Restore"]),
      ("winrm invoke Restore winrm/config/pl", ["winrm/config/plugin"]),
      ("winrm get winrm/config -re", ["-remote:"]),
      ("winrm get winrm/config -r:h -re", []),
      ("winrm get winrm/config -sk", ["-skipCAcheck", "-skipCNcheck", "-skipRevocationcheck"]),
      ("winrm quickconfig -", ["-quiet", "-transport:", "-force"]),
      ("winrm get winrm/config -f:p", ["pretty"]), ("winrm id -a:cr", ["credssp"]),
      ("winrm e wmicimv2/* -dialect:", ["wql", "selector", "association"]),
      ("winrm get winrm/config -r:loc", ["localhost"]), ("winrs -r:l", ["localhost"]),
      ("winrs -remote:", ["localhost"]), ("winrs -u:", []),
      ("winrm nosuch win", []), ("WINRM id -bad:x", []),
    ] as [(String, [String])])
  func candidates(_ text: String, _ expected: [String]) async throws {
    #expect(try await Self.labels(text) == expected)
  }

  @Test func theToolIsACommand() async throws {
    #expect(try await Self.labels("winr") == ["winrm", "winrs"])
  }

  @Test func aFileIsAPath() async throws {
    let shell = try ModuleShell()
    await shell.runspace.withContext { $0.session.load(WSManShellModule()) }
    try shell.folder.write("<a/>", to: "input.xml")
    let text = "winrm invoke x winrm/config -file:inp"
    let found = await shell.runspace.complete(text, cursor: text.utf8.count)
    #expect(found.candidates.map(\.text).contains { $0.hasSuffix("input.xml") })
  }
}
