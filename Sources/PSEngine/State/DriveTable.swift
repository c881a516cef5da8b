/// The providers of a session and the drives that can be seen from a scope.
public final class DriveTable {
  private let global: VariableScope
  /// Registered providers in the order of registration.
  public private(set) var providers: [ProviderInfo] = []
  /// The operations for which any of them may add parameters to a command. For the others, such as
  /// reading an item, a command need not ask before its arguments are bound.
  public private(set) var operationsWithParameters: Set<ProviderOperation> = []

  /// Why drives are missing that Windows has, by their names in small letters.
  private var reasons: [String: String] = [:]

  init(global: VariableScope) { self.global = global }

  /// Registers a provider and makes its default drives in the global scope.
  public func add(_ info: ProviderInfo) {
    providers.append(info)
    operationsWithParameters.formUnion(info.provider.operationsWithParameters)
    info.drives = { [weak self, unowned info] in self?.drives(of: info) ?? [] }
    for drive in info.provider.initializeDefaultDrives(info) { global.define(drive: drive) }
  }

  /// The provider of that name, alone or behind its module (`Microsoft.WSMan.Management\WSMan`).
  public func provider(named name: String) -> ProviderInfo? {
    providers.first {
      $0.name.equalsIgnoringCase(name) || $0.qualifiedName.equalsIgnoringCase(name)
    }
  }

  /// The provider of that name.
  /// - Throws: ``PSRuntimeError`` `ProviderNotFound`.
  public func requireProvider(named name: String) throws -> ProviderInfo {
    if let found = provider(named: name) { return found }
    throw PSRuntimeError(
      "Cannot find a provider with the name '\(name)'.", id: "ProviderNotFound",
      category: .objectNotFound,
      exception: "System.Management.Automation.ProviderNotFoundException", target: .string(name))
  }

  /// The nearest drive of that name, without the colon, in any case.
  public func drive(named name: String, from scope: VariableScope? = nil) -> PSDriveInfo? {
    (scope ?? global).drive(name.lowercased())
  }

  /// The nearest drive of that name.
  /// - Throws: ``PSRuntimeError`` `DriveNotFound`.
  public func requireDrive(named name: String, from scope: VariableScope) throws -> PSDriveInfo {
    if let found = drive(named: name, from: scope) { return found }
    let reason = reasons[name.lowercased()].map { " " + $0 } ?? ""
    let error = PSRuntimeError(
      "Cannot find drive. A drive with the name '\(name)' does not exist.\(reason)",
      id: "DriveNotFound", category: .objectNotFound,
      exception: "System.Management.Automation.DriveNotFoundException",
      target: .string(name))
    let near = Suggestions.nearest(to: name, among: all(from: scope).map(\.name))
    error.record.recommendedAction = near.map { "Did you mean \($0):?" }
    throw error
  }

  /// Says why a drive is missing.
  func explain(missing name: String, _ reason: String) { reasons[name.lowercased()] = reason }

  /// All drives that can be seen, sorted by name.
  public func all(from scope: VariableScope? = nil) -> [PSDriveInfo] {
    var seen: [String: PSDriveInfo] = [:]
    var current: VariableScope? = scope ?? global
    while let here = current {
      for (key, drive) in here.drives where seen[key] == nil { seen[key] = drive }
      current = here.parent
    }
    return seen.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The drives of a provider that can be seen, sorted by name.
  public func drives(of provider: ProviderInfo, from scope: VariableScope? = nil) -> [PSDriveInfo] {
    all(from: scope).filter { $0.provider === provider }
  }

  /// Adds a drive.
  /// - Parameter scope: the global scope when `nil`.
  /// - Throws: ``PSRuntimeError`` `DriveAlreadyExists` when that scope has one of the name.
  public func add(_ drive: PSDriveInfo, in scope: VariableScope? = nil) throws {
    let scope = scope ?? global
    guard scope.drives[drive.name.lowercased()] == nil else {
      throw PSRuntimeError(
        "A drive with the name '\(drive.name)' already exists.", id: "DriveAlreadyExists",
        category: .resourceExists,
        exception: "System.Management.Automation.SessionStateException",
        target: .string(drive.name))
    }
    scope.define(drive: drive)
  }

  /// Removes the nearest drive of that name.
  /// - Returns: whether there was one.
  @discardableResult
  public func remove(_ name: String, from scope: VariableScope? = nil) -> Bool {
    let key = name.lowercased()
    let holder = (scope ?? global).nearest { $0.drives[key] == nil ? nil : $0 }
    return holder?.removeDrive(key) != nil
  }
}
