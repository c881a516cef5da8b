import PSEngine
import Testing

@Suite("Commands known by name only")
struct KnownCommandTests {
  @Test("are none that this shell has") func disjoint() async throws {
    let result = try await Program().run("-c", "(Get-Command).Name")
    #expect(result.outputLines.count > 100)
    #expect(result.outputLines.filter { KnownCommands.unsupported($0) != nil } == [])
    #expect(KnownCommands.unsupported("enter-pssession") == "Enter-PSSession")
  }
}
