import PSEngine

/// Where the drive stands: a computer in whose tree it stands cannot be disconnected, and not
/// connected again from there (`cmdlets.md` 4). Whole path components are compared.
enum DriveLocation {
  /// Whether the current location lies in a computer.
  static func isCurrentInside(_ computer: String, _ session: SessionState) -> Bool {
    let here = session.currentLocation
    return here.provider.name == WSManProvider.name
      && WSManPath(here.providerPath)?.computer == computer.lowercased()
  }

  /// Whether the remembered location of any drive of the provider lies in a computer.
  static func isRememberedInside(_ computer: String, _ session: SessionState) -> Bool {
    session.drives.all().contains { drive in
      drive.provider.name == WSManProvider.name
        && WSManPath(drive.currentLocation)?.computer == computer.lowercased()
    }
  }
}
