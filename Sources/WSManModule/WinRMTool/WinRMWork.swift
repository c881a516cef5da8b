import PSEngine
import WSManClient
import WSManProtocol
import XMLStream

/// The operation of a command line, on the service that it names (`cmdlets.md` 7.4).
struct WinRMWork {
  let line: WinRMCommandLine
  let format: WinRMFormat
  let console: ProgramConsole

  /// Carries the operation out and writes what it gives.
  /// - Throws: ``WinRMUsageError``, ``PSRuntimeError`` for what is wrong with the input, and what a
  ///   session throws.
  func run() async throws {
    if line.operation == .quickconfig { return try await WinRMQuickConfig(self).run() }
    // Nothing is sent, and no password asked for, as long as the command line is wrong.
    let request = try await WinRMRequest(line, console)
    try await withSession { session in
      switch line.operation {
      case .get: try await write(session.get(request.locator, request.options))
      case .set: try await set(request, session)
      case .create:
        let created = try await session.create(
          request.locator, try request.element(named: request.rootName()), request.options)
        try await write(created.reference.created(session.options.locale))
      case .delete: try await session.delete(request.locator, request.options)
      case .enumerate: try await enumerate(request, session)
      case .invoke:
        let output = try await session.invoke(
          request.action, on: request.locator, input: try request.element(named: request.inputName),
          request.options)
        if let output { try await write(output) }
      case .identify: try await write(session.identify().element)
      case .configsddl: try await WinRMDescriptorEditor(self).run(session)
      case .quickconfig, .helpmsg, .help: break
      }
    }
  }

  /// Writes an element in the chosen format.
  func write(_ element: XMLFragment, depth: Int = 0) async throws {
    try await console.write(format.text(of: element, depth: depth))
  }

  // MARK: Sessions

  private func withSession(_ body: (WSManSession) async throws -> Void) async throws {
    let session = try await openSession()
    do {
      try await body(session)
    } catch {
      await session.close()
      throw error
    }
    await session.close()
  }

  private func openSession() async throws -> WSManSession {
    let connection = WinRMConnection(line)
    let services = console.command.session.wsmanServices
    var password: String?
    if let user = connection.userWithoutPassword {
      password = try await console.readSecret(
        prompt: WinRMMessages.passwordPrompt(user, connection.target))
    }
    var options = connection.options(
      password: password, try await services.clientConfiguration())
    options.take(console.command.session.environment)
    return try services.session(
      for: SessionRequest(target: connection.target, options: options))
  }

  // MARK: Operations

  /// Reads the resource, changes it and puts it back; a file is put as it is.
  private func set(_ request: WinRMRequest, _ session: WSManSession) async throws {
    let content: XMLFragment
    if let file = request.file {
      content = file
    } else {
      content = try ResourceDocument.setting(
        request.pairs, in: try await session.get(request.locator, request.options))
    }
    if let changed = try await session.put(request.locator, content, request.options) {
      try await write(changed)
    }
  }

  private func enumerate(_ request: WinRMRequest, _ session: WSManSession) async throws {
    let envelope = format.envelope
    if let envelope { try await console.write(envelope.start) }
    for try await item in session.enumerate(request.locator, try request.query(), request.options) {
      try await write(item.element(), depth: envelope == nil ? 0 : 1)
    }
    if let envelope { try await console.write(envelope.end) }
  }
}
