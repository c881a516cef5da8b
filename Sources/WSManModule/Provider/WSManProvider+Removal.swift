import PSEngine

// Remove-Item (`provider.md` 10.8).
extension WSManProvider {
  func removeItem(_ path: String, recurse: Bool, _ context: ProviderContext) async throws {
    guard let place = WSManPath(path), let computer = place.computer else {
      throw Self.notRemovable
    }
    if case .computer = place {
      guard computer != ConnectionTable.localName else {
        throw PSRuntimeError.provider(WSManMessages.localhostAlwaysConnected)
      }
      guard try await context.shouldProcess(computer, action: "Remove-Item") else { return }
      table(context).remove(computer)
      return
    }
    guard let tree = try await tree(computer, context) else { throw Self.notFound(path, context) }
    let found = try await WSManErrors.asProviderErrors { try await removal(of: place, in: tree) }
    guard let remove = found else { throw Self.notRemovable }
    let isAgreed = try await context.shouldProcess(place.text, action: "Remove-Item")
    guard isAgreed || tree.isRehearsal else { return }
    defer { forget(context) }
    try await Self.changing {
      try await WSManErrors.asProviderErrors { try await remove() }
    }
  }

  private static var notRemovable: PSRuntimeError {
    .provider(WSManMessages.unsupported("Remove-Item"))
  }

  /// What removes the item at a place; `nil` where nothing can be removed.
  private func removal(
    of place: WSManPath, in tree: ComputerTree
  ) async throws -> (() async throws -> Void)? {
    switch place {
    case .root, .computer, .generic: return nil
    case .listener(_, let path): return try await removal(path, of: tree.listeners)
    case .certificate(_, let path): return try await removal(path, of: tree.certificates)
    case .plugin(_, let path):
      guard let first = path.first, let plugin = try await tree.plugins.spelling(of: first) else {
        return nil
      }
      if path.count == 1 { return { try await tree.plugins.remove(plugin) } }
      guard let edit = Self.edit(removing: path) else { return nil }
      return {
        var editor = PluginEditor(try await tree.plugins.document(plugin))
        edit(&editor)
        try await tree.plugins.put(plugin, editor.document)
      }
    }
  }

  private func removal(
    _ path: [String], of region: InstanceRegion
  ) async throws -> (() async throws -> Void)? {
    guard path.count == 1, let instance = try await region.instance(named: path[0]) else {
      return nil
    }
    return { try await region.remove(instance) }
  }

  private static func edit(removing path: [String]) -> ((inout PluginEditor) -> Void)? {
    switch (path.count, path[1]) {
    case (3, "InitializationParameters"): return { $0.removeParameter(path[2]) }
    case (3, "Resources"): return { $0.removeResource(path[2]) }
    case (5, "Resources") where path[3] == "Security": return { $0.removeSecurity(path[2]) }
    default: return nil
    }
  }
}
