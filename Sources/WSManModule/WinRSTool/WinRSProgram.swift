import PSEngine
import WSManClient
import WSManProtocol

/// The `winrs` tool: runs a command on another computer and shows its output as it comes
/// (`cmdlets.md` 8).
struct WinRSProgram: BuiltInProgram {
  let name = "winrs"

  func run(_ arguments: [String], _ console: ProgramConsole) async throws -> Int32 {
    let line: WinRSCommandLine
    do throws(WinRSCommandLine.Mistake) {
      line = try WinRSCommandLine(arguments)
    } catch {
      try await console.writeError(error.text)
      return 1
    }
    if line.switches.contains(.help) {
      try await console.write(WinRSHelp.text)
      return 0
    }
    do {
      return try await run(line, console)
    } catch let error as PSRuntimeError {
      try await console.writeError("Winrs error: \(error.record.message)")
    } catch {
      guard let cause = WSManErrors.Cause(error, .winrs) else { throw error }
      try await console.writeError("Winrs error: \(cause.message)")
    }
    return 1
  }

  private func run(_ line: WinRSCommandLine, _ console: ProgramConsole) async throws -> Int32 {
    let services = console.command.session.wsmanServices
    var password: String?
    if let user = line.userWithoutPassword {
      password = try await console.readSecret(
        prompt: WinRMMessages.passwordPrompt(user, line.remote))
    }
    var options = line.options(password: password, try await services.clientConfiguration())
    options.take(console.command.session.environment)
    let request = SessionRequest(target: line.remote, options: options)
    let session = try services.session(for: request)
    // Signals and input must not wait until output has come. It connects when it is used.
    let side = try services.session(for: request)
    do {
      let shell = try await CommandShell.open(session, line.shell, options: line.shellOptions)
      let impatience = Impatience()
      console.whenInterruptedAgain { impatience.begin() }
      defer { console.whenInterruptedAgain(nil) }
      let run = RemoteRun(
        shell: shell, side: shell.through(side), echo: !line.switches.contains(.noecho),
        impatience: impatience)
      let result = await Self.result { try await run.command(line.command, console) }
      // The shell is closed whatever happened, and after Ctrl+C too.
      await impatience.wait {
        try? await shell.close()
        await session.close()
        await side.close()
      }
      return try result.get()
    } catch {
      await session.close()
      await side.close()
      throw error
    }
  }

  private static func result(
    _ work: () async throws -> Int32
  ) async -> Result<Int32, any Error> {
    do {
      return .success(try await work())
    } catch {
      return .failure(error)
    }
  }

  func completionSource(for word: ProgramWord) -> String? {
    ["r", "remote"].contains(word.option?.lowercased()) ? "Computer" : nil
  }

  func completions(for word: ProgramWord) -> [String]? {
    guard word.option == nil else { return [] }
    guard word.arguments.isEmpty || word.text.hasPrefix("-") || word.text.hasPrefix("/") else {
      return nil
    }
    let mark = word.text.hasPrefix("-") ? "-" : "/"
    return WinRSHelp.switches.map { mark + $0 }.filter { $0.hasPrefixIgnoringCase(word.text) }
  }
}
