import PSLanguage

// Variables, those behind drives included (`language.md` 2.5, 5.3).
extension Interpreter {
  /// The value of a variable; `nil` for one behind a drive, which has to be asked for.
  func readAtOnce(_ path: VariablePath) throws -> PSValue? {
    switch path.qualifier {
    case .drive(let name):
      guard name.equalsIgnoringCase("env") else { return nil }
      return .optional(context.session.environment[path.name])
    case .using:
      throw PSRuntimeError(
        "'$using:\(path.name)' has a value only in script blocks that run on other computers.",
        id: "UsingWithoutInvokeCommand", category: .invalidOperation)
    default: break
    }
    if let variable = context.scope.find(path) { return variable.value }
    if path.key == "psitem" { return context.scope.find("_")?.value ?? .null }
    if context.isStrict(1) {
      throw PSRuntimeError(
        "The variable '$\(path.userPath)' cannot be retrieved because it has not been set.",
        id: "VariableIsUndefined", category: .invalidOperation, target: .string(path.name))
    }
    return .null
  }

  /// The value of a variable. What stands behind an unknown drive or item is `$null`.
  func read(_ path: VariablePath) async throws -> PSValue {
    if let value = try readAtOnce(path) { return value }
    guard let (place, provider) = try driveItem(path) else { return .null }
    let implementation = place.provider.provider
    guard implementation.hasContent,
      try await implementation.itemExists(place.providerPath, provider)
    else { return .null }
    return try await implementation.getContent(place.providerPath, provider).presentOrNull
  }

  /// Assigns a variable that does not stand behind a drive.
  func assignAtOnce(_ value: PSValue, to path: VariablePath) throws {
    if path.key == "null", path.qualifier == .unqualified { return }
    try context.scope.set(path, to: value)
  }

  /// Assigns a variable.
  func assign(_ value: PSValue, to path: VariablePath) async throws {
    guard let drive = path.driveName else { return try assignAtOnce(value, to: path) }
    let value = value.presentOrNull
    if drive.equalsIgnoringCase("env"), !path.name.contains(where: { $0 == "=" || $0 == "\0" }) {
      context.session.environment[path.name] = value.isNull ? nil : Operators.text(value, context)
      return
    }
    guard let (place, provider) = try driveItem(path) else {
      throw PSRuntimeError(
        "Cannot find drive. A drive with the name '\(drive)' does not exist.",
        id: "DriveNotFound", category: .objectNotFound,
        exception: "System.Management.Automation.DriveNotFoundException", target: .string(drive))
    }
    try await place.provider.provider.setContent(
      place.providerPath, value.isNull ? [] : value.enumerated, append: false, provider)
  }

  private func driveItem(_ path: VariablePath) throws -> (ResolvedPath, ProviderContext)? {
    guard let drive = path.driveName, context.session.drives.drive(named: drive) != nil else {
      return nil
    }
    let place = try PathResolver(context).locate("\(drive):\(path.name)")
    let provider = ProviderContext(context, command: nil, output: NullSink())
    provider.enter(place)
    return (place, provider)
  }

  /// `[ref]$x`: the variable itself, made when there is none.
  func reference(to path: VariablePath) -> PSValue {
    // What is assigned to `$null` is thrown away.
    if path.name.equalsIgnoringCase("null") { return .object(PSReference(.null)) }
    let variable: PSVariable
    if let existing = context.scope.find(path) {
      variable = existing
    } else {
      variable = PSVariable(path.name, .null)
      context.scope.define(variable)
    }
    return .object(
      PSReference(read: { variable.value.presentOrNull }, write: { try variable.assign($0) }))
  }
}
