/// What a computer finds out in its network.
public protocol ComputerNetwork: Sendable {
  /// Whether another computer has a name.
  ///
  /// - Throws: what keeps the names of computers from being read.
  func hasOther(named name: String) async throws -> Bool

  /// The full and the short name of a domain; nil when none of this name can be reached.
  func domain(named name: String) -> (full: String, short: String)?

  /// Whether a password is that of an account of a domain.
  ///
  /// - Parameters:
  ///   - user: the account as `name`, `DOMAIN\name` or `name@domain`.
  ///   - domain: the full name of the domain.
  func isLogon(_ user: String, password: String, in domain: String) -> Bool
}
