import Foundation
import Testing

/// Digest of our client against a service that checks it on its own.
@Suite("Digest with another program") struct DigestProgramTests {
  private static let python = "/usr/bin/python3"
  private static let hasPython = FileManager.default.isExecutableFile(atPath: python)

  private func run(
    _ algorithm: String, password: String, times: Int
  ) async throws -> (output: [String], errors: String, steps: [String]) {
    let program = try Program()
    let service = try RunningProgram(
      program, [Repository.root.appending(path: "Tests/Peers/digest_server.py").path, algorithm],
      executable: Self.python)
    let isReady = try await service.wait { service.text.contains("\n") }
    #expect(isReady, "\(service.text)")
    let port = service.text.prefix { $0 != "\n" }
    let result = try await program.run(
      input: """
        Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true
        $p = ConvertTo-SecureString '\(password)' -AsPlainText -Force
        $all = @{ Port = \(port); Authentication = 'Digest' }
        $all.Credential = New-Object PSCredential 'operator', $p
        1..\(times) | ForEach-Object { (Test-WSMan 127.0.0.1 @all).ProductVendor }

        """)
    service.signal(SIGKILL)
    _ = try await service.end()
    return (
      result.outputLines, result.errors,
      service.text.split(separator: "\n").dropFirst().map(String.init)
    )
  }

  @Test(.enabled(if: hasPython), arguments: ["MD5", "SHA-256"])
  func digestOfOurs(_ algorithm: String) async throws {
    let seen = try await run(algorithm, password: "s3cret", times: 3)
    #expect(seen.output == ["Peer", "Peer", "Peer"], "\(seen.errors)")
    #expect(!seen.steps.contains { $0.hasPrefix("other path") || $0.hasPrefix("wrong") })
    // Nothing is said before the challenge is there.
    #expect(seen.steps.first == "unproved empty")
  }

  @Test(.enabled(if: hasPython)) func aWrongPassword() async throws {
    let seen = try await run("MD5", password: "secret", times: 1)
    #expect(seen.output.isEmpty)
    #expect(seen.errors.contains("Code=\"5\""), "\(seen.errors)")
    #expect(seen.steps == ["unproved empty", "wrong message"])
  }
}
