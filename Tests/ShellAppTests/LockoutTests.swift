import Foundation
import Testing

/// Accounts that wrong passwords lock, with NTLM over a socket; the transcript `lockout.txt` tries
/// Basic, and the way without a network.
@Suite("Lockout")
struct LockoutTests {
  private static let lab = """
    computers:
      - name: strict
        lockout: {threshold: 3, duration: 30}
        users:
          - {name: guard, password: P@ssw0rd, groups: [Administrators]}
          - {name: administrator, password: P@ssw0rd, groups: [Administrators]}
    """

  @Test func wrongPasswordsOverNTLM() async throws {
    let program = try Program()
    let ready = program.home.appending(path: "ready.json")
    let service = try RunningProgram(
      program, "serve", "--lab", try program.file("lab.yaml", Self.lab), "--port", "0",
      "--ready-file", ready.path)
    let isReady = try await service.wait { FileManager.default.fileExists(atPath: ready.path) }
    #expect(isReady, "\(service.text)")
    let computers = try JSONDecoder().decode(Ready.self, from: try Data(contentsOf: ready))
      .computers
    let port = try #require(computers.first?.port)
    let script = """
      Set-Item WSMan:\\localhost\\Client\\TrustedHosts * -Force
      function Attempt($user, $password) {
        $secret = ConvertTo-SecureString $password -AsPlainText -Force
        $way = @{ ComputerName = '127.0.0.1'; Port = \(port); Authentication = 'Negotiate'
          Credential = [pscredential]::new($user, $secret); ErrorAction = 'Stop' }
        try { $null = Get-WSManInstance winrm/config @way; 'came in' }
        catch { '{0:X8}' -f $_.Exception.HResult }
      }
      1..2 | ForEach-Object { Attempt administrator wrong }
      Attempt administrator P@ssw0rd
      1..3 | ForEach-Object { Attempt administrator wrong }
      Attempt administrator P@ssw0rd
      Attempt guard P@ssw0rd

      """
    let result = try await Program().run(input: script)
    service.signal(SIGTERM)
    #expect(try await service.end() == 0)
    let refused = "80070005"
    #expect(
      result.outputLines == [
        refused, refused, "came in", refused, refused, refused, refused, "came in",
      ], "\(result.errors)")
  }
}
