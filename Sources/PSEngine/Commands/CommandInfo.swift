/// A command as `Get-Command` shows it and as resolution finds it (`language.md` 7.1).
public final class CommandInfo: PSObject {
  /// Kind of command, with PowerShell's names.
  public enum Kind: String, Sendable, CaseIterable {
    case alias = "Alias"
    case function = "Function"
    case filter = "Filter"
    case cmdlet = "Cmdlet"
    case externalScript = "ExternalScript"
    case application = "Application"
  }

  /// What runs.
  public enum Implementation {
    /// Another command by name.
    case alias(target: String)
    /// A script block of the session: function or filter.
    case function(ScriptBlock)
    /// A command written in Swift.
    case cmdlet(Cmdlet.Type)
    /// A script file: its path as the shell shows it, and the absolute one in the host's own form.
    case script(path: String, file: String)
    /// A program by its absolute path in the host's own form.
    case application(path: String)
    /// A program that the shell brings along.
    case builtIn(any BuiltInProgram)
  }

  /// Name as shown.
  public let name: String
  /// Kind of command.
  public let kind: Kind
  /// Name of the module that brings it.
  public let moduleName: String?
  /// Version of that module.
  public let moduleVersion: String?
  /// What runs.
  public let implementation: Implementation
  /// Flags of functions and aliases.
  public var options: ItemOptions
  /// `Description`, as `Set-Alias -Description` gives it.
  public var summary = ""
  private let makeSignature: () -> CommandSignature
  /// Parameters that a provider adds at the place for which the command is shown.
  private var dynamicParameters: [ParameterDefinition] = []
  /// The command that an alias leads to, as whoever shows the alias has found it.
  public var aliased: CommandInfo?
  /// Parameters and sets, worked out when first asked for.
  public private(set) lazy var signature: CommandSignature = makeSignature()
  /// The same, prepared for the binder.
  private(set) lazy var bindingTable = BindingTable(signature)

  private init(
    name: String, kind: Kind, moduleName: String?, moduleVersion: String? = nil,
    implementation: Implementation, options: ItemOptions = [],
    signature: @escaping () -> CommandSignature
  ) {
    self.name = name
    self.kind = kind
    self.moduleName = moduleName
    self.moduleVersion = moduleVersion
    self.implementation = implementation
    self.options = options
    makeSignature = signature
  }

  /// A cmdlet.
  public convenience init(
    cmdlet type: Cmdlet.Type, moduleName: String, moduleVersion: String? = nil
  ) {
    let metadata = type.metadata
    self.init(
      name: metadata.name, kind: .cmdlet, moduleName: moduleName, moduleVersion: moduleVersion,
      implementation: .cmdlet(type), signature: { CommandSignature(metadata) })
  }

  /// An alias.
  public convenience init(
    alias name: String, target: String, options: ItemOptions = [], moduleName: String? = nil
  ) {
    self.init(
      name: name, kind: .alias, moduleName: moduleName, implementation: .alias(target: target),
      options: options, signature: { .empty(name: name) })
  }

  /// A function or filter.
  /// - Parameter signature: reads the `param` block; called at most once.
  public convenience init(
    function name: String, body: ScriptBlock, isFilter: Bool = false, options: ItemOptions = [],
    moduleName: String? = nil, signature: @escaping () -> CommandSignature
  ) {
    self.init(
      name: name, kind: isFilter ? .filter : .function, moduleName: moduleName,
      implementation: .function(body), options: options, signature: signature)
  }

  /// A script file.
  /// - Parameters:
  ///   - path: as the shell shows it, such as `C:\\tools\\x.ps1`.
  ///   - file: in the host's own form.
  public convenience init(
    script name: String, path: String, file: String, signature: @escaping () -> CommandSignature
  ) {
    self.init(
      name: name, kind: .externalScript, moduleName: nil,
      implementation: .script(path: path, file: file), signature: signature)
  }

  /// A host program.
  public convenience init(application name: String, path: String) {
    self.init(
      name: name, kind: .application, moduleName: nil, implementation: .application(path: path),
      signature: { .empty(name: name) })
  }

  /// A program that the shell brings along.
  public convenience init(
    program: any BuiltInProgram, moduleName: String, moduleVersion: String? = nil
  ) {
    let name = program.name
    self.init(
      name: name, kind: .application, moduleName: moduleName, moduleVersion: moduleVersion,
      implementation: .builtIn(program), signature: { .empty(name: name) })
  }

  /// The command as it is at a place where a provider adds parameters, to be shown: when it runs,
  /// the place of the call says which there are.
  public func showing(_ dynamic: [ParameterDefinition]) -> CommandInfo {
    let copy = CommandInfo(
      name: name, kind: kind, moduleName: moduleName, moduleVersion: moduleVersion,
      implementation: implementation, options: options, signature: makeSignature)
    copy.summary = summary
    copy.dynamicParameters = dynamic.map { definition in
      var definition = definition
      definition.isDynamic = true
      return definition
    }
    return copy
  }

  /// Parameters and sets as they are shown: with those that a provider adds, for an alias those of
  /// its command.
  public var shownSignature: CommandSignature {
    if let aliased { return aliased.shownSignature }
    var shown = signature
    shown.parameters += dynamicParameters
    return shown
  }

  /// Own parameters in declaration order.
  public var parameters: [ParameterDefinition] { signature.parameters }

  /// The target of an alias, the text of a function, the path of a script or program, the syntax
  /// lines of a cmdlet.
  public var definition: String {
    switch implementation {
    case .alias(let target): return target
    case .function(let body): return body.text
    case .cmdlet: return CommandSyntax.lines(of: self).joined(separator: "\n")
    case .script(let path, _), .application(let path): return path
    case .builtIn: return name
    }
  }

  public override var baseTypeNames: [String] {
    let own: String
    switch kind {
    case .alias: own = "AliasInfo"
    case .function: own = "FunctionInfo"
    case .filter: own = "FilterInfo"
    case .cmdlet: own = "CmdletInfo"
    case .externalScript: own = "ExternalScriptInfo"
    case .application: own = "ApplicationInfo"
    }
    var names = ["System.Management.Automation.\(own)"]
    if kind == .filter { names.append("System.Management.Automation.FunctionInfo") }
    return names + ["System.Management.Automation.CommandInfo", "System.Object"]
  }

  /// The name, as a command argument of type String sees it; an alias shows `name -> target`
  /// through its `DisplayName` only.
  public override var text: String { name }

  public override var declaredProperties: [PSPropertyInfo] {
    var list = [
      PSPropertyInfo("CommandType", "System.Management.Automation.CommandTypes"),
      PSPropertyInfo("Name"), PSPropertyInfo("Version", "System.Version"),
      PSPropertyInfo("Source"), PSPropertyInfo("ModuleName"), PSPropertyInfo("Definition"),
      PSPropertyInfo("DisplayName"), PSPropertyInfo("Options"),
    ]
    if tellsParameters {
      list += [
        PSPropertyInfo("ParameterSets", "System.Collections.ObjectModel.ReadOnlyCollection"),
        PSPropertyInfo("Parameters", "System.Collections.Generic.Dictionary"),
      ]
    }
    switch kind {
    case .alias:
      list += [
        PSPropertyInfo("ReferencedCommand", "System.Management.Automation.CommandInfo"),
        PSPropertyInfo("ResolvedCommand", "System.Management.Automation.CommandInfo"),
        PSPropertyInfo("ResolvedCommandName"),
        PSPropertyInfo("Description", isSettable: true),
      ]
    case .function, .filter:
      list += [
        PSPropertyInfo("ScriptBlock", "System.Management.Automation.ScriptBlock"),
        PSPropertyInfo("Description", isSettable: true),
      ]
    case .cmdlet:
      list += [
        PSPropertyInfo("Verb"), PSPropertyInfo("Noun"), PSPropertyInfo("DefaultParameterSet"),
      ]
    case .externalScript, .application:
      list += [PSPropertyInfo("Path"), PSPropertyInfo("Extension")]
    }
    return list
  }

  public override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "commandtype": return .string(kind.rawValue)
    case "name": return .string(self.name)
    case "version": return .optional(moduleVersion)
    case "source": return .string(source)
    case "modulename": return .string(moduleName ?? "")
    case "definition": return .string(definition)
    case "displayname": return .string(displayName)
    case "options": return .string(options.text)
    case "parameters":
      return tellsParameters ? .object(ParameterMetadata.table(of: shownSignature)) : nil
    case "parametersets":
      return tellsParameters ? ParameterMetadata.sets(of: shownSignature) : nil
    case "referencedcommand", "resolvedcommand":
      guard kind == .alias else { return nil }
      return aliased.map { .object($0) } ?? .null
    case "resolvedcommandname":
      if let aliased { return .string(aliased.name) }
      if case .alias(let target) = implementation { return .string(target) }
    case "description": return .string(summary)
    case "scriptblock":
      if case .function(let body) = implementation { return .object(body) }
    case "verb": return kind == .cmdlet ? .string(verbAndNoun.verb) : nil
    case "noun": return kind == .cmdlet ? .string(verbAndNoun.noun) : nil
    case "defaultparameterset": return kind == .cmdlet ? .optional(signature.defaultSet) : nil
    case "path":
      switch implementation {
      case .script(let path, _), .application(let path): return .string(path)
      default: break
      }
    default: break
    }
    return nil
  }

  public override func setDeclaredValue(_ name: String, to value: PSValue) throws -> Bool {
    guard name.equalsIgnoringCase("Description") else { return false }
    summary = TextConversion.text(of: value)
    return true
  }

  /// Whether it has parameters that can be known.
  private var tellsParameters: Bool {
    switch implementation {
    case .cmdlet, .function, .script: true
    case .alias: aliased?.tellsParameters ?? false
    case .application, .builtIn: false
    }
  }

  /// What `Get-Command` shows in the column Source.
  public var source: String {
    switch implementation {
    case .script(let path, _), .application(let path): return path
    default: return moduleName ?? ""
    }
  }

  /// What `Get-Command` shows in the column Name: aliases with their target.
  public var displayName: String {
    if case .alias(let target) = implementation { return "\(name) -> \(target)" }
    return name
  }

  /// The parts around the first dash.
  public var verbAndNoun: (verb: String, noun: String) {
    guard let dash = name.firstIndex(of: "-") else { return ("", name) }
    return (String(name[..<dash]), String(name[name.index(after: dash)...]))
  }
}
