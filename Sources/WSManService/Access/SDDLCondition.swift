/// The condition of an entry (`configuration.md` 13.3).
///
/// The memberships of the caller are known here, and nothing else: what asks for devices or for
/// attributes of users and resources is neither met nor not met.
struct SDDLCondition: Sendable, Equatable {
  /// A part of the condition. Chains are lists, so that a long one is not deep.
  indirect enum Term: Sendable, Equatable {
    /// `Member_of`: the caller has all of the SIDs.
    case memberOfAll(Set<String>)
    /// `Member_of_Any`: the caller has one of them.
    case memberOfAny(Set<String>)
    /// What nothing is known of here.
    case unknown
    case not(Term)
    /// Terms joined by `&&`.
    case all([Term])
    /// Terms joined by `||`.
    case any([Term])
  }

  private let term: Term

  /// Reads a condition with the parentheses around it; nil when it is not valid.
  init?(sddl text: Substring) {
    var parser = SDDLConditionParser(text)
    guard let term = parser.parse() else { return nil }
    self.term = term
  }

  /// Whether a caller with these SIDs meets the condition; nil when that cannot be known.
  func isMet(by sids: Set<String>) -> Bool? {
    Self.isMet(term, by: sids)
  }

  /// The depth is that of the parentheses, which the parser limits.
  private static func isMet(_ term: Term, by sids: Set<String>) -> Bool? {
    switch term {
    case .memberOfAll(let wanted): return wanted.isSubset(of: sids)
    case .memberOfAny(let wanted): return !wanted.isDisjoint(with: sids)
    case .unknown: return nil
    case .not(let inner): return isMet(inner, by: sids).map { !$0 }
    case .all(let terms):
      let results = terms.map { isMet($0, by: sids) }
      if results.contains(false) { return false }
      return results.contains(nil) ? nil : true
    case .any(let terms):
      let results = terms.map { isMet($0, by: sids) }
      if results.contains(true) { return true }
      return results.contains(nil) ? nil : false
    }
  }
}
