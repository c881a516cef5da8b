import WSManClient

@testable import Lab

/// What a shell with labs has: the computer itself, the labs, and the ways to them.
struct LabEnvironment: Sendable {
  let localComputer: LabLocalComputer
  let network: LabNetwork
  let connectors: [any TransportConnector]

  init(
    stateDirectory: String, labs: [LabFile], keepsLabs: Bool, isElevated: Bool, hostName: String
  ) throws(LabFileError) {
    let database = LabDatabase(directory: stateDirectory)
    localComputer = LabLocalComputer(
      database: database, isElevated: isElevated, hostName: hostName)
    network = try LabNetwork(labs, keepingChangesIn: keepsLabs ? database : nil)
    connectors = [
      LocalConnector(computer: localComputer),
      LabConnector(network: network, currentUser: localComputer.userName),
    ]
  }
}
