import PSEngine
import WSManClient
import WSManProtocol
import XMLStream

/// `winrm quickconfig`: lets the local service find out what remote management needs, asks, and lets
/// it be done (`cmdlets.md` 7.8).
struct WinRMQuickConfig {
  private let work: WinRMWork
  private var console: ProgramConsole { work.console }

  init(_ work: WinRMWork) { self.work = work }

  /// Runs both passes.
  func run() async throws {
    let services = console.command.session.wsmanServices
    let session = try services.localSession()
    do {
      try await services.changes.asOne {
        try await run(.service, session)
        try await run(
          .remoting(
            transport: work.line[.transport]?.lowercased() ?? "http",
            isForced: work.line.has(.force)),
          session)
      }
    } catch {
      await session.close()
      throw error
    }
    await session.close()
  }

  private func run(_ pass: QuickConfigPass, _ session: WSManSession) async throws {
    let texts = WinRMMessages.QuickConfig(pass.kind)
    switch try await pass.analyze(session) {
    case .alreadySetUp: try await console.write(texts.alreadySetUp)
    case .unreadable: try await console.writeError("Error: \(WSManMessages.analysisUnreadable)")
    case .incomplete: try await console.writeError("Error: \(WSManMessages.analysisIncomplete)")
    case .underPolicy(let results):
      try await console.writeError("Error: \(WSManMessages.underPolicy)\n\(results)")
    case .needed(let input, let results):
      try await console.write(
        "\(texts.notSetUp)\n\(WinRMMessages.QuickConfig.changes)\n\n\(results)\n")
      guard try await isWanted() else { return }
      try await apply(input, pass, texts, session)
    }
  }

  private func isWanted() async throws -> Bool {
    if work.line.has(.quiet) || work.line.has(.force) { return true }
    let answer = try await console.readLine(prompt: "Make these changes [y/n]? ")
    return ["y", "yes"].contains(answer?.trimmingXMLSpace().lowercased())
  }

  private func apply(
    _ input: XMLFragment, _ pass: QuickConfigPass, _ texts: WinRMMessages.QuickConfig,
    _ session: WSManSession
  ) async throws {
    let outcome = try await pass.apply(input, session)
    if outcome.isSuccess {
      try await console.write("\n\(texts.done)")
    } else {
      try await console.writeError("Error: \(WSManMessages.setUpFailed)")
    }
    if !outcome.results.isEmpty { try await console.write("\n\(outcome.results)") }
  }
}

extension WinRMMessages {
  /// What is said of a pass of quick configuration.
  struct QuickConfig {
    let alreadySetUp: String
    let notSetUp: String
    let done: String

    static let changes = "These changes have to be made:"

    init(_ kind: QuickConfigPass.Kind) {
      switch kind {
      case .service:
        alreadySetUp = "The WinRM service is running already."
        notSetUp = "The WinRM service is not set up to take requests."
        done = "The WinRM service was set up to take requests."
      case .remoting:
        alreadySetUp = "WinRM is set up for remote management already."
        notSetUp = "WinRM is not set up for remote management."
        done = "WinRM was set up for remote management."
      }
    }
  }
}
