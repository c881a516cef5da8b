import PSEngine

/// Where the drive stands: computers in whose tree it stands cannot be connected again or
/// disconnected (`cmdlets.md` 4). Whole path components are compared.
enum DriveLocation {
  /// Whether the remembered location of any drive of the provider lies in a computer.
  static func isInside(_ computer: String, _ session: SessionState) -> Bool {
    session.drives.all().contains { drive in
      drive.provider.name == WSManProvider.name
        && WSManPath(drive.currentLocation)?.computer == computer.lowercased()
    }
  }
}
