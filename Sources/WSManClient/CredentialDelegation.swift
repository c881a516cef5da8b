/// The policy of the local computer that says to whom CredSSP may delegate credentials: what
/// Windows keeps in its registry (`cmdlets.md` 5.11).
public protocol CredentialDelegation: Sendable {
  /// The entries, such as `wsman/*.fabrikam.com`, in the order in which they were added.
  ///
  /// - Throws: what the place where they are kept throws.
  func entries() async throws -> [String]

  /// Changes the entries in one step.
  ///
  /// - Throws: what the place where they are kept throws.
  func update(_ change: @escaping @Sendable ([String]) -> [String]) async throws
}
