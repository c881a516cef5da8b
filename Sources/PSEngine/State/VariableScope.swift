public import PSLanguage

/// One dynamic scope: its variables, functions, aliases and drives (`language.md` 5.3).
///
/// Reading walks up the parents; writing happens in the scope itself. Names are kept in lower case.
public final class VariableScope {
  /// The scope of the caller; `nil` for the global one.
  public let parent: VariableScope?
  /// Whether `$script:` ends here: the global scope, a script file, a module.
  public let isScript: Bool
  /// Version of `Set-StrictMode` in this scope; 0 switches it off, `nil` leaves it to the caller.
  public var strictMode: Int?
  /// Namespaces of `using namespace`, kept in the scope of the script.
  var namespaces: [String] = []
  private var variables: [String: PSVariable] = [:]
  private var order: [String] = []
  /// Functions and filters of this scope.
  public private(set) var functions: [String: CommandInfo] = [:]
  /// Aliases of this scope.
  public private(set) var aliases: [String: CommandInfo] = [:]
  /// Drives of this scope.
  public private(set) var drives: [String: PSDriveInfo] = [:]
  private var driveOrder: [String] = []

  /// Makes a scope.
  /// - Parameters:
  ///   - parent: the scope of the caller.
  ///   - isScript: whether it is the scope of a script file or module.
  public init(parent: VariableScope?, isScript: Bool = false) {
    self.parent = parent
    self.isScript = isScript || parent == nil
  }

  /// Forgets all definitions.
  func removeAll() {
    variables = [:]
    order = []
    functions = [:]
    aliases = [:]
    drives = [:]
    driveOrder = []
  }

  /// The outermost scope.
  public var global: VariableScope {
    var scope = self
    while let parent = scope.parent { scope = parent }
    return scope
  }

  /// The nearest scope of a script, module or session.
  public var script: VariableScope {
    var scope = self
    while !scope.isScript, let parent = scope.parent { scope = parent }
    return scope
  }

  /// The scope that is `levels` calls up (`-Scope n`, 0 is this one), `nil` beyond the global one.
  public func ancestor(_ levels: Int) -> VariableScope? {
    var scope: VariableScope? = self
    var left = levels
    while left > 0 {
      scope = scope?.parent
      left -= 1
    }
    return left < 0 ? nil : scope
  }

  /// The scope that `-Scope` names: `Global`, `Script`, `Local`, `Private` or a number.
  public func named(_ text: String) -> VariableScope? {
    switch text.lowercased() {
    case "global": return global
    case "script": return script
    case "local", "private", "0", "": return self
    default: return Int(text).flatMap { $0 < 0 ? nil : ancestor($0) }
    }
  }

  // MARK: Variables

  /// The variable that is defined here.
  public func own(_ key: String) -> PSVariable? { variables[key] }

  /// The nearest definition; private variables of other scopes are not seen.
  /// - Parameter key: the name in lower case.
  public func find(_ key: String) -> PSVariable? {
    if let found = variables[key] { return found }
    var scope = parent
    while let current = scope {
      if let found = current.variables[key], !found.options.contains(.private) { return found }
      scope = current.parent
    }
    return nil
  }

  /// The variable of a path with its prefix; `nil` when there is none or the path names a drive.
  public func find(_ path: VariablePath) -> PSVariable? {
    switch path.qualifier {
    case .unqualified, .variable, .using: return find(path.key)
    case .global: return global.variables[path.key]
    case .script: return script.variables[path.key]
    case .local, .private: return variables[path.key]
    case .drive: return nil
    }
  }

  /// The value of the nearest variable of that name in any case.
  public func value(of name: String) -> PSValue? { find(name.lowercased())?.value }

  /// Assigns as the language does: an unqualified name is written here, whatever the parents hold,
  /// unless the variable is shared by all scopes.
  /// - Throws: ``PSRuntimeError`` `VariableNotWritable`, or what the variable's constraint throws.
  public func set(_ path: VariablePath, to value: PSValue) throws {
    switch path.qualifier {
    case .unqualified, .variable, .using, .drive: try assign(path.name, path.key, value)
    case .local: try assign(path.name, path.key, value)
    case .global: try global.assign(path.name, path.key, value)
    case .script: try script.assign(path.name, path.key, value)
    case .private:
      try assign(path.name, path.key, value)
      variables[path.key]?.options.insert(.private)
    }
  }

  /// Assigns a variable of this scope by name in any case.
  public func set(_ name: String, to value: PSValue) throws {
    try assign(name, name.lowercased(), value)
  }

  private func assign(_ name: String, _ key: String, _ value: PSValue) throws {
    if let existing = variables[key] { return try existing.assign(value) }
    if let shared = find(key), shared.options.contains(.allScope) {
      return try shared.assign(value)
    }
    define(PSVariable(name, value))
  }

  /// Puts a variable into this scope, replacing one of that name without asking.
  public func define(_ variable: PSVariable) {
    let key = variable.name.lowercased()
    if variables.updateValue(variable, forKey: key) == nil { order.append(key) }
  }

  /// Puts a plain variable into this scope, replacing one of that name without asking.
  public func define(_ name: String, _ value: PSValue) { define(PSVariable(name, value)) }

  /// Removes a variable of this scope.
  /// - Returns: the removed variable.
  @discardableResult
  public func removeVariable(_ key: String) -> PSVariable? {
    guard let removed = variables.removeValue(forKey: key) else { return nil }
    // What comes and goes, such as `$_`, stands at the end.
    if let place = order.lastIndex(of: key) { order.remove(at: place) }
    return removed
  }

  /// The variables of this scope, in the order of their definition.
  public var ownVariables: [PSVariable] { order.compactMap { variables[$0] } }

  /// All variables that can be seen from here, nearest first for each name, sorted by name.
  public var visibleVariables: [PSVariable] {
    var seen: [String: PSVariable] = [:]
    var scope: VariableScope? = self
    while let current = scope {
      for (key, variable) in current.variables where seen[key] == nil {
        if current !== self && variable.options.contains(.private) { continue }
        seen[key] = variable
      }
      scope = current.parent
    }
    return seen.sorted { $0.key < $1.key }.map(\.value)
  }

  // MARK: Functions, aliases, drives

  /// Defines a function here.
  public func define(function: CommandInfo) { functions[function.name.lowercased()] = function }

  /// Defines an alias here.
  public func define(alias: CommandInfo) { aliases[alias.name.lowercased()] = alias }

  /// Adds a drive here.
  public func define(drive: PSDriveInfo) {
    let key = drive.name.lowercased()
    if drives.updateValue(drive, forKey: key) == nil { driveOrder.append(key) }
  }

  /// Removes a function of this scope.
  @discardableResult
  public func removeFunction(_ key: String) -> CommandInfo? { functions.removeValue(forKey: key) }

  /// Removes an alias of this scope.
  @discardableResult
  public func removeAlias(_ key: String) -> CommandInfo? { aliases.removeValue(forKey: key) }

  /// Removes a drive of this scope.
  @discardableResult
  public func removeDrive(_ key: String) -> PSDriveInfo? {
    driveOrder.removeAll { $0 == key }
    return drives.removeValue(forKey: key)
  }

  /// The drives of this scope in the order of their definition.
  public var ownDrives: [PSDriveInfo] { driveOrder.compactMap { drives[$0] } }

  /// The first answer of a question put to this scope and its parents.
  func nearest<T>(_ question: (VariableScope) -> T?) -> T? {
    var scope: VariableScope? = self
    while let current = scope {
      if let answer = question(current) { return answer }
      scope = current.parent
    }
    return nil
  }

  /// The nearest function of that name (in lower case).
  public func function(_ key: String) -> CommandInfo? { nearest { $0.functions[key] } }

  /// The nearest alias of that name (in lower case).
  public func alias(_ key: String) -> CommandInfo? { nearest { $0.aliases[key] } }

  /// The nearest drive of that name (in lower case).
  public func drive(_ key: String) -> PSDriveInfo? { nearest { $0.drives[key] } }
}
