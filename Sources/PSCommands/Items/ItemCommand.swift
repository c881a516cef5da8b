import PSEngine

/// What all commands on items have in common: they resolve paths, skip what the name filters leave
/// out, report the engine's own errors for each path, and ask the provider for parameters.
class ItemCommand: Cmdlet {
  /// The operation by which the provider chooses its parameters.
  class var operation: ProviderOperation { .getItem }
  /// Whether the command takes the current location when no path is given.
  class var usesCurrentLocation: Bool { false }

  private var providerContext: ProviderContext?
  /// What the provider has remembered while it was asked for parameters.
  private var cache: AnyObject?

  /// The one context in which this command asks providers.
  final func access(_ context: CommandContext) -> ProviderContext {
    if let providerContext { return providerContext }
    let made = context.makeProviderContext()
    made.cache = cache
    providerContext = made
    return made
  }

  override func dynamicParameters(_ context: CommandContext) async throws
    -> [ParameterDefinition]
  {
    guard context.session.drives.operationsWithParameters.contains(Self.operation) else {
      return []
    }
    let (paths, isLiteral) = boundPaths(context)
    // Bound later than the path: what the provider is told must not stick before all is bound. What
    // it reads does.
    let asking = context.makeProviderContext()
    defer { cache = asking.cache }
    guard let path = paths.first, let target = try? await asking.resolve(path, isLiteral).first
    else { return [] }
    return try await target.implementation.dynamicParameters(
      Self.operation, target.path, asking.entering(target))
  }

  /// The paths of the call and whether wildcards in them are plain characters.
  func boundPaths(_ context: CommandContext) -> (paths: [String], isLiteral: Bool) {
    if let literal = context[ItemParameters.literalPath] { return (literal, true) }
    if let paths = context[ItemParameters.path] { return (paths, false) }
    return (Self.usesCurrentLocation ? ["."] : [], false)
  }

  /// Runs `body` for each item that the paths name.
  /// - Parameter mustExist: whether a path without wildcards that names nothing is an error.
  func forEachTarget(
    _ context: CommandContext, mustExist: Bool = true,
    _ body: (ItemTarget, ProviderContext) async throws -> Void
  ) async throws {
    let (paths, isLiteral) = boundPaths(context)
    let names = NameFilter(context)
    for path in paths {
      try await context.reportingPathErrors {
        for target in try await access(context).resolve(path, isLiteral) {
          try Task.checkCancellation()
          try context.checkSupport(of: target)
          guard names.isEmpty || names.passes(target.name) else { continue }
          let provider = access(context).entering(target)
          if mustExist, !target.isMatch,
            try await !target.implementation.itemExists(target.path, provider)
          {
            throw PathErrors.missing(target.shown)
          }
          try await context.reportingPathErrors { try await body(target, provider) }
        }
      }
    }
  }
}

/// `-Include` and `-Exclude`, compared with the last element of a path.
struct NameFilter {
  private let included: [WildcardPattern]
  private let excluded: [WildcardPattern]

  init(_ context: CommandContext, alsoIncluding names: [String] = []) {
    included = ((context[ItemParameters.include] ?? []) + names).map { WildcardPattern($0) }
    excluded = (context[ItemParameters.exclude] ?? []).map { WildcardPattern($0) }
  }

  /// Whether nothing is filtered.
  var isEmpty: Bool { included.isEmpty && excluded.isEmpty }

  func passes(_ name: String) -> Bool {
    if !included.isEmpty && !included.contains(where: { $0.matches(name) }) { return false }
    return !excluded.contains { $0.matches(name) }
  }
}

/// Errors about paths that the engine, not a provider, raises (`language.md` 6.4).
enum PathErrors {
  /// Exceptions after which a command goes on with its next path.
  static let reported: Set<String> = [
    "System.Management.Automation.ItemNotFoundException",
    "System.Management.Automation.DriveNotFoundException",
    "System.Management.Automation.ProviderNotFoundException",
    "System.Management.Automation.PSNotSupportedException", "System.NotSupportedException",
    "System.Management.Automation.PSArgumentException",
    "System.Management.Automation.PSInvalidOperationException",
    "System.IO.IOException", "System.IO.DirectoryNotFoundException",
    "System.IO.FileNotFoundException", "System.UnauthorizedAccessException",
  ]

  static func missing(_ path: String) -> PSRuntimeError { PathResolver.notFound(path) }

  static func unsupported(_ message: String) -> PSRuntimeError {
    PSRuntimeError(
      message, id: "NotSupported", category: .notImplemented,
      exception: "System.Management.Automation.PSNotSupportedException")
  }

  static func inUse(_ path: String) -> PSRuntimeError {
    PSRuntimeError(
      "Cannot remove the item at '\(path)' because it is in use.", id: "InvalidOperation",
      category: .invalidOperation,
      exception: "System.Management.Automation.PSInvalidOperationException",
      target: .string(path))
  }

  static func invalidArgument(_ message: String, target: String? = nil) -> PSRuntimeError {
    PSRuntimeError(
      message, id: "Argument", category: .invalidArgument,
      exception: "System.Management.Automation.PSArgumentException", target: .optional(target))
  }
}

extension CommandContext {
  /// Runs `body`; an error about a path is reported and the command goes on, others end it.
  func reportingPathErrors(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error as PSRuntimeError
      where PathErrors.reported.contains(error.record.exception.exceptionType)
    {
      try await writeError(error.record)
    }
  }

  /// Refuses `-Filter` and `-UseTransaction` where the provider knows neither.
  func checkSupport(of target: ItemTarget) throws {
    let provider = target.provider
    try checkTransactions(of: provider)
    if isBound(ItemParameters.filter), !provider.capabilities.contains(.filter) {
      throw PathErrors.unsupported(
        "The provider '\(provider.name)' does not support the use of filters. "
          + "Use -Include or wildcards in the path.")
    }
  }

  /// Refuses `-UseTransaction` where the provider has none.
  func checkTransactions(of provider: ProviderInfo) throws {
    guard usesTransaction, !provider.capabilities.contains(.transactions) else { return }
    throw PathErrors.unsupported(
      "The provider '\(provider.name)' does not support transactions. "
        + "Leave -UseTransaction out.")
  }

  /// Refuses `-UseTransaction` where no provider is asked: no transaction has been started.
  func checkTransaction() throws {
    guard usesTransaction else { return }
    throw terminate(
      PSRuntimeError(
        "No transaction is active that the command could take part in, and this shell has none to "
          + "start. Leave -UseTransaction out.",
        id: "System.InvalidOperationException", category: .notSpecified,
        exception: "System.InvalidOperationException"
      ).record)
  }
}
