import PSEngine

/// What the drives over session state (`Env:`, `Variable:`, `Function:`, `Alias:`) have in common: a
/// root that holds named items and nothing below them.
class FlatProvider: CmdletProvider {
  /// Name of the drive, which is the provider's own unless stated.
  let driveName: String
  /// `Get-PSDrive`'s description.
  private let summary: String

  init(driveName: String, summary: String) {
    self.driveName = driveName
    self.summary = summary
  }

  // MARK: What a subclass supplies

  /// Names of all items, sorted.
  func names(_ context: ProviderContext) -> [String] { [] }
  /// The item of a name; `nil` when there is none.
  func item(_ name: String, _ context: ProviderContext) -> PSValue? { nil }
  /// What `Get-Content` and `$drive:name` give.
  func content(_ name: String, _ context: ProviderContext) -> PSValue? { nil }
  /// Makes or changes an item.
  func assign(_ name: String, _ value: PSValue, _ context: ProviderContext) async throws {}
  /// Removes an item.
  func remove(_ name: String, _ context: ProviderContext) throws {}
  /// Word for an item in messages and ids: `Variable`.
  var noun: String { "Item" }

  // MARK: CmdletProvider

  var hasContent: Bool { true }

  func initializeDefaultDrives(_ info: ProviderInfo) -> [PSDriveInfo] {
    [PSDriveInfo(name: driveName, provider: info, root: "", summary: summary)]
  }

  func itemExists(_ path: String, _ context: ProviderContext) async throws -> Bool {
    let name = Self.name(path)
    return name.isEmpty || item(name, context) != nil
  }

  func isItemContainer(_ path: String, _ context: ProviderContext) async throws -> Bool {
    Self.name(path).isEmpty
  }

  func getItem(_ path: String, _ context: ProviderContext) async throws {
    let name = Self.name(path)
    guard !name.isEmpty else {
      let items = names(context).compactMap { item($0, context) }
      return try await context.write(
        ProviderItem(.list(items), path: "", isContainer: true, childName: driveName))
    }
    guard let item = item(name, context) else { throw PathResolver.notFound(name) }
    try await context.write(ProviderItem(item, path: name, isContainer: false))
  }

  func getChildItems(_ path: String, _ context: ProviderContext) async throws {
    for name in names(context) { try await getItem(name, context) }
  }

  func getChildNames(_ path: String, _ context: ProviderContext) async throws -> [ProviderChild] {
    Self.name(path).isEmpty
      ? names(context).map { ProviderChild(name: $0, isContainer: false) } : []
  }

  func setItem(_ path: String, _ value: PSValue, _ context: ProviderContext) async throws {
    let name = Self.name(path)
    guard !name.isEmpty else { throw rootRefused() }
    guard
      try await context.shouldProcess(
        "Item: \(name) Value: \(TextConversion.text(of: value))", action: "Set Item")
    else { return }
    try await assign(name, value, context)
    if context.wantsItem { try await getItem(name, context) }
  }

  func clearItem(_ path: String, _ context: ProviderContext) async throws {
    let name = Self.name(path)
    guard !name.isEmpty else { throw rootRefused() }
    guard try await context.shouldProcess("Item: \(name)", action: "Clear Item") else { return }
    try await assign(name, .null, context)
  }

  func newItem(
    _ path: String, type: String?, value: PSValue?, _ context: ProviderContext
  ) async throws {
    let name = Self.name(path)
    guard !name.isEmpty else { throw rootRefused() }
    guard item(name, context) == nil || context.force else {
      throw PSRuntimeError(
        "The item at path '\(name)' already exists.", id: noun + "AlreadyExists",
        category: .resourceExists, exception: "System.Management.Automation.PSArgumentException",
        target: .string(name))
    }
    guard
      try await context.shouldProcess(
        "Item: \(name) Type: \(type ?? "") Value: \(value.map { TextConversion.text(of: $0) } ?? "")",
        action: "New Item")
    else { return }
    try await assign(name, value ?? .null, context)
    try await getItem(name, context)
  }

  func removeItem(_ path: String, recurse: Bool, _ context: ProviderContext) async throws {
    let name = Self.name(path)
    guard !name.isEmpty else { throw rootRefused() }
    guard try await context.shouldProcess("Item: \(name)", action: "Remove Item") else { return }
    try remove(name, context)
  }

  func renameItem(_ path: String, to newName: String, _ context: ProviderContext) async throws {
    let name = Self.name(path)
    try await copy(name, to: newName, action: "Rename Item", context)
    if item(newName, context) != nil, !name.equalsIgnoringCase(newName) {
      try remove(name, context)
    }
  }

  func copyItem(
    _ path: String, to destination: String, recurse: Bool, _ context: ProviderContext
  ) async throws {
    try await copy(Self.name(path), to: Self.name(destination), action: "Copy Item", context)
  }

  func getContent(_ path: String, _ context: ProviderContext) async throws -> PSValue {
    let name = Self.name(path)
    guard let content = content(name, context) else { throw PathResolver.notFound(name) }
    return content
  }

  func setContent(
    _ path: String, _ lines: [PSValue], append: Bool, _ context: ProviderContext
  ) async throws {
    guard !append else {
      throw PSRuntimeError(
        "The content of \(driveName): items is replaced as a whole; use Set-Content.",
        id: "NotSupported", category: .notImplemented,
        exception: "System.Management.Automation.PSNotSupportedException")
    }
    try await assign(Self.name(path), .collapsing(lines), context)
  }

  // MARK: Helpers

  /// The name that a path means; empty at the root.
  static func name(_ path: String) -> String {
    String(path.drop { $0 == "\\" || $0 == "/" })
  }

  private func copy(
    _ name: String, to newName: String, action: String, _ context: ProviderContext
  ) async throws {
    guard !name.isEmpty, !newName.isEmpty else { throw rootRefused() }
    guard let value = content(name, context) else { throw PathResolver.notFound(name) }
    guard
      try await context.shouldProcess("Item: \(name) Destination: \(newName)", action: action)
    else { return }
    try await assign(newName, value, context)
    if context.wantsItem { try await getItem(newName, context) }
  }

  private func rootRefused() -> PSRuntimeError {
    PSRuntimeError(
      "The root of \(driveName): is no item of its own. Name an item below it.", id: "Argument",
      category: .invalidArgument, exception: "System.Management.Automation.PSArgumentException")
  }
}
