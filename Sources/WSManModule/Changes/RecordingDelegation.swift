import WSManClient
import WSManProtocol

/// Notes changes of the delegation list.
struct RecordingDelegation: CredentialDelegation {
  let base: any CredentialDelegation
  let log: ChangeLog

  func entries() async throws -> [String] { try await base.entries() }

  func update(_ change: @escaping @Sendable ([String]) -> [String]) async throws {
    let before = try await base.entries()
    try await base.update(change)
    let after = try await base.entries()
    guard before != after else { return }
    log.add(
      computer: ConnectionTable.localName, resource: "client/auth", SelectorSet(),
      .delegation(before: before, after: after))
  }
}
