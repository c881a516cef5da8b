/// Who may do what, read from SDDL (`configuration.md` 13).
public struct SecurityDescriptor: Sendable, Equatable {
  /// One entry of an access control list.
  public struct Entry: Sendable, Equatable {
    /// The kinds of entries, by their SDDL token.
    public enum Kind: String, Sendable, CaseIterable {
      /// Access allowed.
      case allow = "A"
      /// Access denied.
      case deny = "D"
      /// Audit.
      case audit = "AU"
      /// Access allowed to an object.
      case objectAllow = "OA"
      /// Access denied to an object.
      case objectDeny = "OD"
      /// Audit of an object.
      case objectAudit = "OU"
      /// Mandatory label.
      case label = "ML"
      /// Central policy identifier.
      case policy = "SP"
      /// Resource attribute.
      case attribute = "RA"
      /// Access allowed under a condition.
      case conditionalAllow = "XA"
      /// Access denied under a condition.
      case conditionalDeny = "XD"
      /// Access to an object allowed under a condition.
      case conditionalObjectAllow = "ZA"
      /// Audit under a condition.
      case conditionalAudit = "XU"

      /// Whether the entry belongs in the system list and not in the discretionary one.
      var isSystem: Bool {
        switch self {
        case .audit, .objectAudit, .label, .policy, .attribute, .conditionalAudit: true
        case .allow, .deny, .objectAllow, .objectDeny, .conditionalAllow, .conditionalDeny,
          .conditionalObjectAllow:
          false
        }
      }

      /// Whether the entry refuses rights.
      var isRefusal: Bool {
        switch self {
        case .deny, .objectDeny, .conditionalDeny: true
        default: false
        }
      }

      /// Whether a condition or an attribute follows the SID.
      var hasExtra: Bool {
        switch self {
        case .attribute, .conditionalAllow, .conditionalDeny, .conditionalObjectAllow,
          .conditionalAudit:
          true
        default: false
        }
      }
    }

    /// The kind.
    public let kind: Kind
    /// Whether the entry is there for children only and counts for nothing here.
    public let isInheritOnly: Bool
    /// The rights that it grants, refuses or audits.
    public let rights: AccessRights
    /// Whom it concerns: a SID, or the pattern of a domain group.
    public let sid: String
    /// The condition under which the entry counts; nil for an entry without one.
    let condition: SDDLCondition?
  }

  /// The owner's SID.
  public let owner: String
  /// The group's SID.
  public let group: String
  /// The discretionary list.
  public let entries: [Entry]

  /// Reads SDDL; nil when WinRM would refuse it (fault 2150859100): owner, group and a
  /// discretionary list must be there.
  public init?(sddl text: String) {
    guard let parts = SDDLParser.parse(text), let owner = parts.owner, let group = parts.group,
      let entries = parts.discretionary
    else { return nil }
    self.owner = owner
    self.group = group
    self.entries = entries
  }

  /// Whether a user with these SIDs has all the rights (`configuration.md` 13.4).
  ///
  /// A condition of which nothing is known grants nothing, and refuses.
  public func grants(_ rights: AccessRights, to sids: Set<String>) -> Bool {
    var missing = rights.expanded
    for entry in entries where !entry.isInheritOnly && sids.contains(entry.sid) {
      let isMet = entry.condition.map { $0.isMet(by: sids) } ?? true
      if entry.kind.isRefusal {
        guard isMet != false else { continue }
        if !missing.isDisjoint(with: entry.rights.expanded) { return false }
      } else if isMet == true {
        missing.subtract(entry.rights.expanded)
      }
      if missing.isEmpty { return true }
    }
    return missing.isEmpty
  }
}
