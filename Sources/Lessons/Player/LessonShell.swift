public import PSEngine
public import Transcripts

/// The session in which a lesson is played or verified: fresh state, the lab of the lesson.
public protocol LessonShell: TranscriptShell {
  /// What is found of each check now.
  func findings(of checks: [LessonCheck]) async -> [LessonFinding]
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

  /// Whether a check holds, and what is there when it does not.
  public func finding(_ check: LessonCheck) async -> LessonFinding {
    switch check {
    case .item(let path, let exists):
      let item = await item(path)
      // Where there is no such drive, nothing is missing: the path is wrong.
      return LessonFinding(
        item.exists == exists && item.hasPlace, seen: item.hasPlace ? item.text : Self.noPlace)
    case .value(let path, let value):
      let item = await item(path)
      return LessonFinding(
        item.value?.equalsIgnoringCase(value) ?? false,
        seen: item.hasPlace ? item.text : Self.noPlace)
    case .location(let path):
      return LessonFinding(
        isAt(path), seen: "the shell stands at \(execution.session.currentLocation.path)")
    case .connection(let computer, let exists):
      let isThere = await item("WSMan:\\\(computer)").exists
      return LessonFinding(
        isThere == exists, seen: isThere ? "it is connected" : "it is not connected")
    case .service(let name, let isRunning, let computer):
      let runs = await world.isRunning(service: name, on: computer)
      return LessonFinding(
        runs == isRunning,
        seen: runs.map { $0 ? "it is running" : "it is stopped" } ?? "there is no such service")
    case .property(let name, let instance, let value, let computer):
      let text = await property(name, of: instance, on: computer)
      return LessonFinding(
        text?.equalsIgnoringCase(value) ?? false,
        seen: text.map { "its value is \"\($0)\"" } ?? "there is no such instance or property")
    case .message(let pattern):
      let exchanges = world.exchanges
      return LessonFinding(
        exchanges.contains { pattern.matches($0) }, seen: Self.text(of: exchanges))
    }
  }

  private static let noPlace = "there is no drive for this path"

  /// More messages than this are not listed.
  private static let mostListed = 10

  private static func text(of exchanges: [LessonExchange]) -> String {
    guard !exchanges.isEmpty else { return "no message was exchanged" }
    let listed = exchanges.suffix(mostListed).map { "\n    \($0)" }
    let left = exchanges.count - listed.count
    return "the messages were"
      + (left > 0 ? " \(left) others, and" : "") + listed.joined()
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

  /// What was found at a path.
  private struct Item {
    /// Whether there is such a drive.
    var hasPlace = true
    var exists = false
    var value: String?

    var text: String {
      guard exists else { return "there is no such item" }
      return value.map { "its value is \"\($0)\"" } ?? "there is one, without a value"
    }
  }

  /// What is at a path of a drive; something that cannot be read is not there.
  private func item(_ path: String) async -> Item {
    guard let place = try? PathResolver(execution).locate(path) else {
      return Item(hasPlace: false)
    }
    let found = ArrayCollector()
    let context = ProviderContext(execution, output: found)
    context.enter(place)
    do {
      guard try await place.provider.provider.itemExists(place.providerPath, context) else {
        return Item()
      }
      try await place.provider.provider.getItem(place.providerPath, context)
    } catch {
      return Item()
    }
    let value = found.values.first?.asObject?.value(of: "Value")
    return Item(exists: true, value: value.map { TextConversion.text(of: $0) })
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
