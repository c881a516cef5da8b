import Teaching
import WSManClient
import WSManModule

extension MapConnection {
  /// What the map shows of a connection of the drive.
  init(_ summary: ConnectionSummary) {
    self.init(
      name: summary.name, address: summary.address, transport: summary.transport,
      authentication: summary.authentication, protection: summary.protection,
      requests: summary.traffic.requests, sentBytes: summary.traffic.sentBytes,
      receivedBytes: summary.traffic.receivedBytes)
  }
}
