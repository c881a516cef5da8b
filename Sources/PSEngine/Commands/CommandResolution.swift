public import PSLanguage

// From a name to a command, and from a command to a processor (`language.md` 7.1).
extension ExecutionContext {
  /// The command that a name stands for: alias, function, cmdlet, script or program.
  /// - Returns: `nil` when there is none.
  public func resolve(command name: String) -> CommandInfo? {
    if let found = resolveOnce(name) { return found }
    if let program = builtIn(file: name) { return program }
    let isNoun =
      !name.isEmpty && !name.contains { "-:".contains($0) || ProviderPath.isSeparator($0) }
    return isNoun ? resolveOnce("Get-\(name)") : nil
  }

  /// The same with aliases followed to what they stand for.
  public func resolveFully(command name: String) -> CommandInfo? {
    var name = name
    for _ in 0..<Self.longestAliasChain {
      guard let found = resolve(command: name) else { return nil }
      guard case .alias(let target) = found.implementation else { return found }
      if target.equalsIgnoringCase(name) { return nil }
      name = target
    }
    return nil
  }

  private static var longestAliasChain: Int { 32 }

  /// A program that the shell brings along, by the file that it is on Windows: `net.exe`, alone or
  /// behind a folder of such programs.
  private func builtIn(file name: String) -> CommandInfo? {
    let parts = name.lowercased().split(whereSeparator: ProviderPath.isSeparator)
    guard let last = parts.last else { return nil }
    let folder = parts.dropLast().joined(separator: "\\")
    guard parts.count == 1 || session.commands.programFolders.contains(folder) else { return nil }
    let ending = [".exe", ".cmd", ".com"].first { last.hasSuffix($0) }
    let stem = String(last.dropLast(ending?.count ?? 0))
    for candidate in [stem, stem + ".exe"] where candidate != name.lowercased() {
      if let found = session.commands.cmdlet(candidate), case .builtIn = found.implementation {
        return found
      }
    }
    return nil
  }

  private func resolveOnce(_ name: String) -> CommandInfo? {
    let key = name.lowercased()
    if let alias = scope.alias(key) { return alias }
    if let function = scope.function(key) { return function }
    if let cmdlet = session.commands.cmdlet(key) { return cmdlet }
    guard name.contains(where: ProviderPath.isSeparator) else {
      return ProgramSearch(self).find(name)
    }
    if let mark = name.firstIndex(of: "\\"), mark != name.startIndex {
      let module = String(name[..<mark])
      let rest = String(name[name.index(after: mark)...])
      if let cmdlet = session.commands.cmdlet(rest, module: module) { return cmdlet }
      if let function = scope.function(rest.lowercased()),
        function.moduleName?.equalsIgnoringCase(module) ?? false
      {
        return function
      }
    }
    return ProgramSearch(self).find(path: name)
  }

  /// A processor for a command by name.
  /// - Parameters:
  ///   - name: as typed.
  ///   - arguments: evaluated, splats spread out.
  ///   - extent: the whole command with its arguments.
  ///   - nameExtent: the name alone; unknown names are marked there.
  ///   - dotSourced: whether a script or function runs in this scope.
  /// - Throws: ``PSRuntimeError`` `CommandNotFoundException`, `CommandNotSupported`.
  public func processor(
    for name: String, arguments: [CommandArgument], extent: ScriptExtent?,
    nameExtent: ScriptExtent? = nil, dotSourced: Bool = false
  ) throws -> CommandProcessor {
    guard let command = resolve(command: name) else {
      throw CommandErrors.notFound(name, in: self, at: nameExtent ?? extent)
    }
    guard case .alias(let target) = command.implementation else {
      return try processor(
        for: command, as: name, arguments: arguments, extent: extent, dotSourced: dotSourced)
    }
    guard let final = resolveFully(command: target) else {
      throw CommandErrors.notFound(
        target, in: self, at: nameExtent ?? extent, invocationName: name)
    }
    return try processor(
      for: final, as: name, arguments: arguments, extent: extent, dotSourced: dotSourced)
  }

  /// A processor for a known command.
  /// - Parameter typed: the name that was typed, such as an alias.
  public func processor(
    for command: CommandInfo, as typed: String, arguments: [CommandArgument],
    extent: ScriptExtent?, dotSourced: Bool = false
  ) throws -> CommandProcessor {
    let invocation = InvocationInfo(command: command, invocationName: typed, extent: extent)
    if asksForHelp(arguments), command.kind != .application {
      return try processor(
        for: "Get-Help", arguments: [.value(.string(command.name), nil)], extent: extent)
    }
    switch command.implementation {
    case .cmdlet(let type):
      return CmdletProcessor(
        type, command: command, arguments: arguments, context: self, invocation: invocation)
    case .function, .script:
      return try scriptProcessor(
        for: command, arguments: arguments, invocation: invocation, dotSourced: dotSourced)
    case .application(let path):
      guard session.configuration.allowsPrograms else {
        throw CommandErrors.programsNotAllowed(command.name, at: extent)
      }
      return NativeCommandProcessor(
        path: path, arguments: arguments, context: self, invocation: invocation)
    case .builtIn(let program):
      return BuiltInProgramProcessor(
        program, arguments: arguments, context: self, invocation: invocation)
    case .alias(let target):
      return try processor(
        for: target, arguments: arguments, extent: extent, dotSourced: dotSourced)
    }
  }

  private func asksForHelp(_ arguments: [CommandArgument]) -> Bool {
    arguments.contains {
      if case .parameter("?", nil, _, _, _) = $0 { return true }
      return false
    }
  }
}

/// Errors of commands that cannot run (`language.md` 6.4).
public enum CommandErrors {
  private static let exception = "System.Management.Automation.CommandNotFoundException"

  static func notFound(
    _ name: String, in context: ExecutionContext, at extent: ScriptExtent?,
    invocationName: String? = nil
  ) -> PSRuntimeError {
    if let proper = KnownCommands.unsupported(name) {
      let error = notSupported(proper, at: extent)
      if let path = programHidden(by: invocationName, in: context) {
        error.record.recommendedAction = "The program of that name runs under its path: \(path)"
      }
      return error
    }
    let error = unknown(name, context.session.configuration, at: extent)
    mark(error, name: invocationName ?? name, at: extent)
    if leavingWords.contains(name.lowercased()) {
      error.record.recommendedAction = "To leave, type: exit"
    } else if let near = nearest(to: name, in: context) {
      error.record.recommendedAction = "Did you mean \(near)?"
    }
    return error
  }

  /// The error for a name that stands for no command, without what helps at the prompt.
  public static func unknown(
    _ name: String, _ configuration: RunspaceConfiguration, at extent: ScriptExtent? = nil
  ) -> PSRuntimeError {
    let text =
      switch configuration.persona {
      case .desktop:
        "The term '\(name)' is not recognized as the name of a cmdlet, function, script file, or "
          + "operable program. Check the spelling of the name, or if a path was included, verify "
          + "that the path is correct and try again."
      case .core:
        "The term '\(name)' is not recognized as a name of a cmdlet, function, script file, or "
          + "executable program.\nCheck the spelling of the name, or if a path was included, verify "
          + "that the path is correct and try again."
      }
    return PSRuntimeError(
      text, id: "CommandNotFoundException", category: .objectNotFound, exception: exception,
      target: .string(name), at: extent)
  }

  /// What other programs and shells are left with.
  private static let leavingWords: Set<String> = ["bye", "logoff", "logout", "quit"]

  /// Path of the program that an alias hides, such as `curl`.
  private static func programHidden(
    by alias: String?, in context: ExecutionContext
  ) -> String? {
    guard context.session.configuration.allowsPrograms, let alias,
      case .application(let path)? = ProgramSearch(context).find(alias)?.implementation
    else { return nil }
    return path
  }

  static func notSupported(_ name: String, at extent: ScriptExtent?) -> PSRuntimeError {
    let error = PSRuntimeError(
      "'\(name)' is a command of PowerShell that this shell does not implement. Get-Command lists "
        + "the commands that it has.",
      id: "CommandNotSupported", category: .notImplemented,
      exception: "System.Management.Automation.PSNotSupportedException", target: .string(name),
      at: extent)
    mark(error, name: name, at: extent)
    return error
  }

  static func programsNotAllowed(_ name: String, at extent: ScriptExtent?) -> PSRuntimeError {
    let error = PSRuntimeError(
      "The program '\(name)' was not started: programs of the host are switched off here. Use "
        + "--allow-programs if the text comes from someone you trust.",
      id: "ProgramsNotAllowed", category: .securityError, target: .string(name), at: extent)
    mark(error, name: name, at: extent)
    return error
  }

  /// The error belongs to no command, so that neither an activity nor a type is shown.
  private static func mark(_ error: PSRuntimeError, name: String, at extent: ScriptExtent?) {
    error.record.invocation = InvocationInfo(command: nil, invocationName: name, extent: extent)
    error.record.idSuffix = ""
    error.record.activity = ""
  }

  private static func nearest(to name: String, in context: ExecutionContext) -> String? {
    guard !name.contains(where: ProviderPath.isSeparator) else { return nil }
    if name.hasSuffix(":"), context.session.drives.drive(named: String(name.dropLast())) != nil {
      return "Set-Location \(name)"
    }
    let names =
      context.session.commands.allCmdlets.map(\.name)
      + context.session.commands.functions(from: context.scope).map(\.name)
      + context.session.aliases.all(from: context.scope).map(\.name).filter { $0.count > 3 }
      + ["exit"]
    return Suggestions.nearest(to: name, among: names)
  }
}
