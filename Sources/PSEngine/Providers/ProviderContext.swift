/// What a provider sees of the command that asks it. One instance serves one item command, so that
/// ``cache`` lives for one command.
public final class ProviderContext {
  /// The command; `nil` when the engine itself asks (completion, current location).
  public let command: CommandContext?
  /// Session, scope, streams and host.
  public let execution: ExecutionContext
  /// The drive that the path went through, set by the engine for each path.
  public internal(set) var drive: PSDriveInfo?
  /// The provider that is asked, set by the engine for each path.
  public internal(set) var provider: ProviderInfo?
  /// `-Force`
  public var force = false
  /// `-Credential`
  public var credential: PSCredential?
  /// `-Filter`
  public var filter: String?
  /// `-Include`
  public var include: [String] = []
  /// `-Exclude`
  public var exclude: [String] = []
  /// Whether the value of a change came by the pipeline, which wraps it as an object
  /// (`provider.md` 10.4).
  public var isValuePiped = false
  /// What dynamic parameters are when the command does not have or bind them, by lower-case name.
  public var defaults: [String: PSValue] = [:]
  /// Whether what was read since the last command line is good enough: pressing Tab asks nobody again.
  public var takesRecentReads = false
  /// What the provider wants to remember until the command ends.
  public var cache: AnyObject?
  private let sink: (any OutputSink)?

  /// Makes a context.
  /// - Parameters:
  ///   - execution: session, scope, streams and host.
  ///   - command: the command that asks.
  ///   - output: where items go; to the command's output when `nil`.
  public init(
    _ execution: ExecutionContext, command: CommandContext? = nil, output: (any OutputSink)? = nil
  ) {
    self.execution = execution
    self.command = command
    sink = output
  }

  /// A context that shares this one's options and cache but collects its items elsewhere.
  public func collecting(into output: any OutputSink) -> ProviderContext {
    let copy = ProviderContext(execution, command: command, output: output)
    copy.drive = drive
    copy.provider = provider
    copy.force = force
    copy.credential = credential
    copy.filter = filter
    copy.isValuePiped = isValuePiped
    copy.include = include
    copy.exclude = exclude
    copy.defaults = defaults
    copy.takesRecentReads = takesRecentReads
    copy.cache = cache
    return copy
  }

  /// Prepares the context for a call about a place.
  public func enter(_ place: ResolvedPath) {
    drive = place.drive
    provider = place.provider
  }

  /// The session.
  public var session: SessionState { execution.session }
  /// The program around the engine.
  public var host: any PSHost { execution.host }

  /// The value of a dynamic parameter, by its name in any case.
  public func dynamicValue(_ name: String) -> PSValue? {
    command?.value(named: name) ?? defaults[name.lowercased()]
  }

  /// The value of a dynamic parameter; `nil` when it is not bound or `$null`.
  public subscript<Value: ParameterValue>(_ parameter: Parameter<Value>) -> Value? {
    dynamicValue(parameter.definition.name).flatMap { Value.fromBound($0) }
  }

  /// Whether a switch among the dynamic parameters is on.
  public subscript(_ parameter: Parameter<SwitchParameter>) -> Bool {
    dynamicValue(parameter.definition.name).map { Truth.isTrue($0) } ?? false
  }

  /// Writes an item with `PSPath`, `PSParentPath`, `PSChildName`, `PSDrive`, `PSProvider` and
  /// `PSIsContainer`, in this order (`provider.md` 8.4).
  public func write(_ item: ProviderItem) async throws {
    try await write(decorated(item))
  }

  /// Writes a value that is no item, such as a name or a line of content.
  public func write(_ value: PSValue) async throws {
    if let sink {
      try await sink.write(value)
    } else if let command {
      try await command.write(value)
    }
  }

  /// The item's object with the engine's note properties.
  public func decorated(_ item: ProviderItem) -> PSValue {
    guard let provider else { return item.value }
    let object: PSObject
    switch item.value {
    case .object(let existing): object = existing
    default: object = PSBoxedValue(item.value)
    }
    let parent = item.parentPath ?? ProviderPath.parent(item.path)
    let name = item.childName ?? ProviderPath.childName(item.path)
    var notes: [(name: String, value: PSValue)] = []
    notes.reserveCapacity(6)
    notes.append(("PSPath", .string(provider.qualified(item.path))))
    notes.append(("PSParentPath", .string(parent.isEmpty ? "" : provider.qualified(parent))))
    notes.append(("PSChildName", .string(name)))
    if let drive { notes.append(("PSDrive", .object(drive))) }
    notes.append(("PSProvider", .object(provider)))
    notes.append(("PSIsContainer", .bool(item.isContainer)))
    object.setNotes(notes)
    return .object(object)
  }

  /// Reports an error that does not end the command.
  public func writeError(_ record: ErrorRecord) async throws {
    if let command {
      try await command.writeError(record)
    } else {
      throw PSRuntimeError(record)
    }
  }

  /// Writes a warning.
  public func writeWarning(_ text: String) async throws {
    try await command?.writeWarning(text)
  }

  /// Writes a verbose line.
  public func writeVerbose(_ text: String) async throws {
    try await command?.writeVerbose(text)
  }

  /// Asks whether a change is to be made (`-WhatIf`, `-Confirm`).
  public func shouldProcess(_ target: String, action: String? = nil) async throws -> Bool {
    try await command?.shouldProcess(target, action: action) ?? true
  }

  /// Asks with a provider's own wording.
  public func shouldProcess(
    description: String, warning: String, caption: String
  ) async throws -> Bool {
    try await command?.shouldProcess(
      description: description, warning: warning, caption: caption) ?? true
  }

  /// Asks a question that `-Force` would skip; nobody there to ask means no.
  /// - Parameter alternative: what makes the question needless where the command has no `-Force`.
  public func shouldContinue(
    _ query: String, caption: String, alternative: String = ""
  ) async throws -> Bool {
    try await command?.shouldContinue(query, caption: caption, alternative: alternative) ?? false
  }
}

extension PSRuntimeError {
  /// The error of an exception that escapes from a provider: its full type name is the id and the
  /// category is NotSpecified (`provider.md` 13.1).
  public static func provider(_ exception: PSException) -> PSRuntimeError {
    PSRuntimeError(
      ErrorRecord(exception, id: exception.exceptionType, category: .notSpecified))
  }

  /// As ``provider(_:)``, made from type and text.
  public static func provider(
    _ message: String, exception: String = "System.InvalidOperationException"
  ) -> PSRuntimeError { provider(PSException(exception, message)) }
}
