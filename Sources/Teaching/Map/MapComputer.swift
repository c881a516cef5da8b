import PSEngine

/// A connected computer as the map shows it.
struct MapComputer {
  /// How it is connected.
  var connection: MapConnection
  /// What the drive lists below it.
  var tree: [MapNode] = []
  /// Why that could not be read.
  var refusal: String?

  /// Reads what is below a computer.
  /// - Parameter depth: how many levels; nothing is read when it is 0.
  static func read(
    _ connection: MapConnection, depth: Int, _ context: CommandContext
  ) async throws -> MapComputer {
    var computer = MapComputer(connection: connection)
    guard depth > 0 else { return computer }
    do {
      computer.tree = try await MapNode.children(
        of: "WSMan:\\\(connection.name)", depth: depth, context)
    } catch let error as PSRuntimeError {
      computer.refusal = error.record.message
    }
    return computer
  }
}
