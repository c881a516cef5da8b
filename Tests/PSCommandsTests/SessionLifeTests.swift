import PSEngine
import Testing

@testable import PSCommands

@Suite("The life of a session")
struct SessionLifeTests {
  /// What may hold a session that nobody uses any more.
  private struct Left: @unchecked Sendable {
    // Looked at by the test alone.
    weak var runspace: Runspace?
    weak var session: SessionState?
    weak var host: (any PSHost)?
  }

  @Test(
    "a session that was closed leaves nothing behind",
    arguments: [
      [], ["1"], ["function f { $x = 1; f2 }; function f2 { 1 }; f"],
      ["$a = @{}; $a.self = $PSCmdlet", "try { throw 1 } catch { }", "Get-Item nowhere"],
      ["1..3 | ForEach-Object { $_ }", "$b = { $_ }; & $b", "Get-ChildItem | Sort-Object Name"],
      ["New-PSDrive x FileSystem C:\\", "cd x:", "Get-PSDrive", "Set-Alias q dir", "q"],
      ["Get-Help Get-Item", "Get-Command", "Start-Transcript t.txt"],
    ])
  func release(_ inputs: [String]) async throws {
    var left = Left()
    try await use(inputs, &left)
    #expect(left.runspace == nil)
    #expect(left.session == nil)
    #expect(left.host == nil)
  }

  private func use(_ inputs: [String], _ left: inout Left) async throws {
    let shell = try Shell()
    for input in inputs { _ = await shell.runspace.run(input) }
    left.runspace = shell.runspace
    left.host = shell.host
    left.session = await shell.runspace.withContext { SessionBox($0.session) }.session
    await shell.runspace.close()
  }

  private struct SessionBox: @unchecked Sendable {
    // Kept by the test alone, which asks for nothing of it.
    weak var session: SessionState?
    init(_ session: SessionState) { self.session = session }
  }
}
