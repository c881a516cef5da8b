/// Security identifiers that SDDL knows by two letters (`configuration.md` 13.2).
public enum WellKnownSIDs {
  /// The local group Administrators.
  public static let administrators = "S-1-5-32-544"
  /// Everyone.
  public static let everyone = "S-1-1-0"
  /// Every authenticated user.
  public static let authenticatedUsers = "S-1-5-11"
  /// Users logged on at the computer itself.
  public static let interactive = "S-1-5-4"
  /// Users that come over the network.
  public static let network = "S-1-5-2"
  /// The local group Remote Management Users.
  public static let remoteManagementUsers = "S-1-5-32-580"
  /// The local group Users.
  public static let users = "S-1-5-32-545"

  /// The SID of an alias in upper case; nil when there is no such alias.
  ///
  /// The alias of a domain group gives a pattern in which the domain is spelled out, such as
  /// `S-1-5-21-<domain>-512`.
  public static func sid(alias: String) -> String? { aliases[alias] }

  private static let aliases: [String: String] = [
    "AA": "S-1-5-32-579", "AC": "S-1-15-2-1", "AN": "S-1-5-7", "AO": "S-1-5-32-548",
    "AU": authenticatedUsers, "BA": administrators, "BG": "S-1-5-32-546",
    "BO": "S-1-5-32-551", "BU": users, "CA": "S-1-5-21-<domain>-517",
    "CD": "S-1-5-32-574", "CG": "S-1-3-1", "CN": "S-1-5-21-<domain>-522", "CO": "S-1-3-0",
    "CY": "S-1-5-32-569", "DA": "S-1-5-21-<domain>-512", "DC": "S-1-5-21-<domain>-515",
    "DD": "S-1-5-21-<domain>-516", "DG": "S-1-5-21-<domain>-514",
    "DU": "S-1-5-21-<domain>-513", "EA": "S-1-5-21-<root-domain>-519", "ED": "S-1-5-9",
    "ER": "S-1-5-32-573", "ES": "S-1-5-32-576", "HA": "S-1-5-32-578", "HI": "S-1-16-12288",
    "IS": "S-1-5-32-568", "IU": interactive, "LA": "S-1-5-21-<machine>-500",
    "LG": "S-1-5-21-<machine>-501", "LS": "S-1-5-19", "LU": "S-1-5-32-559",
    "LW": "S-1-16-4096", "ME": "S-1-16-8192", "MP": "S-1-16-8448", "MS": "S-1-5-32-577",
    "MU": "S-1-5-32-558", "NO": "S-1-5-32-556", "NS": "S-1-5-20", "NU": network,
    "OW": "S-1-3-4", "PA": "S-1-5-21-<domain>-520", "PO": "S-1-5-32-550", "PS": "S-1-5-10",
    "PU": "S-1-5-32-547", "RA": "S-1-5-32-575", "RC": "S-1-5-12", "RD": "S-1-5-32-555",
    "RE": "S-1-5-32-552", "RM": remoteManagementUsers, "RO": "S-1-5-21-<root-domain>-498",
    "RS": "S-1-5-21-<domain>-553", "RU": "S-1-5-32-554", "SA": "S-1-5-21-<root-domain>-518",
    "SI": "S-1-16-16384", "SO": "S-1-5-32-549", "SU": "S-1-5-6", "SY": "S-1-5-18",
    "UD": "S-1-5-84-0-0-0-0-0", "WD": everyone, "WR": "S-1-5-33",
  ]
}
