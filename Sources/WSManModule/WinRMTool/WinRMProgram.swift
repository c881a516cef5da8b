import PSEngine
import WSManClient
import WSManProtocol

/// The `winrm` tool: one operation on one service, then it ends (`cmdlets.md` 7).
struct WinRMProgram: BuiltInProgram {
  let name = "winrm"

  func run(_ arguments: [String], _ console: ProgramConsole) async throws -> Int32 {
    let format: WinRMFormat
    let work: WinRMWork
    let computer: String?
    do throws(WinRMUsageError) {
      let line = try WinRMCommandLine(arguments) { console.command.session.environment[$0] }
      if let help = WinRMHelp.text(for: line, width: console.command.session.host?.width ?? 120) {
        try? await console.write(help)
        if console.isRead, line.operation == .helpmsg, !line.asksForHelp,
          let advice = WinRMHelpMessage.advice(
            for: line.arguments.first ?? "", width: console.command.host.width)
        {
          try? await console.write(advice)
        }
        return 0
      }
      let connection = WinRMConnection(line)
      try connection.check()
      computer = connection.computer
      format = WinRMFormat(line)
      work = WinRMWork(line: line, format: format, console: console)
    } catch {
      try await console.writeError(error.text)
      return 1
    }
    do {
      try await work.run()
      return 0
    } catch let error as WinRMUsageError {
      try await console.writeError(error.text)
    } catch let error as PSRuntimeError {
      try await console.writeError("Error: \(error.record.message)")
    } catch {
      guard let cause = WSManErrors.Cause(error, .winrm) else { throw error }
      try await console.writeError(
        Self.text(
          of: cause, format, machine: console.command.session.configuration.computerName,
          computer: computer))
    }
    return 1
  }

  /// What is shown of a failed operation: the fault in the chosen format, its number and what the
  /// number means.
  private static func text(
    of cause: WSManErrors.Cause, _ format: WinRMFormat, machine: String, computer: String?
  ) -> String {
    let code = WSManErrorCode(UInt32(bitPattern: cause.result))
    let meaning = WSManErrorTable.naming(
      computer: computer, in: WSManErrorTable.text(for: WSManErrorCode(cause.code)))
    let fault = format.text(of: cause.element(machine: machine))
    return """
      \(fault)
      Error number:  \(code.signed) \(code.hexadecimal)
      \(AdviceSpelling.winrm.text(meaning))
      """
  }
}
