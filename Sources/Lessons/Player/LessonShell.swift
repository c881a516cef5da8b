public import PSEngine
public import Transcripts

/// The session in which a lesson is played or verified: fresh state, the lab of the lesson.
public protocol LessonShell: TranscriptShell {
  /// For each check whether it holds now.
  func results(of checks: [LessonCheck]) async -> [Bool]
  /// Forgets the messages that were exchanged so far: another task begins.
  func forgetExchanges()
}

/// What checks ask for that lies outside the session of the language.
public protocol LessonWorld: Sendable {
  /// Whether a service runs; `nil` when there is none of that name.
  func isRunning(service: String, on computer: String?) async -> Bool?
  /// The messages since the task began.
  var exchanges: [LessonExchange] { get }
}

/// Judges checks. Reading a drive may exchange messages: whoever records them must not count those.
public struct LessonJudge {
  private let execution: ExecutionContext
  private let world: any LessonWorld

  /// A judge for a session.
  public init(_ session: SessionState, world: any LessonWorld) {
    // Nobody is asked, and nothing is shown.
    execution = ExecutionContext(
      session: session, host: SilentHost(), scope: session.globalScope,
      streams: StreamSet(
        error: NullSink(), warning: NullSink(), verbose: NullSink(), debug: NullSink(),
        information: NullSink()))
    self.world = world
  }

  /// Whether a check holds.
  public func holds(_ check: LessonCheck) async -> Bool {
    switch check {
    case .item(let path, let exists): return await item(path).exists == exists
    case .value(let path, let value):
      guard let text = await item(path).value else { return false }
      return text.equalsIgnoringCase(value)
    case .location(let path): return isAt(path)
    case .connection(let computer, let exists):
      return await item("WSMan:\\\(computer)").exists == exists
    case .service(let name, let isRunning, let computer):
      return await world.isRunning(service: name, on: computer) == isRunning
    case .property(let name, let instance, let value, let computer):
      let text = await property(name, of: instance, on: computer)
      return text?.equalsIgnoringCase(value) ?? false
    case .message(let pattern): return world.exchanges.contains { pattern.matches($0) }
    }
  }

  private func isAt(_ path: String) -> Bool {
    guard let place = try? PathResolver(execution).locate(path) else { return false }
    let current = execution.session.currentLocation
    return current.provider === place.provider
      && ProviderPath.trimmingTrailing(current.providerPath)
        .equalsIgnoringCase(ProviderPath.trimmingTrailing(place.providerPath))
  }

  /// The text of a property of a CIM instance, read as the learner would; `nil` when there is none.
  private func property(
    _ name: String, of instance: String, on computer: String?
  ) async -> String? {
    var arguments = [
      CommandArgument.parameter(name: "ResourceURI", value: .string(instance), extent: nil)
    ]
    if let computer {
      arguments.append(.parameter(name: "ComputerName", value: .string(computer), extent: nil))
    }
    let found = ArrayCollector()
    try? await execution.run(command: "Get-WSManInstance", arguments, output: found)
    let value = found.values.first?.asObject?.value(of: name)
    return value.map { TextConversion.text(of: $0) }
  }

  /// What is at a path of a drive; something that cannot be read is not there.
  private func item(_ path: String) async -> (exists: Bool, value: String?) {
    guard let place = try? PathResolver(execution).locate(path) else { return (false, nil) }
    let found = ArrayCollector()
    let context = ProviderContext(execution, output: found)
    context.enter(place)
    do {
      guard try await place.provider.provider.itemExists(place.providerPath, context) else {
        return (false, nil)
      }
      try await place.provider.provider.getItem(place.providerPath, context)
    } catch {
      return (false, nil)
    }
    let value = found.values.first?.asObject?.value(of: "Value")
    return (true, value.map { TextConversion.text(of: $0) })
  }
}

/// A host to whom nobody listens.
private final class SilentHost: PSHost {
  let name = "Lesson"
  let width = 120
  let height = 50
  let supportsColor = false
  let isInteractive = false

  func write(_ text: String, to stream: HostStream) {}
  func readLine(prompt: String) async throws -> String? {
    throw PromptUnavailable(question: prompt)
  }
  func readSecret(prompt: String) async throws -> String? {
    throw PromptUnavailable(question: prompt)
  }
  func show(_ progress: ProgressRecord) {}
  func clearScreen() {}
  func start(_ program: NativeProgram) async throws -> any NativeProcess { throw NoPrograms() }

  private struct NoPrograms: Error {}
}
