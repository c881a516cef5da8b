import Lab
import PSEngine

/// The `sc` tool for the services of one emulated computer. Its texts and exit codes are those of Windows
/// in English.
struct ServiceControlProgram: BuiltInProgram {
  let name = "sc.exe"
  let computer: NetProgram.Computer

  /// What the tool says when it does nothing.
  private struct Failure: Error {
    let text: String
    let exitCode: Int32

    /// A function of the system has failed.
    init(_ function: String, _ number: Int32, _ reason: String? = nil) {
      let text = reason ?? Self.texts[number] ?? ""
      self.text = "[SC] \(function) FAILED \(number):\n\n\(text)\n"
      exitCode = number
    }

    /// The command line is wrong.
    init(usage: String) {
      text = usage
      exitCode = 1639
    }

    private static let texts: [Int32: String] = [
      5: "Access is denied.",
      1051:
        "A stop control has been sent to a service that other running services are dependent on.",
      1052: "The requested control is not valid for this service.",
      1056: "An instance of the service is already running.",
      1058:
        "The service cannot be started, either because it is disabled or because it has no enabled "
        + "devices associated with it.",
      1060: "The specified service does not exist as an installed service.",
      1062: "The service has not been started.",
      1068: "The dependency service or group failed to start.",
    ]
  }

  func run(_ arguments: [String], _ console: ProgramConsole) async throws -> Int32 {
    do {
      try await run(arguments[...], console)
      return 0
    } catch let failure as Failure {
      try await console.write(failure.text)
      return failure.exitCode
    } catch let error as LabStorageError {
      try await console.writeError("\(error)\n")
      return 1
    }
  }

  private func run(_ arguments: ArraySlice<String>, _ console: ProgramConsole) async throws {
    let words = Array(arguments.dropFirst())
    switch (arguments.first?.lowercased() ?? "", words.count) {
    case ("query", _), ("queryex", _): try await query(words, console)
    case ("qc", 1): try await showConfiguration(of: words[0], console)
    case ("start", 1): try await start(words[0], console)
    case ("stop", 1): try await stop(words[0], console)
    case ("config", 2...): try await configure(words, console)
    default: throw Failure(usage: Self.usage)
    }
  }

  // MARK: State

  private func query(_ words: [String], _ console: ProgramConsole) async throws {
    if words.count == 1, !words[0].hasSuffix("=") {
      let service = try await service(words[0], "EnumQueryServicesStatus:OpenService")
      return try await console.write("\n" + status(service, state: service.isRunning ? 4 : 1))
    }
    var (state, kind) = ("active", "service")
    for (option, value) in try Self.pairs(words) {
      switch (option, value) {
      case ("state=", "active"), ("state=", "inactive"), ("state=", "all"): state = value
      case ("type=", "service"), ("type=", "driver"), ("type=", "all"): kind = value
      case ("bufsize=", _): break
      default: throw Failure(usage: Self.usage)
      }
    }
    let found = try await computer.services.services().filter { service in
      (state == "all" || service.isRunning == (state == "active"))
        && (kind == "all" || service.kind.isDriver == (kind == "driver"))
    }.sorted { $0.name.lowercased() < $1.name.lowercased() }
    for service in found {
      try await console.write(
        "\n" + status(service, state: service.isRunning ? 4 : 1, isListed: true))
    }
  }

  /// How a service is; the numbers of states are those of Windows.
  private func status(_ service: ServiceRecord, state: Int, isListed: Bool = false) -> String {
    let names = [1: "STOPPED", 2: "START_PENDING", 3: "STOP_PENDING", 4: "RUNNING"]
    let controls =
      state == 4 && service.canStop
      ? "STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN"
      : "NOT_STOPPABLE, NOT_PAUSABLE, IGNORES_SHUTDOWN"
    var text = "SERVICE_NAME: \(service.name) \n"
    if isListed { text += "DISPLAY_NAME: \(service.displayName)\n" }
    text += Self.row("TYPE", Self.kind(service) + "  ")
    text += Self.row("STATE", "\(state)  \(names[state] ?? "") ")
    if state != 1 || isListed { text += "                                (\(controls))\n" }
    text += Self.row("WIN32_EXIT_CODE", "0  (0x0)") + Self.row("SERVICE_EXIT_CODE", "0  (0x0)")
    return text + Self.row("CHECKPOINT", "0x0") + Self.row("WAIT_HINT", "0x0")
  }

  private static func kind(_ service: ServiceRecord) -> String {
    switch service.kind {
    case .kernelDriver: "1  KERNEL_DRIVER"
    case .fileSystemDriver: "2  FILE_SYSTEM_DRIVER"
    case .ownProcess: "10  WIN32_OWN_PROCESS"
    case .shareProcess: "20  WIN32_SHARE_PROCESS"
    }
  }

  private static func row(_ name: String, _ value: String) -> String {
    "        " + NetReport.padded(name, 19) + ": \(value)\n"
  }

  // MARK: Configuration

  private func showConfiguration(of name: String, _ console: ProgramConsole) async throws {
    let service = try await service(name, "OpenService")
    let modes = ["BOOT_START", "SYSTEM_START", "AUTO_START", "DEMAND_START", "DISABLED"]
    let mode = service.startMode.rawValue
    var text = "[SC] QueryServiceConfig SUCCESS\n\nSERVICE_NAME: \(service.name)\n"
    text += Self.row("TYPE", Self.kind(service) + " ")
    text += Self.row("START_TYPE", "\(mode)   \(modes.indices.contains(mode) ? modes[mode] : "")")
    text += Self.row("ERROR_CONTROL", "1   NORMAL") + Self.row("BINARY_PATH_NAME", service.path)
    text += Self.row("LOAD_ORDER_GROUP", "") + Self.row("TAG", "0")
    text += Self.row("DISPLAY_NAME", service.displayName)
    for (index, needed) in (service.requiredServices + [""]).enumerated()
    where index == 0 || !needed.isEmpty {
      text += Self.row(index == 0 ? "DEPENDENCIES" : "", needed)
    }
    try await console.write(text + Self.row("SERVICE_START_NAME", service.account.rawValue))
  }

  private func configure(_ words: [String], _ console: ProgramConsole) async throws {
    var mode: ServiceRecord.StartMode?
    var displayName: String?
    for (option, value) in try Self.pairs(Array(words.dropFirst())) {
      switch (option, value.lowercased()) {
      case ("start=", "auto"): mode = .automatic
      case ("start=", "demand"): mode = .manual
      case ("start=", "disabled"): mode = .disabled
      case ("displayname=", _): displayName = value
      default: throw Failure(usage: Self.usage)
      }
    }
    let service = try await service(words[0], "OpenService")
    guard computer.isElevated else { throw Failure("OpenService", 5) }
    do {
      try await computer.services.configure(
        service.name, startMode: mode, displayName: displayName)
    } catch let problem as ServiceProblem {
      throw Failure("ChangeServiceConfig", 87, problem.description)
    }
    try await console.write("[SC] ChangeServiceConfig SUCCESS\n")
  }

  // MARK: Control

  private func start(_ name: String, _ console: ProgramConsole) async throws {
    let service = try await service(name, "StartService: OpenService")
    guard computer.isElevated else { throw Failure("StartService: OpenService", 5) }
    guard !service.isRunning else { throw Failure("StartService", 1056) }
    do {
      try await computer.services.start(service.name)
    } catch let problem as ServiceProblem {
      throw Self.failure("StartService", problem)
    }
    try await console.write("\n" + status(service, state: 2))
  }

  private func stop(_ name: String, _ console: ProgramConsole) async throws {
    let service = try await service(name, "OpenService")
    guard computer.isElevated else { throw Failure("OpenService", 5) }
    guard service.isRunning else { throw Failure("ControlService", 1062) }
    do {
      try await computer.services.stop(service.name)
    } catch let problem as ServiceProblem {
      throw Self.failure("ControlService", problem)
    }
    try await console.write("\n" + status(service, state: 3))
  }

  private static func failure(_ function: String, _ problem: ServiceProblem) -> Failure {
    switch problem {
    case .unknown: Failure(function, 1060)
    case .disabled: Failure(function, 1058)
    case .dependencyFailed: Failure(function, 1068)
    case .cannotStop: Failure(function, 1052)
    case .dependentsRunning: Failure(function, 1051)
    case .failed(_, let reason): Failure(function, 1064, reason)
    }
  }

  // MARK: Words

  /// The service of a name.
  private func service(_ name: String, _ function: String) async throws -> ServiceRecord {
    let found = try await computer.services.services().first {
      $0.name.lowercased() == name.lowercased()
    }
    guard let found else { throw Failure(function, 1060) }
    return found
  }

  /// Options such as `start= auto`: the sign belongs to the name, and the value is a word of its own, or
  /// follows at once.
  private static func pairs(_ words: [String]) throws -> [(option: String, value: String)] {
    var pairs: [(option: String, value: String)] = []
    var words = words[...]
    while let word = words.popFirst() {
      guard let sign = word.firstIndex(of: "=") else { throw Failure(usage: usage) }
      let value = String(word[word.index(after: sign)...])
      guard let value = value.isEmpty ? words.popFirst() : value else {
        throw Failure(usage: usage)
      }
      pairs.append((word[...sign].lowercased(), value))
    }
    return pairs
  }

  private static let usage = """
    DESCRIPTION:
            SC shows and controls the services of this computer.
    USAGE:
            sc query [NAME] [state= active|inactive|all] [type= service|driver|all]
            sc qc NAME
            sc start NAME
            sc stop NAME
            sc config NAME [start= auto|demand|disabled] [displayname= NAME]

    """

  func completions(for word: ProgramWord) -> [String]? {
    guard word.arguments.isEmpty else { return [] }
    return ["config", "qc", "query", "start", "stop"].filter {
      $0.hasPrefix(word.text.lowercased())
    }
  }
}
