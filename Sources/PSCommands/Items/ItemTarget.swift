import PSEngine

/// An item that a path of a command names.
struct ItemTarget {
  let place: ResolvedPath
  /// Whether a wildcard found it: then it exists.
  let isMatch: Bool
  private let resolver: PathResolver

  init(_ place: ResolvedPath, isMatch: Bool, resolver: PathResolver) {
    self.place = place
    self.isMatch = isMatch
    self.resolver = resolver
  }

  var provider: ProviderInfo { place.provider }
  var implementation: any CmdletProvider { place.provider.provider }
  var drive: PSDriveInfo? { place.drive }
  /// Path in the provider's own form.
  var path: String { place.providerPath }
  /// Path as messages show it.
  var shown: String { place.displayPath }
  /// `Module\Provider::path`.
  var qualifiedPath: String { provider.qualified(implementation.displayPath(path)) }
  /// Last element of the path.
  var name: String { ProviderPath.childName(path) }

  /// Path of a child, or of something below.
  func join(_ path: String, _ child: String) -> String {
    ProviderPath.join(path, child, separator: implementation.separator)
  }

  /// The same drive and provider at another path.
  func moved(to path: String) -> ItemTarget {
    ItemTarget(
      resolver.place(provider: provider, drive: drive, path), isMatch: isMatch, resolver: resolver)
  }

  /// What a relative path below this item names.
  func child(_ relative: String) -> ItemTarget {
    let separator = String(implementation.separator)
    let elements = ProviderPath.normalized(ProviderPath.elements(relative))
    return moved(to: join(path, elements.joined(separator: separator)))
  }

  /// The container of the item; `nil` at the root of its drive.
  var parent: ItemTarget? {
    guard !path.isEmpty, path != drive?.root else { return nil }
    return moved(to: ProviderPath.parent(path))
  }

  /// A path below this item, as `Get-ChildItem -Name` writes it.
  func relative(_ other: String) -> String {
    let rest = ProviderPath.relative(other, to: path, separator: implementation.separator)
    return ProviderPath.elements(rest).joined(separator: "\\")
  }

  /// Adds the note properties that tell where something comes from.
  func annotate(_ object: PSObject) {
    object.setNote("PSPath", .string(qualifiedPath))
    object.setNote("PSParentPath", .string(parent?.qualifiedPath ?? ""))
    object.setNote("PSChildName", .string(name))
    if let drive { object.setNote("PSDrive", .object(drive)) }
    object.setNote("PSProvider", .object(provider))
  }
}

extension CommandContext {
  /// A context for the providers that this command will ask. One serves a whole command, so that
  /// what a provider caches lives that long.
  func makeProviderContext() -> ProviderContext {
    let provider = ProviderContext(execution, command: self)
    provider.force = self[ItemParameters.force]
    provider.credential = self[ItemParameters.credential]
    provider.filter = self[ItemParameters.filter]
    provider.include = self[ItemParameters.include] ?? []
    provider.exclude = self[ItemParameters.exclude] ?? []
    return provider
  }
}

extension ProviderContext {
  /// The items that a path names: those that exist for one with wildcards, otherwise the one place,
  /// whether or not something is there.
  func resolve(_ path: String, _ isLiteral: Bool) async throws -> [ItemTarget] {
    let resolver = PathResolver(execution)
    if !isLiteral && WildcardPattern.containsWildcards(path) {
      return try await resolver.resolve(path, self).map {
        ItemTarget($0, isMatch: true, resolver: resolver)
      }
    }
    let place = try resolver.locate(isLiteral ? path : WildcardPattern.unescape(path))
    return [ItemTarget(place, isMatch: false, resolver: resolver)]
  }

  /// This context, prepared for calls about an item.
  func entering(_ target: ItemTarget) -> ProviderContext {
    enter(target.place)
    return self
  }

  /// This context, prepared for calls about a whole drive.
  func entering(_ drive: PSDriveInfo) -> ProviderContext {
    enter(PathResolver(execution).place(provider: drive.provider, drive: drive, drive.root))
    return self
  }

  /// Where a drive stands.
  func location(of drive: PSDriveInfo) -> PathInfo {
    let path = ProviderPath.join(
      drive.root, drive.currentLocation, separator: drive.provider.provider.separator)
    return PathInfo(PathResolver(execution).place(provider: drive.provider, drive: drive, path))
  }

  /// The item itself instead of its way into the pipeline.
  func capture(_ target: ItemTarget) async throws -> PSValue {
    let collector = ArrayCollector()
    let copy = collecting(into: collector)
    copy.enter(target.place)
    try await target.implementation.getItem(target.path, copy)
    return collector.values.first ?? .null
  }

  /// The path from the current location to an item, beginning with `.` or `..`.
  func relativePath(of target: ItemTarget) -> String {
    let location = session.currentLocation
    guard location.provider === target.provider else { return target.shown }
    let from = ProviderPath.elements(location.providerPath)
    let to = ProviderPath.elements(target.path)
    let common = zip(from, to).prefix { $0.equalsIgnoringCase($1) }.count
    let ups = Array(repeating: "..", count: from.count - common)
    return ((ups.isEmpty ? ["."] : ups) + to.dropFirst(common)).joined(separator: "\\")
  }

  /// Whether the current location is an item or lies below it.
  func isInUse(_ target: ItemTarget) -> Bool {
    let location = session.currentLocation
    guard location.provider === target.provider else { return false }
    return ProviderPath.isBelow(
      location.providerPath, root: target.path, separator: target.implementation.separator)
  }
}
