import PSEngine

/// Walks the items below a container: first all children of a node, then each container among them
/// in its turn, unless the provider wants each child with what is below it.
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
    let implementation = target.implementation
    let children = try await implementation.getChildNames(path, provider)
    let entersEach = depth > 0 && implementation.entersEachChild(of: path)
    if !entersEach {
      for child in children { try await visit(child, target.join(path, child.name)) }
    }
    guard depth > 0 else { return }
    for child in children {
      let below = target.join(path, child.name)
      if entersEach { try await visit(child, below) }
      guard child.isContainer && child.isEntered else { continue }
      try await walk(target, below, provider, depth - 1, visit)
    }
  }
}
