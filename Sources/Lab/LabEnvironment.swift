public import WSManClient

/// Everything emulated that a shell needs: the computer itself, the labs, and the ways to them.
///
/// Making one opens nothing: no database before the configuration of `localhost` or of a kept
/// computer is asked for, no service before somebody connects.
public struct LabEnvironment: Sendable {
  /// The computer itself.
  public let localComputer: LabLocalComputer
  /// The computers of the labs.
  public let network: LabNetwork
  /// Connects to the computer itself and to the computers of the labs, in this order. Whoever is
  /// asked next handles real networks.
  public let connectors: [any TransportConnector]

  /// The environment of a shell.
  ///
  /// - Parameters:
  ///   - stateDirectory: the folder for the database.
  ///   - labs: the labs, in the order in which the user named them.
  ///   - keepsLabs: whether changes of lab computers are kept for the next time.
  ///   - isElevated: whether the user acts as an administrator of the computer itself.
  ///   - hostName: the name of the machine; nil takes that of the system.
  /// - Throws: ``LabFileError`` when two labs have computers of the same name.
  public init(
    stateDirectory: String, labs: [LabFile] = [], keepsLabs: Bool = false,
    isElevated: Bool = true, hostName: String? = nil
  ) throws(LabFileError) {
    let database = LabDatabase(directory: stateDirectory)
    let local = LabLocalComputer(
      database: database, isElevated: isElevated, hostName: hostName)
    localComputer = local
    network = try LabNetwork(labs, keepingChangesIn: keepsLabs ? database : nil)
    connectors = [
      LocalConnector(computer: local),
      LabConnector(network: network, currentUser: local.userName),
    ]
  }
}
