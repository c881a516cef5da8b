/// The cmdlets and built-in programs of a session, and the functions that can be seen from a scope.
public final class CommandTable {
  private var added: [String: [CommandInfo]] = [:]
  private var deferred = DeferredList<CommandInfo>()
  private var versions: [String: String] = [:]
  /// The folders of Windows under whose names programs that the shell brings along are known too, in
  /// small letters.
  private(set) var programFolders: Set<String> = []

  init() {}

  /// Notes the version that commands of a module show.
  func note(module: String, version: String) { versions[module.lowercased()] = version }

  /// Adds cmdlets; a later one of the same name hides the earlier.
  /// - Parameter types: called when a cmdlet is first looked for.
  public func add(cmdlets types: @autoclosure @escaping () -> [Cmdlet.Type], module: String) {
    let version = versions[module.lowercased()]
    deferred.add {
      types().map { CommandInfo(cmdlet: $0, moduleName: module, moduleVersion: version) }
    }
  }

  /// Adds a program that the shell brings along.
  public func add(program: any BuiltInProgram, module: String) {
    let version = versions[module.lowercased()]
    deferred.add {
      [CommandInfo(program: program, moduleName: module, moduleVersion: version)]
    }
  }

  /// Adds folders of Windows in which programs that the shell brings along lie.
  func add(programFolders: [String]) {
    self.programFolders.formUnion(programFolders.map { $0.lowercased() })
  }

  private var cmdlets: [String: [CommandInfo]] {
    for make in deferred.take() {
      for info in make() { added[info.name.lowercased(), default: []].append(info) }
    }
    return added
  }

  /// The cmdlet or built-in program of that name in any case.
  /// - Parameter module: the module it must come from, in any case.
  public func cmdlet(_ name: String, module: String? = nil) -> CommandInfo? {
    guard let candidates = cmdlets[name.lowercased()] else { return nil }
    guard let module else { return candidates.last }
    return candidates.last { $0.moduleName?.equalsIgnoringCase(module) ?? false }
  }

  /// All cmdlets and built-in programs, sorted by name.
  public var allCmdlets: [CommandInfo] {
    cmdlets.sorted { $0.key < $1.key }.flatMap(\.value)
  }

  /// All functions and filters that can be seen from a scope, sorted by name.
  public func functions(from scope: VariableScope) -> [CommandInfo] {
    var seen: [String: CommandInfo] = [:]
    var current: VariableScope? = scope
    while let here = current {
      for (key, function) in here.functions where seen[key] == nil { seen[key] = function }
      current = here.parent
    }
    return seen.sorted { $0.key < $1.key }.map(\.value)
  }
}
