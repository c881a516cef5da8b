import WSManProtocol

/// The authorisation of requests.
///
/// The configuration is open to administrators only, on the computer itself too
/// (`configuration.md` 2).
enum AccessCheck {
  /// Whether the caller may read and write the configuration.
  static func allowsConfiguration(_ caller: Caller) -> Bool {
    caller.sids.contains(WellKnownSIDs.administrators)
  }

  /// Whether a descriptor gives the caller rights; a descriptor that cannot be read gives none.
  static func allows(_ rights: AccessRights, to caller: Caller, sddl: String) -> Bool {
    SecurityDescriptor(sddl: sddl)?.grants(rights, to: caller.sids) ?? false
  }
}
