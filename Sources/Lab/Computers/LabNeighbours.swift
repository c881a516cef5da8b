import WSManService
import WireSecurity

/// What a computer of a lab finds in its network: the other computers, and the domains of the labs.
struct LabNeighbours: ComputerNetwork {
  /// The full name of the computer itself as the lab has it.
  private let own: String
  private let surroundings: LabSurroundings

  init(of own: String, in surroundings: LabSurroundings) {
    self.own = own.lowercased()
    self.surroundings = surroundings
  }

  /// The name under which the lab has a computer stays its own, whatever it is called.
  func hasOther(named name: String) async throws -> Bool {
    guard let network = surroundings.network else { return false }
    let others = network.computers.filter { $0.fullName.lowercased() != own }
    let wanted = name.lowercased()
    if others.contains(where: { $0.name.lowercased() == wanted }) { return true }
    return try await network.memberships().contains { place, membership in
      place != own && membership.name.lowercased() == wanted
    }
  }

  func domain(named name: String) -> (full: String, short: String)? {
    surroundings.domain(named: name).map { ($0.name, $0.shortName) }
  }

  func isLogon(_ user: String, password: String, in domain: String) -> Bool {
    guard let domain = surroundings.domain(named: domain) else { return false }
    let (place, name) = LabAccountStore.split(user)
    guard place.map(domain.isNamed) ?? true,
      let verifier = LabAccountStore.find(name, in: domain.users)?.passwordVerifier.flatMap({
        PasswordVerifier(text: $0)
      })
    else { return false }
    return verifier.matches(password)
  }
}
