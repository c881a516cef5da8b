import CertificateModule
import CurlTransport
import HTTPListener
import HashingModule
import Lab
import Lessons
import Logging
import PSCommands
import PSEngine
import RemoteShell
import Teaching
import Transcripts
import WSManClient
import WSManModule
import WSManProtocol
import WSManService
import WireSecurity
import XMLObjects

/// Puts the parts together: labs, connectors, modules, and the session that uses them.
struct Composition: Sendable {
  /// What the parts are put together for.
  enum Purpose: Sendable {
    case shell
    case serve(ListenerFarm, hasSecureListeners: Bool)
    case replay(allowPrograms: Bool)
  }

  let paths: StatePaths
  let logger: Logger
  var credential: SessionCredential?
  /// The computers of the labs that were named.
  let network: LabNetwork
  private let options: SessionSettings
  private let environment: [String: String]
  private var purpose: Purpose
  /// The one database of the state folder.
  private let database: LabDatabase
  /// Real services that stand for names.
  var assignedComputers: [String: AssignedComputers.Place] = [:]
  /// Makes the way to the computers of labs, for the user who runs the program; without a network
  /// unless somebody wants sockets in between.
  var labConnector:
    @Sendable (
      LabNetwork, _ currentUser: String, @escaping CurlConnector.Identities
    ) -> any TransportConnector = {
      LabConnector(network: $0, currentUser: $1, identities: $2)
    }

  /// What of the command line describes a session.
  private struct SessionSettings: Sendable {
    var labs: [String]
    var keepLab: Bool
    var persona: RunspaceConfiguration.Persona
    var isElevated: Bool
    var culture: String
  }

  /// - Throws: `LabFileError`, `CredentialFile.Failure`.
  init(_ options: SessionChoices, purpose: Purpose) throws {
    environment = ProcessEnvironment.variables()
    self.purpose = purpose
    paths = StatePaths(override: options.stateFolder, environment: environment)
    self.options = SessionSettings(
      labs: options.labs, keepLab: options.keepLab,
      persona: options.persona == .core ? .core : .desktop, isElevated: options.isElevated,
      culture: options.culture ?? Self.culture(environment, purpose))
    logger = Self.logger
    credential = try options.credentialFile.map { path in
      let file = try CredentialFile(path: path)
      return SessionCredential(userName: file.userName, password: file.password)
    }
    database = LabDatabase(directory: paths.folder)
    network = try Self.network(
      options.labs, database: options.keepLab ? database : nil, purpose: purpose)
  }

  /// What the parts log is of use to nobody at the prompt.
  static let logger = Logger(label: "wsmansh") { _ in SwiftLogNoOpLogHandler() }

  /// In a shell the ports of a lab computer are opened when its listeners are changed there; a
  /// transcript opens none, since it may come from a stranger.
  private static func network(
    _ labs: [String], database: LabDatabase?, purpose: Purpose, conditions: LabConditions = .live
  ) throws -> LabNetwork {
    let farm: ListenerFarm?
    var hasSecureListeners = false
    switch purpose {
    case .shell: farm = ListenerFarm(.own, logger: logger)
    case .serve(let given, let secure):
      farm = given
      hasSecureListeners = secure
    case .replay: farm = nil
    }
    var listeners: (@Sendable (LabComputer) -> any ListenerHost)?
    if let farm {
      // Ports are opened by one process, whoever changes the listeners of a kept computer.
      listeners = { computer in
        let ports = farm.host(for: computer)
        guard case .shell = purpose, let database else { return ports }
        return SharedListeners(ports, of: database) { database.servedPorts }
      }
    }
    return try LabNetwork(
      try labs.map { try LabFile.named($0) }, keepingChangesIn: database,
      hasSecureListeners: hasSecureListeners, listeners: listeners, shells: shell(conditions),
      conditions: conditions)
  }

  /// Who runs the commands of the remote shells of a lab computer.
  private static func shell(_ conditions: LabConditions) -> LabNetwork.ShellMaker {
    { computer, identity in
      ComputerCommands(
        EmulatedComputer(
          identity, rules: computer.commandRules, clock: conditions.now, seed: conditions.seed,
          present: { [weak computer] in computer?.service.identity }),
        sessions: ComputerSessions(
          service: { [weak computer] in computer?.service },
          services: { [weak computer] in computer?.services },
          certificates: { [weak computer] in computer?.certificates }, conditions: conditions))
    }
  }

  /// The culture of the environment; English for a replay, which is the same on every machine.
  private static func culture(_ environment: [String: String], _ purpose: Purpose) -> String {
    if case .replay = purpose { return "en-US" }
    return UserLanguage.culture(environment)
  }

  /// The language of help and lessons.
  var culture: String { options.culture }

  // MARK: Sessions

  /// The name of the local computer under replay, the same on every machine (`language.md` 1.2).
  private static let replayedComputerName = "LABHOST"
  /// The name of the user under replay.
  private static let replayedUserName = "user"

  /// The session of the program itself.
  /// - Parameter player: plays lessons where somebody sits at the prompt.
  func runspace(host: any PSHost, player: LessonPlayer? = nil) -> Runspace {
    var configuration = configuration(startFolder: ProcessEnvironment.folder())
    configuration.allowsPrograms = true
    configuration.environmentObserver = ProcessEnvironment.share
    return runspace(
      configuration, host: host, local: localComputer(configuration, database), database: database,
      network: network, lessons: lessons(player))
  }

  /// A session for a section of a transcript: fresh state in a folder of its own, a fixed clock and
  /// seed, and nothing of the machine within reach unless programs are allowed.
  func transcriptShell(
    _ directives: Transcript.Directives, _ host: RecordingHost
  ) throws -> any TranscriptShell {
    var allowsPrograms = false
    if case .replay(let allowed) = purpose { allowsPrograms = allowed }
    if allowsPrograms { host.allowPrograms { try HostProgram($0) } }
    return try section(directives, host: host, allowsPrograms: allowsPrograms)
  }

  /// A session for a section of a transcript that is played on the terminal: the same.
  func playShell(
    _ directives: Transcript.Directives, _ host: any PSHost
  ) throws -> RunspaceShell {
    var composition = self
    composition.purpose = .replay(allowPrograms: false)
    return try composition.section(directives, host: host, allowsPrograms: false)
  }

  private func section(
    _ directives: Transcript.Directives, host: any PSHost, allowsPrograms: Bool
  ) throws -> RunspaceShell {
    let network = try Self.network(
      directives.labs.isEmpty ? options.labs : directives.labs, database: nil, purpose: purpose,
      conditions: Self.replayed)
    // Last of what can fail: whoever has the session removes it.
    let folder = try TemporaryFolder()
    var configuration = isolated(folder)
    configuration.now = Self.replayed.now
    if allowsPrograms {
      let open = self.configuration(startFolder: ProcessEnvironment.folder())
      configuration.allowsPrograms = true
      configuration.startFolder = open.startFolder
      configuration.homeFolder = open.homeFolder
      configuration.environment = open.environment
      configuration.userName = open.userName
    }
    let database = LabDatabase(directory: folder.path + "/state")
    let local = localComputer(
      configuration, database, hostName: Self.replayedComputerName, conditions: Self.replayed)
    return RunspaceShell(
      runspace: runspace(
        configuration, host: host, local: local, database: database, network: network,
        lessons: lessons(nil)),
      folder: folder)
  }

  /// A session for a lesson: as one of a transcript, on the clock of the person who plays it.
  /// - Parameter player: `nil` when nobody plays, and the lesson is only checked.
  /// - Throws: `LabFileError`, `TemporaryFolder.Failure`.
  func lessonRunspace(
    _ lesson: Lesson, host: any PSHost, player: LessonPlayer?
  ) throws -> LessonRunspace {
    var composition = self
    composition.purpose = .replay(allowPrograms: false)
    let conditions =
      player == nil
      ? Self.replayed : LabConditions(now: LabConditions.live.now, seed: Self.replayedSeed)
    let network = try Self.network(
      lesson.lab.map { [$0] } ?? [], database: nil, purpose: composition.purpose,
      conditions: conditions)
    let folder = try TemporaryFolder()
    var configuration = isolated(folder)
    configuration.now = conditions.now
    let database = LabDatabase(directory: folder.path + "/state")
    let local = composition.localComputer(
      configuration, database, hostName: Self.replayedComputerName, conditions: conditions)
    let recorder = LessonRecorder(services: LabServices(local: local, network: network))
    let runspace = composition.runspace(
      configuration, host: host, local: local, database: database, network: network,
      observer: recorder, lessons: player.map { player in LessonModule(isLesson: true) { player } })
    return LessonRunspace(
      shell: RunspaceShell(runspace: runspace, folder: folder), recorder: recorder)
  }

  /// The lessons of a session in which none is played.
  private func lessons(_ player: LessonPlayer?) -> LessonModule {
    let composition = self
    return LessonModule(isLesson: false) { player ?? composition.lessonPlayer(hasStage: false) }
  }

  /// The seed of a replay.
  static let replayedSeed: UInt64 = 1
  /// The clock and the seed of a replay: whoever runs it sees the same.
  private static let replayed = LabConditions(now: { 1_767_225_600 }, seed: replayedSeed)

  /// Nothing of the machine but a folder.
  private func isolated(_ folder: TemporaryFolder) -> RunspaceConfiguration {
    var configuration = configuration(startFolder: folder.path + "/c")
    configuration.computerName = Self.replayedComputerName
    configuration.seed = Self.replayedSeed
    configuration.userName = Self.replayedUserName
    // By the name that it has in the session: the folder has another one on each run.
    configuration.homeFolder = "C:\\"
    configuration.environment = ["PATH": "", "HOME": "C:\\", "TEMP": "C:\\", "TMP": "C:\\"]
    return configuration
  }

  private func localComputer(
    _ configuration: RunspaceConfiguration, _ database: LabDatabase, hostName: String? = nil,
    conditions: LabConditions = .live
  ) -> LabLocalComputer {
    let place = LocalComputerPlace()
    let local = LabLocalComputer(
      database: database, isElevated: configuration.isElevated, hostName: hostName,
      listeners: localListeners,
      shells: {
        ComputerCommands(
          EmulatedComputer($0, clock: conditions.now, seed: conditions.seed),
          sessions: place.sessions(conditions))
      }, conditions: conditions)
    place.fill(local)
    return local
  }

  private func configuration(startFolder: String) -> RunspaceConfiguration {
    var configuration = RunspaceConfiguration(
      persona: options.persona, isElevated: options.isElevated, culture: options.culture,
      startFolder: startFolder, environment: environment,
      computerName: ProcessEnvironment.hostName().uppercased(),
      userName: ProcessEnvironment.userName(environment),
      homeFolder: environment["HOME"] ?? startFolder)
    // A recording is replayed from any folder.
    configuration.labs = options.labs.map { name in
      guard name.contains("/") || name.contains("."), !name.hasPrefix("/") else { return name }
      return ProcessEnvironment.folder() + "/" + name
    }
    return configuration
  }

  private func runspace(
    _ configuration: RunspaceConfiguration, host: any PSHost, local: LabLocalComputer,
    database: LabDatabase, network: LabNetwork, observer: (any WireObserver)? = nil,
    lessons: LessonModule?
  ) -> Runspace {
    let identities: CurlConnector.Identities = { thumbprint in
      for store in [CertificateStoreName.ownOfUser, .ownOfMachine] {
        if let found = try local.certificates.entry(thumbprint: thumbprint, in: store) {
          return found
        }
      }
      return nil
    }
    let curl = CurlConnector(
      logger: logger,
      authorities: {
        try [CertificateStoreName.rootsOfUser, .rootsOfMachine].flatMap {
          try local.certificates.entries(in: $0).map(\.certificate)
        }
      },
      identities: identities)
    let connector = ConnectorChain([
      LocalConnector(computer: local),
      AssignedComputers(assignedComputers, credential: credential, network: curl),
      labConnector(network, configuration.userName, identities),
      ClientPolicyConnector(curl) {
        switch KerberosTickets.remainingSeconds {
        case nil: .none
        case 0: .expired
        default: .valid
        }
      },
    ])
    let recorder = TraceRecorder()
    let module = WSManModule(
      connector: connector, observer: WireObservers([recorder] + (observer.map { [$0] } ?? [])),
      delegation: SQLiteCredentialDelegation(database: database),
      localService: LocalWinRM(computer: local), labWriter: LabRecorder(),
      computerNames: { network.computers.map(\.name) })
    let computer = NetProgram.Computer(
      name: local.service.identity.computerName, accounts: local.accounts,
      services: local.services, isElevated: local.isElevated)
    var modules = CoreModules.all(services: LabServices(local: local, network: network)) {
      SharedFolder.path("help")
    }
    modules += [XMLObjectsModule()]
    modules += CertificateModules.all(storage: local.certificates)
    modules += [HashingModule(), module, WSManShellModule()]
    modules += [NetModule(computer: computer), LocalAccountsModule(computer: computer)]
    modules += NetworkModules.all(service: local.service, isElevated: local.isElevated)
    modules.append(commandPrompt(local, configuration))
    modules.append(
      TeachingModule(recorder: recorder, host: host) {
        $0.wsmanConnectionSummaries.map(MapConnection.init)
      })
    if let lessons { modules.append(lessons) }
    return Runspace(configuration: configuration, host: host, modules: modules)
  }

  /// `cmd` at the prompt, on the local computer.
  private func commandPrompt(
    _ local: LabLocalComputer, _ configuration: RunspaceConfiguration
  ) -> CommandPromptModule {
    let place = LocalComputerPlace()
    place.fill(local)
    let conditions = LabConditions(now: configuration.now, seed: configuration.seed)
    return CommandPromptModule(
      user: local.caller.userName, isElevated: local.isElevated,
      sessions: place.sessions(conditions)
    ) {
      EmulatedComputer(local.service.identity, clock: conditions.now, seed: conditions.seed)
    }
  }

  /// Who opens the ports of the local computer's listeners; nobody under replay.
  private var localListeners: ((any CertificateStorage) -> any ListenerHost)? {
    guard case .shell = purpose else { return nil }
    let database = database
    return { certificates in
      SharedListeners(
        ListenerManager(
          placement: ListenerPlacement(),
          identities: { try certificates.entry(thumbprint: $0, in: .ownOfMachine) },
          logger: Self.logger),
        of: database, servedPorts: { nil })
    }
  }
}
