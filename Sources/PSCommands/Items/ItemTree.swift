import PSEngine

/// Walks the items below a container, level by level: first all children of a node, then each
/// container among them in its turn.
enum ItemTree {
  /// Trees deeper than this are taken for endless.
  static let depthLimit = 512

  /// Calls `visit` for every item below `target`.
  /// - Parameter depth: how many levels below the children are entered; all when `nil`.
  static func walk(
    _ target: ItemTarget, _ provider: ProviderContext, depth: Int?,
    _ visit: (ProviderChild, String) async throws -> Void
  ) async throws {
    try await walk(target, target.path, provider, min(depth ?? depthLimit, depthLimit), visit)
  }

  private static func walk(
    _ target: ItemTarget, _ path: String, _ provider: ProviderContext, _ depth: Int,
    _ visit: (ProviderChild, String) async throws -> Void
  ) async throws {
    try Task.checkCancellation()
    let children = try await target.implementation.getChildNames(path, provider)
    for child in children { try await visit(child, target.join(path, child.name)) }
    guard depth > 0 else { return }
    for child in children where child.isContainer && child.isEntered {
      try await walk(target, target.join(path, child.name), provider, depth - 1, visit)
    }
  }
}
