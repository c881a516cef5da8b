/// A provider: a tree of items behind drives. Every operation has a default that refuses, so a
/// provider implements what it can do (`language.md` 7.4, `provider.md` 2).
///
/// All paths are *provider paths*: the drive's root is already joined, separators are the
/// provider's own, wildcards are resolved. Methods run on the runspace that called them.
public protocol CmdletProvider: AnyObject {
  /// Separator between path elements.
  var separator: Character { get }
  /// Drives that exist from the start; `info` is the registered provider.
  func initializeDefaultDrives(_ info: ProviderInfo) -> [PSDriveInfo]
  /// Checks and prepares a drive that `New-PSDrive` asks for.
  func newDrive(_ drive: PSDriveInfo, _ context: ProviderContext) async throws -> PSDriveInfo
  /// Lets go of a drive that `Remove-PSDrive` takes away.
  func removeDrive(_ drive: PSDriveInfo, _ context: ProviderContext) async throws
  /// Bytes used and free below a drive; `nil` where that means nothing.
  func space(of drive: PSDriveInfo) -> (used: Int64, free: Int64)?
  /// Whether items have content (`Get-Content` and its kin).
  var hasContent: Bool { get }
  /// Whether a recursive listing may be cut at a depth (`Get-ChildItem -Depth`).
  var supportsDepth: Bool { get }
  /// Whether a recursive listing of a container goes below each child before it shows the next one
  /// (`provider.md` 10.2); otherwise all children come first.
  func entersEachChild(of path: String) -> Bool
  /// Whether a path without drive or provider names a place by itself, as a real path of the
  /// machine does for files (`language.md` 1.2).
  func isAbsolute(_ path: String) -> Bool
  /// The one spelling under which a provider path is used, such as that of an existing file whose
  /// name was typed in another case.
  func canonicalPath(_ path: String) -> String
  /// The spelling of an existing path under which it becomes the current location, when that takes
  /// asking for it.
  func spelledPath(_ path: String, _ context: ProviderContext) async throws -> String
  /// Whether a path is well-formed (`Test-Path -IsValid`).
  func isValidPath(_ path: String) -> Bool
  /// Whether an item exists.
  func itemExists(_ path: String, _ context: ProviderContext) async throws -> Bool
  /// Whether an existing item can have children.
  func isItemContainer(_ path: String, _ context: ProviderContext) async throws -> Bool
  /// Whether an item has children (`Remove-Item` asks before it deletes them).
  func hasChildItems(_ path: String, _ context: ProviderContext) async throws -> Bool
  /// Writes the item to ``ProviderContext/write(_:)``.
  func getItem(_ path: String, _ context: ProviderContext) async throws
  /// Writes the item if there is one, for providers that find an item and tell whether it exists in
  /// one go.
  /// - Returns: whether it exists.
  func getItemIfExists(_ path: String, _ context: ProviderContext) async throws -> Bool
  /// Does the default action of an item.
  func invokeItem(_ path: String, _ context: ProviderContext) async throws
  /// Writes the children; the engine asks again for each container when it recurses.
  func getChildItems(_ path: String, _ context: ProviderContext) async throws
  /// Names of the children in the order of ``getChildItems(_:_:)``, for wildcards, `-Name` and
  /// completion.
  func getChildNames(_ path: String, _ context: ProviderContext) async throws -> [ProviderChild]
  /// Changes the value of an item.
  func setItem(_ path: String, _ value: PSValue, _ context: ProviderContext) async throws
  /// Empties an item.
  func clearItem(_ path: String, _ context: ProviderContext) async throws
  /// Creates an item; `type` is `New-Item -ItemType`.
  func newItem(
    _ path: String, type: String?, value: PSValue?, _ context: ProviderContext) async throws
  /// Removes an item.
  func removeItem(_ path: String, recurse: Bool, _ context: ProviderContext) async throws
  /// Renames an item.
  func renameItem(_ path: String, to name: String, _ context: ProviderContext) async throws
  /// Copies an item.
  func copyItem(
    _ path: String, to destination: String, recurse: Bool, _ context: ProviderContext) async throws
  /// Moves an item.
  func moveItem(_ path: String, to destination: String, _ context: ProviderContext) async throws
  /// Reads content as lines or, raw, as one string (`Get-Content`).
  func getContent(_ path: String, _ context: ProviderContext) async throws -> PSValue
  /// Opens content that can be read line by line; `nil` when it has to be read as a whole.
  func contentReader(_ path: String, _ context: ProviderContext) async throws
    -> (any ContentReader)?
  /// Replaces or appends to content (`Set-Content`, `Add-Content`, `Clear-Content`).
  func setContent(
    _ path: String, _ lines: [PSValue], append: Bool, _ context: ProviderContext) async throws
  /// The operations for which ``dynamicParameters(_:_:_:)`` may have an answer.
  var operationsWithParameters: Set<ProviderOperation> { get }
  /// Parameters that an item cmdlet gets at this path.
  /// - Parameter operation: the cmdlet's verb, such as `New`, `Get`, `Set`.
  func dynamicParameters(
    _ operation: ProviderOperation, _ path: String, _ context: ProviderContext
  ) async throws -> [ParameterDefinition]
  /// Text that `prompt` and `PathInfo` show for a location, when it differs from the path.
  func displayPath(_ path: String) -> String
  /// What an item may be set to, where that is known without asking anybody: for completion.
  func valueCandidates(ofItem path: String) -> [String]
}

/// Content on its way, read as it is needed.
public protocol ContentReader: AnyObject {
  /// The next lines, at least one; `nil` or none at the end.
  func next() throws -> [PSValue]?
}

/// An item operation, as dynamic parameters depend on it.
public enum ProviderOperation: Sendable {
  case getItem, getChildItems, setItem, clearItem, newItem, removeItem, setLocation, testPath
  case getContent, setContent, newDrive
}

/// A child as listings of names need it.
public struct ProviderChild {
  /// Last element of the path.
  public var name: String
  /// Whether it can have children.
  public var isContainer: Bool
  /// Whether a recursive listing enters it; links are not followed.
  public var isEntered: Bool

  /// Describes a child.
  public init(name: String, isContainer: Bool, isEntered: Bool = true) {
    self.name = name
    self.isContainer = isContainer
    self.isEntered = isEntered
  }
}

/// An item on its way to the pipeline; the engine adds `PSPath` and its companions.
public struct ProviderItem {
  /// The object itself.
  public var value: PSValue
  /// Provider path of the item.
  public var path: String
  /// Whether it can have children (`PSIsContainer`).
  public var isContainer: Bool
  /// Name for `PSChildName` when it is not the last element of the path.
  public var childName: String?
  /// Parent path for `PSParentPath` when it is not the path without its last element.
  public var parentPath: String?

  /// Describes an item.
  public init(
    _ value: PSValue, path: String, isContainer: Bool, childName: String? = nil,
    parentPath: String? = nil
  ) {
    self.value = value
    self.path = path
    self.isContainer = isContainer
    self.childName = childName
    self.parentPath = parentPath
  }
}

extension CmdletProvider {
  /// None: any value may do.
  public func valueCandidates(ofItem path: String) -> [String] { [] }

  private func refuse() -> PSRuntimeError {
    PSRuntimeError(
      "Provider operation stopped because the provider does not support this operation.",
      id: "NotSupported", category: .notImplemented,
      exception: "System.Management.Automation.PSNotSupportedException")
  }

  /// The separator of Windows.
  public var separator: Character { "\\" }
  /// No drive.
  public func initializeDefaultDrives(_ info: ProviderInfo) -> [PSDriveInfo] { [] }
  /// Takes the drive as it is.
  public func newDrive(_ drive: PSDriveInfo, _ context: ProviderContext) async throws -> PSDriveInfo
  { drive }
  /// Nothing to let go of.
  public func removeDrive(_ drive: PSDriveInfo, _ context: ProviderContext) async throws {}
  /// No size.
  public func space(of drive: PSDriveInfo) -> (used: Int64, free: Int64)? { nil }
  /// No content.
  public var hasContent: Bool { false }
  /// No limit of depth.
  public var supportsDepth: Bool { false }
  /// All children first.
  public func entersEachChild(of path: String) -> Bool { false }
  /// No path.
  public func isAbsolute(_ path: String) -> Bool { false }
  /// The path as it is.
  public func canonicalPath(_ path: String) -> String { path }
  /// The path as it is.
  public func spelledPath(_ path: String, _ context: ProviderContext) async throws -> String {
    path
  }
  /// Any path but an empty one.
  public func isValidPath(_ path: String) -> Bool { !path.isEmpty }
  /// Asks for the names.
  public func hasChildItems(_ path: String, _ context: ProviderContext) async throws -> Bool {
    try await !getChildNames(path, context).isEmpty
  }
  /// Asks first, then gets the item.
  public func getItemIfExists(
    _ path: String, _ context: ProviderContext
  ) async throws -> Bool {
    guard try await itemExists(path, context) else { return false }
    try await getItem(path, context)
    return true
  }
  /// Refused unless the provider implements it.
  public func invokeItem(_ path: String, _ context: ProviderContext) async throws {
    throw refuse()
  }
  /// Refused unless the provider implements it.
  public func setItem(_ path: String, _ value: PSValue, _ context: ProviderContext) async throws {
    throw refuse()
  }
  /// Refused unless the provider implements it.
  public func clearItem(_ path: String, _ context: ProviderContext) async throws { throw refuse() }
  /// Refused unless the provider implements it.
  public func newItem(
    _ path: String, type: String?, value: PSValue?, _ context: ProviderContext
  ) async throws { throw refuse() }
  /// Refused unless the provider implements it.
  public func removeItem(_ path: String, recurse: Bool, _ context: ProviderContext) async throws {
    throw refuse()
  }
  /// Refused unless the provider implements it.
  public func renameItem(_ path: String, to name: String, _ context: ProviderContext) async throws {
    throw refuse()
  }
  /// Refused unless the provider implements it.
  public func copyItem(
    _ path: String, to destination: String, recurse: Bool, _ context: ProviderContext
  ) async throws { throw refuse() }
  /// Refused unless the provider implements it.
  public func moveItem(_ path: String, to destination: String, _ context: ProviderContext)
    async throws
  { throw refuse() }
  /// Refused unless the provider implements it.
  public func getContent(_ path: String, _ context: ProviderContext) async throws -> PSValue {
    throw refuse()
  }
  /// As a whole.
  public func contentReader(
    _ path: String, _ context: ProviderContext
  ) async throws -> (any ContentReader)? { nil }
  /// Refused unless the provider implements it.
  public func setContent(
    _ path: String, _ lines: [PSValue], append: Bool, _ context: ProviderContext
  ) async throws { throw refuse() }
  /// No parameters of its own.
  public func dynamicParameters(
    _ operation: ProviderOperation, _ path: String, _ context: ProviderContext
  ) async throws -> [ParameterDefinition] { [] }
  /// None.
  public var operationsWithParameters: Set<ProviderOperation> { [] }
  /// The path itself.
  public func displayPath(_ path: String) -> String { path }
}
