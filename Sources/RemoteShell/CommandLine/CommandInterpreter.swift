import WSManService

/// Runs a command line as `cmd /c` does, with the programs of the emulated computer.
struct CommandInterpreter {
  let computer: EmulatedComputer
  let files: ComputerFiles
  let command: RemoteCommand
  let sessions: (any PowerShellSessions)?
  let client: CommandStreams
  let codec: TextCodec
  var environment: CommandEnvironment
  /// Where the next command starts.
  var folder: String
  var errorLevel: Int32 = 0
  /// The variables of the loops around the command.
  var loopVariables = LoopVariables()
  /// Whether loops show what they run (`echo off`).
  var echoes = true
  /// Whether `!NAME!` is a variable, which is looked up when the command runs (`cmd /v:on`).
  var expandsLate = false
  /// Set by `exit`.
  var hasExited = false
  /// The batch file that runs; nil on a command line.
  var batch: BatchFrame?
  /// Where the shell was to start, when there is no such folder.
  private(set) var missingFolder: String?
  /// The folders of `pushd`.
  var pushed: [String] = []
  private var depth = 0
  private let random: RandomVariable

  private static let deepestCall = 16

  init(
    _ command: RemoteCommand, on computer: EmulatedComputer, files: ComputerFiles,
    sessions: (any PowerShellSessions)?, _ client: CommandStreams
  ) {
    self.computer = computer
    self.files = files
    self.command = command
    self.sessions = sessions
    self.client = client
    codec = TextCodec(codePage: command.codePage)
    random = RandomVariable(seed: computer.seed)
    environment = CommandEnvironment(command, on: computer)
    let home = environment["USERPROFILE"] ?? "C:"
    for folder in [home, environment["TEMP"] ?? home] where !files.isFolder(folder) {
      try? files.makeFolder(folder)
    }
    folder = home
    let wish = command.workingDirectory.map { environment.expanding($0) { _ in nil } }
    if let wish, let path = ComputerFiles.absolute(wish, from: home), files.isFolder(path) {
      folder = files.properName(path)
    } else {
      missingFolder = wish
    }
  }

  /// Runs a line.
  ///
  /// - Returns: the exit code.
  mutating func run(_ line: String) async -> Int32 {
    let streams = ProgramStreams(client: client, codec: codec)
    return await run(line, streams)
  }

  /// Runs a line of `cmd /c` inside another one.
  mutating func run(_ line: String, _ streams: ProgramStreams) async -> Int32 {
    guard enter(streams) else { return 1 }
    defer { leave() }
    if let rule = CommandRules.rule(for: line, in: computer.rules) {
      return await CommandRules.run(rule, environment, streams)
    }
    do {
      return try await run(try CommandLineParser.parse(withVariables(line)), streams)
    } catch {
      streams.errorLine(error.text)
      errorLevel = 1
      return 1
    }
  }

  /// Goes one level deeper; false where that is too deep.
  mutating func enter(_ streams: ProgramStreams) -> Bool {
    guard depth < Self.deepestCall else {
      streams.errorLine("The command line is nested too deeply.")
      return false
    }
    depth += 1
    return true
  }

  /// Comes back from ``enter(_:)``.
  mutating func leave() { depth -= 1 }

  /// A line with its variables replaced, which happens once, before any of it runs.
  func withVariables(_ line: String) -> String {
    guard let batch else { return environment.expanding(line, dynamic: dynamicVariable) }
    return batch.expanding(
      line, changed: { LoopVariables.changed($0, $1, from: folder, files) },
      variable: { environment.value(of: $0, dynamicVariable) })
  }

  /// A variable that is no part of the environment.
  private func dynamicVariable(_ name: String) -> String? {
    switch name {
    case "cd": ComputerFiles.shown(folder)
    case "errorlevel": String(errorLevel)
    case "date": computer.now().date
    case "time": computer.now().longClock
    case "random": String(random.next())
    default: nil
    }
  }

  /// A text with what is replaced when its command runs: variables of loops, and `!NAME!`.
  func expanded(_ text: String) -> String {
    let text = loopVariables.expanding(text, from: folder, files)
    guard expandsLate else { return text }
    return environment.expanding(text, mark: "!", dynamic: dynamicVariable)
  }

  /// Runs what was taken apart.
  ///
  /// - Returns: the exit code of the last command.
  mutating func run(
    _ script: CommandScript, _ streams: ProgramStreams
  ) async throws(CommandSyntaxError) -> Int32 {
    var code: Int32 = 0
    for item in script.items where canGoOn {
      for alternative in item {
        for pipeline in alternative {
          code = try await run(pipeline, streams)
          if code != 0 || !canGoOn { break }
        }
        if code == 0 || !canGoOn { break }
      }
    }
    return code
  }

  /// Whether nothing has ended the command.
  var canGoOn: Bool {
    !hasExited && batch?.hasLeftLine != true && !Task.isCancelled && !client.hasEnded
  }

  private mutating func run(
    _ pipeline: CommandScript.Pipeline, _ streams: ProgramStreams
  ) async throws(CommandSyntaxError) -> Int32 {
    var code: Int32 = 0
    var input: [UInt8]?
    for (index, stage) in pipeline.enumerated() where canGoOn {
      var own = streams
      if let input { own.input = .bytes(input) }
      let pipe = index + 1 < pipeline.count ? OutputBuffer() : nil
      if let pipe { own.output = .buffer(pipe) }
      code = try await run(stage, own)
      input = pipe?.contents
    }
    return code
  }

  private mutating func run(
    _ stage: CommandScript.Stage, _ streams: ProgramStreams
  ) async throws(CommandSyntaxError) -> Int32 {
    let redirections: [CommandScript.Redirection]
    switch stage {
    case .command(_, let list), .group(_, let list): redirections = list
    case .condition(let condition, let then, let otherwise):
      guard let body = holds(condition) ? then : otherwise else { return 0 }
      return try await run(body, streams)
    case .loop(let loop, let body): return try await run(loop, body, streams)
    }
    var own = streams
    var written: [(OutputBuffer, String, appends: Bool)] = []
    for redirection in redirections {
      do throws(ComputerFiles.Failure) {
        try redirect(redirection, &own, &written)
      } catch {
        streams.errorLine(error.text)
        return 1
      }
    }
    var code: Int32
    switch stage {
    case .command(let text, _): code = await run(ProgramCall(expanded(text)), own)
    case .group(let script, _): code = try await run(script, own)
    case .condition, .loop: code = 0
    }
    for (buffer, path, appends) in written {
      do throws(ComputerFiles.Failure) {
        try files.write(buffer.contents, to: path, appends: appends)
      } catch {
        streams.errorLine(error.text)
        code = 1
      }
    }
    return code
  }

  private mutating func run(_ call: ProgramCall, _ streams: ProgramStreams) async -> Int32 {
    let code = await call.run(in: &self, streams)
    if code != 0 || !call.keepsErrorLevel { errorLevel = code }
    return code
  }

  private func redirect(
    _ redirection: CommandScript.Redirection, _ streams: inout ProgramStreams,
    _ written: inout [(OutputBuffer, String, appends: Bool)]
  ) throws(ComputerFiles.Failure) {
    switch redirection {
    case .same(let stream, let other):
      let target = other == 2 ? streams.error : streams.output
      if stream == 2 { streams.error = target } else { streams.output = target }
    case .input(let path):
      let path = expanded(path)
      guard !Self.isNull(path) else {
        streams.input = .bytes([])
        return
      }
      guard let whole = ComputerFiles.absolute(path, from: folder) else { throw .pathNotFound }
      streams.input = .bytes(try files.contents(whole))
    case .output(let stream, let path, let appends):
      let path = expanded(path)
      var target = ProgramStreams.Target.null
      if !Self.isNull(path) {
        guard let whole = ComputerFiles.absolute(path, from: folder) else { throw .pathNotFound }
        // The file is there even when the command writes nothing, or cannot be started.
        if !appends || (try? files.contents(whole)) == nil {
          try files.write([], to: whole, appends: false)
        }
        let buffer = OutputBuffer()
        written.append((buffer, whole, appends: true))
        target = .buffer(buffer)
      }
      if stream == 2 { streams.error = target } else { streams.output = target }
    }
  }

  private static func isNull(_ path: String) -> Bool {
    ["nul", "nul:"].contains(path.lowercased())
  }
}
