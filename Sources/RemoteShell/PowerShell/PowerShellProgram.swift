import PSEngine
import PSLanguage
import Synchronization
import WSManService

/// `powershell`: a script in a session of its own.
enum PowerShellProgram {
  static func run(
    _ rest: String, _ shell: CommandInterpreter, _ streams: ProgramStreams
  ) async -> Int32 {
    guard shell.sessions != nil else {
      streams.errorLine(missing)
      return 1
    }
    let arguments: PowerShellArguments
    do throws(PowerShellArguments.Mistake) {
      arguments = try PowerShellArguments(rest)
    } catch {
      streams.errorLine(error.text)
      return 1
    }
    let script: String
    var input: [String]?
    switch arguments.work {
    case .help:
      streams.line(help)
      return 0
    case .script(let text): script = text
    case .input: script = streams.codec.decode(await streams.readAll())
    case .file(let name, let words):
      guard let path = ComputerFiles.absolute(name, from: shell.folder),
        let bytes = try? shell.files.contents(path)
      else {
        streams.errorLine(
          "The argument '\(name)' to the -File parameter does not exist. Provide the path to an "
            + "existing '.ps1' file as an argument to the -File parameter.")
        return Int32(bitPattern: 0xFFFD_0000)
      }
      // What begins with a hyphen names a parameter.
      let arguments = words.map { $0.hasPrefix("-") ? $0 : SessionPrograms.quoted($0) }
      let text = String(decoding: bytes, as: UTF8.self)
      input = await piped(to: text, shell, streams)
      script =
        (input == nil ? "" : "$input | ") + (["& {\(text)\n}"] + arguments).joined(separator: " ")
    }
    if arguments.isEncoded,
      let rule = CommandRules.rule(
        for: "powershell -Command \(script)", in: shell.computer.rules)
    {
      return await CommandRules.run(rule, shell.environment, streams)
    }
    if case .script = arguments.work { input = await piped(to: script, shell, streams) }
    let host = PowerShellHost(
      streams, writesObjects: arguments.isEncoded && !arguments.writesText)
    return await run(
      script: script, host, shell, streams, input: input, policy: arguments.policy)
  }

  /// The lines that are piped into a script; nil when its input is typed, or when it reads none:
  /// waiting for an end of the input would be in vain then.
  private static func piped(
    to script: String, _ shell: CommandInterpreter, _ streams: ProgramStreams
  ) async -> [String]? {
    if case .client = streams.input, !shell.command.hasPipedInput { return nil }
    guard Parser.parse(script).readsInput else { return nil }
    return await streams.readLines().map(String.init)
  }

  /// Runs a script in a session of its own.
  ///
  /// - Parameters:
  ///   - input: lines that are piped into it; nil for none.
  ///   - policy: which scripts the session runs; nil as the computer does.
  /// - Returns: the exit code.
  static func run(
    script: String, _ host: PowerShellHost, _ shell: CommandInterpreter, _ streams: ProgramStreams,
    input: [String]? = nil, policy: ExecutionPolicy? = nil
  ) async -> Int32 {
    guard let sessions = shell.sessions else {
      streams.errorLine(missing)
      return 1
    }
    func cannotStart(_ cause: any Error) -> Int32 {
      streams.errorLine("PowerShell cannot start: \(cause)")
      return 1
    }
    let session: PowerShellSession
    let programs = ComputerPrograms(shell: shell, policy: policy)
    do {
      let variables = shell.environment.all().map { ($0.name, $0.value) }
      session = try sessions.session(
        for: shell.command, in: ComputerFiles.shown(shell.folder),
        environment: Dictionary(variables) { first, _ in first }, host: host,
        programs: programs)
    } catch { return cannotStart(error) }
    defer { session.close() }
    let exchange = session.drive.map { FileExchange(shell.files, $0) }
    programs.exchange.withLock { $0 = exchange }
    do { try exchange?.bringIn() } catch { return cannotStart(error) }
    let folder = ComputerFiles.shown(shell.folder).replacing("'", with: "''")
    _ = await session.runspace.run("Set-Location -LiteralPath '\(folder)'", interactive: false)
    defer {
      do {
        try exchange?.takeBack()
      } catch {
        streams.errorLine((error as? ComputerFiles.Failure)?.text ?? "\(error)")
      }
    }
    // Another thread looks at the time: a script that never pauses keeps that of its command.
    let (client, limit) = (shell.client, shell.computer.longestScript)
    let timer = Task.detached {
      guard (try? await Task.sleep(for: limit)) != nil else { return }
      streams.errorLine("The script was ended after \(limit.components.seconds) seconds.")
      client.end(1)
    }
    defer { timer.cancel() }
    let outcome = await session.runspace.run(script, input: input, interactive: false)
    let code: Int32
    switch outcome {
    case .exit(let number): code = number
    case .completed(let success): code = success ? 0 : 1
    case .cancelled: code = Int32(bitPattern: 0xC000_013A)
    case .incomplete, .syntaxError, .busy: code = 1
    }
    host.finish()
    return code
  }

  private static let missing = "This computer has no PowerShell."

  private static let help = """
    PowerShell[.exe] [-NoLogo] [-NoProfile] [-NonInteractive] [-OutputFormat {Text | XML}]
        [-EncodedCommand <Base64EncodedCommand>] [-File <filePath>]
        [-Command { - | <string> }]
    """
}
