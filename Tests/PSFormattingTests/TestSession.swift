import PSEngine
import Synchronization

@testable import PSFormatting

/// A host that keeps what is written to it.
final class RecordingHost: PSHost {
  let name = "Test"
  let width: Int
  let height = 25
  let supportsColor: Bool
  let isInteractive = false
  private let written = Mutex<[(text: String, isError: Bool)]>([])

  init(width: Int, supportsColor: Bool = false) {
    self.width = width
    self.supportsColor = supportsColor
  }

  var text: String { written.withLock { $0.map(\.text).joined() } }
  var errorText: String { written.withLock { $0.filter(\.isError).map(\.text).joined() } }

  func write(_ text: String, to stream: HostStream) {
    var isError = false
    if case .error = stream { isError = true }
    written.withLock { $0.append((text, isError)) }
  }

  func readLine(prompt: String) async throws -> String? { nil }
  func readSecret(prompt: String) async throws -> String? { nil }
  func show(_ progress: ProgressRecord) {}
  func clearScreen() {}
  func start(_ program: NativeProgram) async throws -> any NativeProcess {
    throw CancellationError()
  }
}

/// A session without modules: values, members and views.
struct TestSession {
  let session: SessionState
  let host: RecordingHost
  let context: ExecutionContext

  init(width: Int = 120, persona: RunspaceConfiguration.Persona = .desktop) {
    session = SessionState(configuration: RunspaceConfiguration(persona: persona))
    host = RecordingHost(width: width)
    context = ExecutionContext(
      session: session, host: host, scope: session.globalScope,
      streams: StreamSet(host: host, error: NullSink()))
  }

  /// The lines that values make, as `Out-Default` shows them.
  func shown(_ values: PSValue...) async throws -> [String] {
    try await shown(values)
  }

  func shown(_ values: [PSValue]) async throws -> [String] {
    let formatter = ObjectFormatter(in: context)
    var lines: [OutputLine] = []
    for value in values { lines += try await formatter.write(value) }
    return (lines + formatter.finish()).map(\.text)
  }

  /// The lines of a formatting command.
  func shown(_ request: FormatRequest, _ values: [PSValue]) async throws -> [String] {
    let style = OutputStyle(for: context)
    let generator = FormatGenerator(request, in: context, style: style)
    let writer = FormatWriter(lineWidth: host.width - 1, style: style)
    for value in values { try await generator.add(value) }
    generator.finish()
    for record in generator.takeRecords() { writer.write(record) }
    return writer.takeLines().map(\.text)
  }
}

/// A custom object.
func object(_ properties: (String, PSValue)...) -> PSValue {
  .object(PSCustomObject(properties))
}

/// An object of a made-up type whose properties are declared.
final class Item: PSObject {
  private let names: [String]
  private let properties: [(String, PSValue)]

  init(_ names: [String], _ properties: [(String, PSValue)]) {
    self.names = names
    self.properties = properties
  }

  override var baseTypeNames: [String] { names + ["System.Object"] }
  override var declaredProperties: [PSPropertyInfo] { properties.map { PSPropertyInfo($0.0) } }
  override func declaredValue(_ name: String) -> PSValue? {
    properties.first { $0.0.equalsIgnoringCase(name) }?.1
  }
}
