/// Batch files, and the commands that only they have.
extension CommandInterpreter {
  /// The batch file that a command names, with or without its ending.
  func batchFile(named word: String) -> BatchFile? {
    let name = word.lowercased()
    let hasEnding = name.hasSuffix(".bat") || name.hasSuffix(".cmd")
    for ending in hasEnding ? [""] : [".bat", ".cmd"] {
      guard let path = ComputerFiles.absolute(word + ending, from: folder),
        let bytes = try? files.contents(path)
      else { continue }
      return BatchFile(path: files.properName(path), text: codec.decode(bytes))
    }
    return nil
  }

  /// Runs a batch file, or what stands behind a label of it.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - start: the first line.
  ///   - arguments: `%0` and what follows it.
  /// - Returns: the exit code.
  mutating func run(
    _ file: BatchFile, from start: Int = 0, arguments: [String], _ streams: ProgramStreams
  ) async -> Int32 {
    guard enter(streams) else { return 1 }
    let (outer, echoed) = (batch, echoes)
    batch = BatchFrame(file: file, arguments: arguments, next: start)
    while let frame = batch, !frame.hasEnded, frame.next < file.lines.count {
      let line = file.lines[frame.next]
      batch?.next += 1
      batch?.hasLeftLine = false
      guard canGoOn else { break }
      if BatchFile.label(line) == nil, !line.trimmed.isEmpty { await runBatchLine(line, streams) }
    }
    if let first = batch?.saved.first { restore(first) }
    batch = outer
    // Behind the last file, the line that has called it goes on as before.
    if outer == nil { echoes = echoed }
    leave()
    return errorLevel
  }

  private mutating func runBatchLine(_ line: String, _ streams: ProgramStreams) async {
    let expanded = withVariables(line)
    if echoes, expanded.trimmed.first != "@" {
      streams.write("\n\(ComputerFiles.shown(folder))>\(expanded.trimmed) \n")
    }
    do throws(CommandSyntaxError) {
      _ = try await run(try CommandLineParser.parse(expanded), streams)
    } catch {
      streams.errorLine(error.text)
      errorLevel = 255
      batch?.end()
    }
  }

  private mutating func restore(_ saved: BatchFrame.Saved) {
    environment = saved.environment
    folder = saved.folder
    expandsLate = saved.expandsLate
  }

  // MARK: Commands

  /// `call FILE`, `call :LABEL`, or `call` with any other command, whose variables are replaced once
  /// more.
  mutating func call(_ rest: String, _ streams: ProgramStreams) async -> Int32 {
    let text = rest.trimmed
    guard let label = BatchFile.label(text) else {
      if let (file, arguments) = ProgramCall(withVariables(text)).batch(in: self) {
        return await run(file, arguments: arguments, streams)
      }
      return await run(text, streams)
    }
    guard let frame = batch else {
      streams.errorLine("Invalid attempt to call batch label outside of batch script.")
      return 1
    }
    guard let place = frame.file.place(of: label, after: frame.next) else {
      streams.errorLine("The system cannot find the batch label specified - \(label)")
      return 1
    }
    let arguments = ProgramCall.batchArguments(text)
    return await run(frame.file, from: place + 1, arguments: arguments, streams)
  }

  /// `goto LABEL`, or `goto :eof`.
  mutating func goTo(_ rest: String, _ streams: ProgramStreams) -> Int32 {
    guard let frame = batch else { return 0 }
    let text = rest.trimmed
    let label = BatchFile.label(text.hasPrefix(":") ? text : ":" + text) ?? ""
    guard label != "eof" else {
      batch?.end()
      return 0
    }
    guard let place = frame.file.place(of: label, after: frame.next) else {
      streams.errorLine("The system cannot find the batch label specified - \(label)")
      batch?.end()
      return 1
    }
    batch?.next = place + 1
    batch?.hasLeftLine = true
    return 0
  }

  /// `setlocal`: changes of variables and of the folder end with `endlocal`, or with the file.
  mutating func setLocal(_ arguments: [String]) -> Int32 {
    batch?.saved.append(
      BatchFrame.Saved(environment: environment, folder: folder, expandsLate: expandsLate))
    guard batch != nil else { return 0 }
    for word in arguments {
      switch word.lowercased() {
      case "enabledelayedexpansion": expandsLate = true
      case "disabledelayedexpansion": expandsLate = false
      default: break
      }
    }
    return 0
  }

  /// `endlocal`.
  mutating func endLocal() -> Int32 {
    if let last = batch?.saved.popLast() { restore(last) }
    return 0
  }

  /// `shift`: each argument takes the place of the one before it.
  mutating func shift() -> Int32 {
    if batch?.arguments.isEmpty == false { batch?.arguments.removeFirst() }
    return 0
  }

  /// `pushd FOLDER`: goes there, and remembers where it was.
  mutating func push(_ rest: String, _ streams: ProgramStreams) -> Int32 {
    guard !rest.trimmed.isEmpty else {
      for folder in pushed.reversed() { streams.line(ComputerFiles.shown(folder)) }
      return 0
    }
    let old = folder
    let code = FileBuiltIns.changeFolder(rest, &self, streams)
    if code == 0, pushed.count < Self.mostPushed { pushed.append(old) }
    return code
  }

  private static let mostPushed = 1000

  /// `popd`: goes back.
  mutating func pop() -> Int32 {
    guard let last = pushed.popLast() else { return 1 }
    if files.isFolder(last) { folder = last }
    return 0
  }
}
