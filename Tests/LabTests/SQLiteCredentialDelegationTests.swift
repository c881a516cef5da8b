import Testing
import ThrowawayFolder

@testable import Lab

struct SQLiteCredentialDelegationTests {
  private let folder: ThrowawayFolder

  init() throws { folder = try ThrowawayFolder() }

  private var policy: SQLiteCredentialDelegation {
    SQLiteCredentialDelegation(database: LabDatabase(directory: folder.path))
  }

  @Test func entriesKeepTheirOrderAndSurvive() async throws {
    #expect(try await policy.entries() == [])
    try await policy.update { $0 + ["wsman/b", "wsman/a"] }
    try await policy.update { $0 + ["wsman/a"] }
    #expect(try await policy.entries() == ["wsman/b", "wsman/a", "wsman/a"])
    try await policy.update { $0.filter { $0 != "wsman/a" } }
    #expect(try await policy.entries() == ["wsman/b"])
  }
}
