import PSEngine
import WSManClient

/// The provider of the `WSMan:` drive: a navigation over the configuration of connected computers
/// (`provider.md`).
final class WSManProvider: CmdletProvider {
  static let name = "WSMan"

  private let isConnected: (String) -> Bool
  /// What the last command line, or completion since, has read: pressing Tab asks nobody again.
  private var recent: (line: Int64?, cache: CommandCache)?

  /// - Parameter isConnected: whether the session has a connection of a name.
  init(isConnected: @escaping (String) -> Bool) { self.isConnected = isConnected }

  func initializeDefaultDrives(_ info: ProviderInfo) -> [PSDriveInfo] {
    [
      PSDriveInfo(
        name: Self.name, provider: info, root: "",
        summary: "Root of the configuration of the connected computers.")
    ]
  }

  func newDrive(_ drive: PSDriveInfo, _ context: ProviderContext) async throws -> PSDriveInfo {
    guard drive.root.isEmpty else {
      throw PSRuntimeError(
        ErrorRecord(
          PSException(
            "System.InvalidOperationException", WSManMessages.rootPathMissing(drive.root)),
          id: "WsManError", category: .invalidOperation, target: .string(drive.root)))
    }
    return drive
  }

  /// Closes every connection, also those that other drives show; the next use begins with the local
  /// computer again (`provider.md` 3).
  func removeDrive(_ drive: PSDriveInfo, _ context: ProviderContext) async throws {
    table(context).removeAll()
  }

  // MARK: Computers

  func table(_ context: ProviderContext) -> ConnectionTable { context.session.wsmanConnections }

  /// What one command has read of the computers.
  private final class CommandCache {
    var trees: [String: ComputerTree] = [:]
    /// Local computers whose service is known to run.
    var running: Set<String> = []
    /// Why local computers whose service is stopped are not read: the answer was no. The command
    /// that looks again, for its parameters first and then for its items, asks nobody again.
    var refusals: [String: PSRuntimeError] = [:]
  }

  /// Of how many computers completion remembers what was read.
  private static let mostRemembered = 16

  private func cache(_ context: ProviderContext) -> CommandCache {
    if let known = context.cache as? CommandCache { return known }
    var cache = CommandCache()
    let line = context.session.history.entries.last?.id
    if context.takesRecentReads, let recent, recent.line == line { cache = recent.cache }
    recent = (line, cache)
    context.cache = cache
    return cache
  }

  /// Lets go of what was read before a change.
  func forget(_ context: ProviderContext) { cache(context).trees = [:] }

  /// The tree of a connected computer, shared by everything that one command asks; `nil` when the
  /// computer is not connected.
  /// - Throws: ``PSRuntimeError`` when the service of the local computer is stopped and stays so.
  func tree(_ computer: String, _ context: ProviderContext) async throws -> ComputerTree? {
    guard let connection = table(context).connection(computer) else { return nil }
    let cache = cache(context)
    if !cache.running.contains(computer) {
      if let refusal = cache.refusals[computer] { throw refusal }
      do {
        try await ServiceCheck(context).requireRunning(computer)
      } catch let error as PSRuntimeError where context.command != nil {
        cache.refusals[computer] = error
        throw error
      }
      cache.running.insert(computer)
    }
    // What wildcards have read on the way to the change, they have read without -WhatIf.
    let isRehearsal = isRehearsal(connection, context)
    if let tree = cache.trees[computer] {
      tree.access.isRehearsal = isRehearsal
      return tree
    }
    let access = ConfigurationAccess(session: connection.session)
    access.isRehearsal = isRehearsal
    let tree = ComputerTree(connection.name, access)
    cache.trees[computer] = tree
    // A shell may be connected to thousands; what it read of all of them is not worth its memory.
    if cache.trees.count > Self.mostRemembered { recent = nil }
    return tree
  }

  /// Whether a change goes on although `-WhatIf` forbids it, because somebody wants to see what
  /// would be sent. It ends where it would be sent.
  func isRehearsal(_ computer: String, _ context: ProviderContext) -> Bool {
    table(context).connection(computer).map { isRehearsal($0, context) } ?? false
  }

  private func isRehearsal(_ connection: WSManConnection, _ context: ProviderContext) -> Bool {
    connection.session.isRehearsalWanted && context.command?.isWhatIf ?? false
  }

  /// Makes a change that may be a rehearsal.
  static func changing(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch is ConfigurationAccess.RehearsalEnded {}
  }

  // MARK: Lookup

  /// The item at a path, `nil` when there is none.
  func item(_ path: String, _ context: ProviderContext) async throws -> DriveItem? {
    guard let place = WSManPath(path) else { return nil }
    guard let computer = place.computer else { return .root }
    guard let tree = try await tree(computer, context) else { return nil }
    return try await WSManErrors.asProviderErrors { try await tree.item(place) }
  }

  /// The children of a container as items, in the order of `provider.md` 6.
  private func children(_ path: String, _ context: ProviderContext) async throws -> [DriveItem] {
    guard let place = WSManPath(path) else { return [] }
    guard let computer = place.computer else {
      return table(context).names.map { DriveItem.computer($0) }
    }
    guard let tree = try await tree(computer, context) else { return [] }
    return try await WSManErrors.asProviderErrors { try await tree.children(place) }
  }

  // MARK: Reading

  func isValidPath(_ path: String) -> Bool { true }

  func itemExists(_ path: String, _ context: ProviderContext) async throws -> Bool {
    try await item(path, context) != nil
  }

  func isItemContainer(_ path: String, _ context: ProviderContext) async throws -> Bool {
    try await item(path, context)?.isContainer ?? false
  }

  func hasChildItems(_ path: String, _ context: ProviderContext) async throws -> Bool {
    guard let place = WSManPath(path) else { return false }
    guard let computer = place.computer, let tree = try await tree(computer, context) else {
      return true
    }
    return try await WSManErrors.asProviderErrors { try await tree.hasChildren(place) }
  }

  func getItem(_ path: String, _ context: ProviderContext) async throws {
    _ = try await getItemIfExists(path, context)
  }

  func getItemIfExists(_ path: String, _ context: ProviderContext) async throws -> Bool {
    guard let item = try await item(path, context) else { return false }
    try await context.write(item.providerItem)
    return true
  }

  func getChildItems(_ path: String, _ context: ProviderContext) async throws {
    for item in try await children(path, context) { try await context.write(item.providerItem) }
  }

  func getChildNames(_ path: String, _ context: ProviderContext) async throws -> [ProviderChild] {
    try await children(path, context).map {
      ProviderChild(
        name: ProviderPath.childName($0.path), isContainer: $0.isContainer)
    }
  }

  func entersEachChild(of path: String) -> Bool {
    ["listener", "plugin", "resources", "security", "clientcertificate"]
      .contains(ProviderPath.childName(path).lowercased())
  }

  // MARK: Spelling

  /// Names in the drive's own spelling; of a computer that is not connected the text stays as typed.
  func canonicalPath(_ path: String) -> String {
    let segments = WSManPath.segments(path)
    guard let first = segments.first, isConnected(first) else { return path }
    return WSManPath.canonicalText(segments)
  }

  /// Plugins are shown as they spell themselves.
  func spelledPath(_ path: String, _ context: ProviderContext) async throws -> String {
    guard WSManPath(path)?.computer != nil else { return path }
    return try await item(path, context)?.path ?? path
  }

  func displayPath(_ path: String) -> String { WSManPath.canonicalText(path) }
}
