/// One command at its place in a pipeline. A pipeline calls ``begin()`` once, ``process(_:)`` for
/// each object, ``end()`` once, and always ``dispose()``.
open class CommandProcessor {
  /// Session, scope, streams and host of the command.
  public let context: ExecutionContext
  /// How it was called.
  public let invocation: InvocationInfo
  /// Where its output goes; the pipeline connects it before ``begin()``.
  public var output: any OutputSink
  /// Whether objects may come from a command before this one, or from the caller.
  public internal(set) var expectsInput = false
  private var hasBegun = false
  private var hasEnded = false

  /// Makes a processor whose output goes nowhere until a pipeline connects it.
  public init(context: ExecutionContext, invocation: InvocationInfo) {
    self.context = context
    self.invocation = invocation
    output = NullSink()
  }

  /// Binds arguments and runs the command's `begin`.
  /// - Throws: ``PSRuntimeError`` for what ends the pipeline.
  open func begin() async throws {}

  /// Takes one object.
  /// - Parameter input: `nil` is passed once, to the first command of a pipeline without input.
  open func process(_ input: PSValue?) async throws {}

  /// Runs the command's `end`.
  open func end() async throws {}

  /// Frees what the command holds; called exactly once, after errors and cancellation too.
  open func dispose() async {}

  /// Whether anything the command did counts as failure (`$?`).
  open var hasErrors: Bool { false }

  /// Tells this command among those of its pipeline; see ``CommandContext/stopUpstream()``.
  var identity: ObjectIdentifier? { nil }

  /// Begins unless that has happened: output of an upstream `begin` may arrive first.
  final func beginOnce() async throws {
    guard !hasBegun else { return }
    hasBegun = true
    invocation.expectsInput = expectsInput
    try await begin()
  }

  /// Ends unless that has happened.
  final func endOnce() async throws {
    guard !hasEnded else { return }
    hasEnded = true
    try await end()
  }
}
