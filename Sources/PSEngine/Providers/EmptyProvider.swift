/// The provider of a session that has no drive yet: a tree without items.
final class EmptyProvider: CmdletProvider {
  func itemExists(_ path: String, _ context: ProviderContext) async throws -> Bool { false }
  func isItemContainer(_ path: String, _ context: ProviderContext) async throws -> Bool { false }
  func getItem(_ path: String, _ context: ProviderContext) async throws {}
  func getChildItems(_ path: String, _ context: ProviderContext) async throws {}
  func getChildNames(_ path: String, _ context: ProviderContext) async throws -> [ProviderChild] {
    []
  }
}
