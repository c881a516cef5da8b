/// Everything that lives as long as a session: types, commands, drives, variables, location, errors.
///
/// Confined to the ``Runspace`` that made it.
public final class SessionState {
  /// What the session was told from outside.
  public let configuration: RunspaceConfiguration
  /// The program around the engine; `nil` for a session without one.
  public internal(set) var host: (any PSHost)?
  /// Type literals, conversions, static members.
  public let types: TypeTable
  /// Cmdlets and functions.
  public let commands = CommandTable()
  /// Aliases.
  public let aliases: AliasTable
  /// Providers and drives.
  public let drives: DriveTable
  /// Help.
  public let help = HelpTable()
  /// Commands that were run.
  public let history = CommandHistory()
  /// The outermost scope.
  public let globalScope: VariableScope
  /// Recorders of what is typed and shown.
  public let recording = SessionRecording()
  /// Loaded modules in the order of loading.
  public private(set) var modules: [any PSModule] = []
  /// Sources of completion candidates by lower-case name.
  public var completionSources:
    [String: (_ prefix: String, _ context: ExecutionContext) async -> [String]] = [:]
  /// `$Error`: records, newest first.
  public let errors = PSList()
  /// `$?`
  public var lastSucceeded = true
  /// `$LASTEXITCODE`; `nil` until a program has run.
  public var lastExitCode: Int32?
  /// When the `finally` blocks that run after Ctrl+C have to be done; `nil` before Ctrl+C.
  var cleanUpDeadline: ContinuousClock.Instant?
  /// Levels of nested prompts.
  public var nestedPromptLevel = 0
  /// Variables of the emulated environment (`language.md` 1.2); names keep the case of their first
  /// mention.
  public var environment: EnvironmentTable
  /// Static properties that a script has set, by `Type::Name`.
  var staticValues: [String: PSValue] = [:]
  private var location: PathInfo?
  private var stacks: [String: [PathInfo]] = [:]
  private var services: [ObjectIdentifier: AnyObject] = [:]

  /// Makes a session without modules.
  public init(configuration: RunspaceConfiguration) {
    self.configuration = configuration
    types = TypeTable()
    let scope = VariableScope(parent: nil)
    globalScope = scope
    aliases = AliasTable(global: scope)
    drives = DriveTable(global: scope)
    environment = EnvironmentTable(
      configuration.environment, observer: configuration.environmentObserver)
  }

  /// Lets a module add what it brings.
  public func load(_ module: any PSModule) {
    // A module of Windows may come in parts from several targets; it counts once.
    if !modules.contains(where: { $0.name == module.name }) { modules.append(module) }
    commands.note(module: module.name, version: module.version)
    module.register(in: ModuleRegistrar(session: self, module: module))
  }

  /// Where what runs is displayed; those of nested prompts behind the one they interrupt.
  var displays: [DisplaySink] = []

  /// Displays what is still being collected, such as the rows of a table that waits for more.
  public func flushDisplays() async throws {
    for display in displays { try await display.flush() }
  }

  /// Keeps calls from nesting too deeply.
  var callDepth = CallDepth()

  /// The one instance of a class for this session; another target keeps its state here.
  /// - Parameter make: makes it when it is asked for the first time.
  public func service<T: AnyObject>(_ type: T.Type, make: () -> T) -> T {
    let key = ObjectIdentifier(type)
    if let existing = services[key] as? T { return existing }
    let made = make()
    services[key] = made
    return made
  }

  /// Ends the session: what it holds is let go. Values of a session refer to each other, and
  /// computed variables to the session itself, so nothing would go by itself.
  func end() {
    recording.end()
    globalScope.removeAll()
    errors.elements = []
    completionSources = [:]
    services = [:]
    staticValues = [:]
    stacks = [:]
    location = nil
    host = nil
  }

  // MARK: Location

  /// Where the session stands.
  public var currentLocation: PathInfo {
    get { location ?? PathInfo(Self.nowhere) }
    set {
      location = newValue
      guard let drive = newValue.drive else { return }
      drive.currentLocation = ProviderPath.relative(
        newValue.providerPath, to: drive.root, separator: newValue.provider.provider.separator)
    }
  }

  /// Whether a location has been set.
  var hasLocation: Bool { location != nil }

  private static var nowhere: ResolvedPath {
    let provider = ProviderInfo(
      name: "None", moduleName: "Microsoft.PowerShell.Core", implementingType: "System.Object",
      capabilities: [], provider: EmptyProvider())
    return ResolvedPath(drive: nil, provider: provider, providerPath: "", display: .plain)
  }

  /// Name of the stack that `Push-Location` uses without a name.
  public var defaultStackName = ""

  /// The locations of a stack, the top first.
  public func locationStack(_ name: String? = nil) -> [PathInfo] {
    (stacks[(name ?? defaultStackName).lowercased()] ?? []).reversed()
  }

  /// Pushes a location.
  public func pushLocation(_ path: PathInfo, to name: String? = nil) {
    stacks[(name ?? defaultStackName).lowercased(), default: []].append(path)
  }

  /// Pops a location; `nil` when the stack is empty.
  public func popLocation(from name: String? = nil) -> PathInfo? {
    stacks[(name ?? defaultStackName).lowercased()]?.popLast()
  }

  // MARK: Errors

  /// Puts a record in front of `$Error`, which keeps `$MaximumErrorCount` of them.
  public func addError(_ record: ErrorRecord) {
    if case .object(let newest)? = errors.elements.first, newest === record { return }
    errors.elements.insert(.object(record), at: 0)
    var limit = 256
    if case .number(.int32(let number))? = globalScope.value(of: "MaximumErrorCount") {
      limit = max(1, Int(number))
    }
    if errors.elements.count > limit {
      errors.elements.removeLast(errors.elements.count - limit)
    }
  }
}
