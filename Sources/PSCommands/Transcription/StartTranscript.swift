import PSEngine

/// `Start-Transcript`: writes what is typed and shown to a file (`language.md` 12.1).
final class StartTranscript: Cmdlet {
  private static let byPath = "ByPath"
  private static let byLiteralPath = "ByLiteralPath"
  private static let byFolder = "ByOutputDirectory"

  static let path = Parameter<String>(
    "Path", sets: [byPath], position: 0, completion: .path,
    help: "The file; one with a name that is made up without it, or the one that $Transcript names."
  )
  static let literalPath = Parameter<String>(
    "LiteralPath", aliases: ["PSPath", "LP"], sets: [byLiteralPath], mandatory: true,
    completion: .path, help: "The file; wildcards are plain characters.")
  static let outputDirectory = Parameter<String>(
    "OutputDirectory", sets: [byFolder], mandatory: true, completion: .path,
    help: "The folder of a file whose name is made up.")
  static let append = Parameter<SwitchParameter>("Append", help: "Keeps what the file has.")
  static let force = Parameter<SwitchParameter>("Force", help: "Writes to read-only files.")
  static let noClobber = Parameter<SwitchParameter>(
    "NoClobber", aliases: ["NoOverwrite"], help: "Refuses to replace a file.")
  static let includeInvocationHeader = Parameter<SwitchParameter>(
    "IncludeInvocationHeader", help: "Puts the time above each input.")
  static let useMinimalHeader = Parameter<SwitchParameter>(
    "UseMinimalHeader", help: "Tells nothing but the time in the header.")
  static let format = Parameter<TranscriptFormat>(
    "Format",
    help:
      "Windows, or one that can be replayed: Session, Markdown, or Cast, a recording of asciinema.",
    isAddition: true)
  static let castVersion = Parameter<Int32>(
    "CastVersion", validations: [.range(2, 3)], help: "Version of -Format Cast: 2 or 3.",
    isAddition: true)

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Start-Transcript",
      parameters: [
        path.definition, literalPath.definition, outputDirectory.definition, append.definition,
        force.definition, noClobber.definition, includeInvocationHeader.definition,
        useMinimalHeader.definition, format.definition, castVersion.definition,
      ], defaultSet: byPath, supportsShouldProcess: true, confirmImpact: .medium,
      synopsis: "Writes what is typed and shown in this session to a file.",
      outputTypes: ["System.String"])
  }

  override func beginProcessing(_ context: CommandContext) async throws {
    let format = context[Self.format] ?? .windows
    let given = try givenPath(context)
    let folder = context[Self.outputDirectory]
    let path = given ?? TranscriptTarget.newPath(in: folder, format, context)
    let target = try TranscriptTarget(
      path, shown: given == nil && folder == nil ? nil : path,
      isLiteral: given == nil || context.isBound(Self.literalPath), context)
    guard try await context.shouldProcess(target.shown) else { return }
    let append = context[Self.append]
    if format == .cast, append {
      throw context.terminate(
        TranscriptErrors.cannotStart(
          "a recording of asciinema cannot be continued; give a new file"))
    }
    let file = try target.open(
      append: append, noClobber: context[Self.noClobber], force: context[Self.force], context)
    // What came before is none of the transcript, even when it has not been displayed yet.
    try await context.session.flushDisplays()
    context.session.recording.start(TranscriptRecorder(file, writer(format, context)))
    try await context.write(TranscriptMessage.started(target.shown))
  }

  /// What the parameters or the global variable say; `nil` for a name that has to be made up.
  private func givenPath(_ context: CommandContext) throws -> String? {
    if let path = context[Self.literalPath] ?? context[Self.path] { return path }
    guard context[Self.outputDirectory] == nil,
      let value = context.session.globalScope.value(of: "Transcript"), !value.isNull
    else { return nil }
    let path = TextConversion.text(of: value)
    guard !path.isEmpty else {
      throw context.terminate(
        TranscriptErrors.cannotStart("$Transcript is empty; remove it or give a path"))
    }
    return path
  }

  private func writer(
    _ format: TranscriptFormat, _ context: CommandContext
  ) -> any TranscriptWriter {
    let configuration = context.session.configuration
    let now = configuration.now
    let time = PSDateTime(unixTime: now())
    switch format {
    case .windows:
      var header = TranscriptHeader.make(context.session)
      header.isMinimal = context[Self.useMinimalHeader]
      return WindowsTranscript(header, showsTimes: context[Self.includeInvocationHeader]) {
        PSDateTime(unixTime: now()).formatted("yyyyMMddHHmmss")
      }
    case .session, .markdown:
      let setting = SessionTranscript.Setting(
        labs: configuration.labs, width: context.host.width == 120 ? nil : context.host.width)
      return SessionTranscript(
        format == .session ? .plain : .markdown, setting,
        title: "Session of \(time.formatted("yyyy-MM-dd HH:mm"))")
    case .cast:
      let head = CastTranscript.Head(
        version: Int(context[Self.castVersion] ?? 2), width: context.host.width,
        height: context.host.height, title: "Session of \(time.formatted("yyyy-MM-dd HH:mm"))",
        terminal: context.session.environment["TERM"] ?? "xterm-256color")
      return CastTranscript(head, now: now)
    }
  }
}

/// What a header of Windows tells about the session.
enum TranscriptHeader {
  static func make(_ session: SessionState) -> WindowsTranscript.Header {
    let isCore = session.configuration.persona == .core
    let environment = session.environment
    let domain = environment["USERDOMAIN"] ?? session.configuration.computerName
    let user = "\(domain)\\\(session.configuration.userName)"
    var lines = [
      "Username: \(user)", "RunAs User: \(user)", "Configuration Name: ",
      "Machine: \(session.configuration.computerName) (\(session.configuration.windows.text))",
      "Host Application: C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
      "Process ID: \(TextConversion.text(of: session.globalScope.value(of: "PID") ?? .null))",
    ]
    let versions = session.globalScope.value(of: "PSVersionTable")?.asObject as? PSHashtable
    for (key, value) in versions?.entries ?? [] {
      let text = value.enumerated.map { TextConversion.text(of: $0) }.joined(separator: ", ")
      lines.append("\(TextConversion.text(of: key)): \(text)")
    }
    return WindowsTranscript.Header(isCore: isCore, lines: lines)
  }
}
