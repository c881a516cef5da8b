// Existing items: wildcards are resolved element by element through the provider.
extension PathResolver {
  /// The existing items that a path names.
  /// - Parameters:
  ///   - path: as typed; a backtick takes the meaning of the wildcard behind it.
  ///   - literal: whether wildcards are ordinary characters (`-LiteralPath`).
  ///   - context: what the provider is asked with.
  /// - Returns: at least one place for a path without wildcards; perhaps none for one with them.
  /// - Throws: ``PSRuntimeError`` `PathNotFound` for a path without wildcards that leads nowhere,
  ///   and what ``locate(_:)`` and the provider throw.
  public func resolve(
    _ path: String, literal: Bool = false, _ context: ProviderContext
  ) async throws -> [ResolvedPath] {
    let parts = try parse(path)
    if !literal, parts.typed.contains(where: WildcardPattern.containsWildcards) {
      return try await expand(parts, context)
    }
    let typed = literal ? parts.typed : parts.typed.map(WildcardPattern.unescape)
    let place = place(parts, ProviderPath.normalized(parts.base + typed))
    context.enter(place)
    guard try await place.provider.provider.itemExists(place.providerPath, context) else {
      throw Self.notFound(place.displayPath)
    }
    return [place]
  }

  /// The error of a path that leads nowhere. Its message has only the ends of one that would fill
  /// the screen; its target is the whole path.
  public static func notFound(_ path: String) -> PSRuntimeError {
    let shown =
      path.utf8.count <= longestShownPath
      ? path : "\(path.prefix(longestShownPath / 4))...\(path.suffix(longestShownPath / 4))"
    return PSRuntimeError(
      "Cannot find path '\(shown)' because it does not exist.", id: "PathNotFound",
      category: .objectNotFound, exception: "System.Management.Automation.ItemNotFoundException",
      target: .string(path))
  }

  /// Bytes of UTF-8.
  private static let longestShownPath = 1_000

  /// Whether an item exists at a path; missing drives and providers mean no (`Test-Path`).
  public func exists(_ path: String, literal: Bool, _ context: ProviderContext) async throws -> Bool
  {
    do {
      return try await !resolve(path, literal: literal, context).isEmpty
    } catch let error as PSRuntimeError {
      switch error.record.errorId {
      case "PathNotFound", "DriveNotFound", "ProviderNotFound": return false
      default: throw error
      }
    }
  }

  private func expand(
    _ parts: Parts, _ context: ProviderContext
  ) async throws -> [ResolvedPath] {
    var fronts: [[String]] = [parts.base]
    var needsCheck = false
    let elements = parts.typed
    for element in elements {
      try Task.checkCancellation()
      guard WildcardPattern.containsWildcards(element) else {
        let name = WildcardPattern.unescape(element)
        fronts = fronts.map { ProviderPath.normalized($0 + [name]) }
        needsCheck = true
        continue
      }
      let pattern = WildcardPattern(element)
      var next: [[String]] = []
      for front in fronts {
        let folder = place(parts, front)
        let provider = folder.provider.provider
        context.enter(folder)
        guard try await provider.itemExists(folder.providerPath, context),
          try await provider.isItemContainer(folder.providerPath, context)
        else { continue }
        for child in try await provider.getChildNames(folder.providerPath, context)
        where pattern.matches(child.name) {
          next.append(front + [child.name])
        }
      }
      fronts = next
      needsCheck = false
    }
    var places: [ResolvedPath] = []
    places.reserveCapacity(fronts.count)
    for front in fronts {
      let place = place(parts, front)
      if needsCheck {
        context.enter(place)
        guard try await place.provider.provider.itemExists(place.providerPath, context) else {
          continue
        }
      }
      places.append(place)
    }
    return places
  }
}
