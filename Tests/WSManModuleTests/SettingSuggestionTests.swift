import PSEngine
import Testing

@testable import WSManModule

@Suite("Names of settings that nearly exist")
struct SettingSuggestionTests {
  @Test(
    "are followed by the name that was perhaps meant",
    arguments: [
      (#"Set-Item WSMan:\localhost\Client\TrustedHost x"#, "TrustedHosts"),
      (#"Set-Item WSMan:\localhost\Clinet\TrustedHosts x"#, "Client"),
      (#"Set-Item WSMan:\localhsot\MaxTimeoutms 1"#, "localhost"),
      (#"Set-Item WSMan:\localhost\Service\Auth\Basik true"#, "Basic"),
      (#"Set-Item WSMan:\localhost\Shell\IdleTimeuot 1"#, "IdleTimeout"),
      (#"Set-Item WSMan:\localhost\Client\Elsewhere x"#, nil),
      (#"Set-Item WSMan:\localhost\MaxTimeoutms x"#, nil),
    ] as [(String, String?)])
  func suggestions(line: String, name: String?) async throws {
    let shell = try ModuleShell()
    _ = await shell.runspace.run(line + " -Force", interactive: true)
    #expect(shell.host.written.contains("FullyQualifiedErrorId"), "\(shell.host.written)")
    let question = name.map { "\nDid you mean \($0)?\n" } ?? "Did you mean"
    #expect(shell.host.written.contains(question) == (name != nil), "\(shell.host.written)")
  }
}
