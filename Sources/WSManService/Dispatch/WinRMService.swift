public import Logging
import Synchronization
public import WSManProtocol
import XMLStream

/// The emulated service of one computer, without sockets and files: typed requests in, typed
/// answers out. All transports end here.
///
/// What it keeps itself are only the enumerations that are under way. The configuration is read
/// anew for each request, so that changes from elsewhere count at once.
public actor WinRMService {
  /// What the computer says about itself, with the name and the domain that it has at present.
  public nonisolated var identity: ServiceIdentity { present.withLock { $0.identity } }
  private nonisolated let present: Mutex<Present>
  /// The accounts that may log on.
  public nonisolated let accounts: any AccountStore
  /// Its certificates.
  public nonisolated let certificates: any CertificateLookup
  let store: any ConfigurationStore
  let clock: any ServiceClock
  private let logger: Logger
  var contexts = EnumerationContexts()
  var operations = OperationCounter()
  /// The configuration as it was when the service started: what plugins are besides their security
  /// counts from a start on.
  var started: ComputerConfiguration?
  /// What decided which ports are open at present.
  var openPart: ComputerConfiguration.ListenerPart?
  let listenerHost: (any ListenerHost)?
  let cim: (any CIMRepository)?
  let cimClock: any CIMClock
  let network: (any ComputerNetwork)?
  let shells: RemoteShells?
  let portQueue = TurnQueue()

  /// The service of a computer.
  ///
  /// - Parameters:
  ///   - identity: what the computer says about itself.
  ///   - configuration: where its configuration is kept.
  ///   - accounts: who may log on; the transport asks it.
  ///   - certificates: the certificates of the computer.
  ///   - listenerHost: who opens the ports of its listeners; nil leaves them closed.
  ///   - cim: the classes and instances of the computer; nil for a computer without.
  ///   - cimClock: the time that the computer tells.
  ///   - network: what the computer finds in its network; nil for one whose name and domain stay as they are.
  ///   - shellCommands: runs the commands of remote shells; nil for a computer without shells.
  ///   - clock: by which enumerations and shells expire.
  ///   - logger: gets one line for each request; silent unless given.
  public init(
    identity: ServiceIdentity, configuration: any ConfigurationStore,
    accounts: any AccountStore = MemoryAccountStore(),
    certificates: any CertificateLookup = NoCertificates(),
    listenerHost: (any ListenerHost)? = nil,
    cim: (any CIMRepository)? = nil, cimClock: any CIMClock = SystemCIMClock(),
    network: (any ComputerNetwork)? = nil,
    shellCommands: (any ShellCommands)? = nil,
    clock: any ServiceClock = SystemServiceClock(), logger: Logger = WinRMService.silent
  ) {
    present = Mutex(Present(first: identity))
    store = configuration
    self.accounts = accounts
    self.certificates = certificates
    self.listenerHost = listenerHost
    self.cim = cim
    self.cimClock = cimClock
    self.network = network
    self.clock = clock
    self.logger = logger
    shells = shellCommands.map { RemoteShells(commands: $0, clock: clock) }
  }

  /// A logger that writes nothing.
  public static let silent = Logger(label: "wsmansh.service") { _ in SwiftLogNoOpLogHandler() }

  private nonisolated var environment: ServiceEnvironment {
    ServiceEnvironment(accounts: accounts, certificates: certificates)
  }

  /// The settings that a listener has to obey, as they are now.
  ///
  /// - Throws: what the store throws when it cannot be read.
  public func policy() async throws -> ServicePolicy {
    try await ServicePolicy(configuration())
  }

  /// The configuration as it is now.
  ///
  /// - Throws: what the store throws when it cannot be read.
  public func configuration() async throws -> ComputerConfiguration {
    let configuration = try await store.configuration()
    show(configuration.remoteManagement.membership)
    return configuration
  }

  /// Name and domain that the computer has got since its beginning, as far as this process has seen; nil for
  /// those of the beginning.
  public nonisolated var membership: ComputerMembership? { present.withLock { $0.membership } }

  /// Takes over name and domain.
  nonisolated func show(_ membership: ComputerMembership?) {
    present.withLock { $0.follow(membership) }
  }

  /// Answers a request. Whatever goes wrong is an answer too.
  public func handle(_ request: RequestEnvelope, caller: Caller) async -> ResponseEnvelope {
    let answer = await answer(to: request, from: caller)
    logger.debug(
      "request answered",
      metadata: [
        "computer": "\(identity.fullName)", "user": "\(caller.userName)",
        "action": "\(request.body.action ?? "Identify")",
        "message": "\(request.header.messageID?.text ?? "")",
        "fault": "\(answer.fault?.code.rawValue ?? 0)",
      ])
    return answer
  }

  private func answer(to request: RequestEnvelope, from caller: Caller) async -> ResponseEnvelope {
    do {
      let body = try await body(for: request, from: caller)
      if case .identify = body { return ResponseEnvelope(header: ResponseHeader(), body: body) }
      return ResponseEnvelope(header: ResponseHeader(answering: request.header), body: body)
    } catch {
      return refused(request, with: Self.fault(for: error))
    }
  }

  /// The answer that a request has failed, with the computer as the client has addressed it.
  public nonisolated func refused(
    _ request: RequestEnvelope, with reason: WSManFault
  ) -> ResponseEnvelope {
    var fault = reason
    if fault.machine.isEmpty {
      fault.machine = request.header.to.hostOfURL ?? identity.fullName
    }
    fault.name(computer: fault.machine)
    if let provider = fault.provider, provider.code != nil, provider.machine.isEmpty {
      fault.provider?.machine = fault.machine
    }
    let header = ResponseHeader(messageID: .random(), relatesTo: request.header.messageID)
    return ResponseEnvelope(header: header, body: .fault(fault))
  }

  private func body(
    for request: RequestEnvelope, from caller: Caller
  ) async throws -> ResponseBody {
    let configuration = try await configuration()
    let caller = caller.limited(on: identity, by: configuration.remoteManagement)
    try Self.checkRunning(configuration, request, caller)
    guard caller.connection == .local || configuration.allowsRemoteAccess else {
      throw WSManFault(.remoteAccessDisabled)
    }
    if case .identify = request.body {
      return .identify(
        IdentifyHandler.response(
          for: caller, identity: identity, configuration: configuration))
    }
    let started = start(seenIn: configuration)
    let validator = RequestValidator(
      request: request, caller: caller, configuration: configuration, plugins: started.plugins)
    try validator.checkHeader()
    let served = try validator.checkResource(hasCIM: cim != nil, hasShells: shells != nil)
    let resource = served.uri
    try validator.checkAccess(to: resource)
    switch served {
    case .cim: try validator.checkCIMAction()
    case .shell: try validator.checkShellRequest()
    case .instance(_, let handler):
      let operation = try validator.checkAction(resource, of: handler)
      try validator.checkSelectors(of: handler, operation)
      try validator.checkOptions()
      try validator.checkFragmentAndFilter(of: handler)
      try validator.checkBody()
    }
    let resourceRequest = ResourceRequest(
      resource: resource, selectors: request.header.selectors, caller: caller,
      identity: identity, configuration: configuration, plugin: validator.servingPlugin)
    let limit = EnvelopeLimit(request: request.header, configuration: configuration)
    let owner = resourceRequest.owner
    try beginOperation(
      request.body, of: owner, configuration, validator.servesShells ? nil : resourceRequest.quotas)
    defer { operations.end(of: owner) }
    if case .instance(_, let handler) = served, case .get = request.body {
      // This waits for nothing, so it needs no time limit and no task that one could cancel.
      return try await perform(request.body, resourceRequest, handler, limit, action: nil)
    }
    return try await TimeLimit.run(TimeLimit.of(request, configuration)) {
      switch served {
      case .cim(_, let named):
        try await self.perform(request, named, resourceRequest, limit)
      case .shell(_, let named):
        try await self.perform(request, named, resourceRequest, limit)
      case .instance(_, let handler):
        try await self.perform(
          request.body, resourceRequest, handler, limit,
          action: validator.actionName(resource, of: handler))
      }
    }
  }

  /// Answers a request for classes of CIM.
  private func perform(
    _ envelope: RequestEnvelope, _ named: CIMResource, _ request: ResourceRequest,
    _ limit: EnvelopeLimit
  ) async throws -> ResponseBody {
    guard let cim else { throw WSManFault(.resourceNotFound) }
    let operations = cimOperations(on: cim)
    let fragment = envelope.header.fragmentTransfer
    switch envelope.body {
    case .get:
      let document = try await CIMProvider.run(on: identity) {
        try await operations.get(named, request.selectors, fragment: fragment)
      }
      try limit.check(document)
      return .get(document)
    case .put(let input):
      guard let input else {
        throw WSManFault(.invalidXMLMissingValues, message: "The body of the request is empty.")
      }
      let document = try await CIMProvider.run(on: identity) {
        try await operations.put(named, request.selectors, input, fragment: fragment)
      }
      try await followState()
      try limit.checkAfterChange(document)
      return .put(document)
    case .create(let input):
      guard let input else {
        throw WSManFault(.invalidXMLMissingValues, message: "The body of the request is empty.")
      }
      let reference = try await CIMProvider.run(on: identity) {
        try await operations.create(named, request.selectors, input)
      }
      return .create(CreateResponse(reference: reference))
    case .delete:
      try await CIMProvider.run(on: identity) {
        try await operations.delete(named, request.selectors)
      }
      return .delete
    case .invoke(let action, let input):
      let output = try await CIMProvider.run(on: identity) {
        try await operations.invoke(
          named, request.selectors, action: action, input, caller: request.caller)
      }
      try await followState()
      return .invoke(action: action, output: output)
    case .enumerate(let query):
      let source = try await CIMProvider.run(on: identity) {
        try await operations.enumerate(named, request.selectors, query)
      }
      return .enumerate(try await enumerate(query, request, source, limit))
    case .pull(let pull): return .pull(try await self.pull(pull, request, limit))
    case .release(let context):
      try release(context, request)
      return .release
    case .identify: throw WSManFault(.actionNotSupported)
    }
  }

  /// Answers a request for remote shells.
  private func perform(
    _ envelope: RequestEnvelope, _ named: ShellResource, _ request: ResourceRequest,
    _ limit: EnvelopeLimit
  ) async throws -> ResponseBody {
    guard let shells else { throw WSManFault(.resourceNotFound) }
    let operations = ShellOperations(
      shells: shells, request: request, header: envelope.header, limit: limit)
    switch envelope.body {
    case .enumerate(let query):
      return .enumerate(
        try await enumerate(query, request, try operations.enumerate(query, named), limit))
    case .pull(let pull): return .pull(try await self.pull(pull, request, limit))
    case .release(let context):
      try release(context, request)
      return .release
    default: return try await operations.answer(envelope.body, named)
    }
  }

  private func release(_ context: EnumerationContext, _ request: ResourceRequest) throws(WSManFault)
  {
    let known = contexts.take(
      context, resource: request.resource, userName: request.caller.userName, now: clock.now)
    guard known != nil else { throw WSManFault(.invalidEnumerationContext) }
  }

  private func perform(
    _ body: RequestBody, _ request: ResourceRequest, _ handler: any ResourceHandler,
    _ limit: EnvelopeLimit, action: String?
  ) async throws -> ResponseBody {
    switch body {
    case .get:
      let document = try handler.get(request)
      try limit.check(document)
      return .get(document)
    case .put(let input):
      guard let input else {
        throw WSManFault(.invalidXMLMissingValues, message: "The body of the request is empty.")
      }
      let changed = try await change(try await handler.put(request, input, environment))
      let document = try handler.answerToPut(request.with(changed))
      try limit.checkAfterChange(document)
      return .put(document)
    case .create(let input):
      let creation = try await handler.create(request, input, environment)
      _ = try await change(creation.change)
      return .create(CreateResponse(reference: creation.reference))
    case .delete:
      _ = try await change(try handler.delete(request))
      return .delete
    case .invoke(let wireAction, let input):
      try ActionInput.check(input, isFor: action ?? "")
      let result = try await handler.invoke(action ?? "", request, input, environment)
      if let wanted = result.change { _ = try await change(wanted) }
      return .invoke(action: wireAction, output: result.output)
    case .enumerate(let query):
      return .enumerate(
        try await enumerate(query, request, try handler.enumerate(request), limit))
    case .pull(let pull):
      return .pull(try await self.pull(pull, request, limit))
    case .release(let context):
      try release(context, request)
      return .release
    case .identify: throw WSManFault(.actionNotSupported)
    }
  }

  private static func fault(for error: any Error) -> WSManFault {
    switch error {
    case let fault as WSManFault: fault
    case let problem as ConfigurationProblem:
      WSManFault(WSManErrorCode(problem.code), message: problem.message)
    case is CancellationError: WSManFault(.operationAborted)
    default: WSManFault(.internalError, message: "\(error)")
    }
  }
}

extension WinRMService {
  private func enumerate(
    _ query: EnumerateRequest, _ request: ResourceRequest, _ source: ItemSource,
    _ limit: EnvelopeLimit
  ) async throws -> EnumerateResponse {
    let enumeration = EnumerationContexts.Enumeration(
      resource: request.resource, mode: query.mode, owner: request.owner, source: source)
    guard query.optimize else {
      return EnumerateResponse(context: keep(enumeration, request))
    }
    return try await batch(
      of: enumeration, elements: query.maxElements, characters: nil, request, limit)
  }

  private func pull(
    _ pull: PullRequest, _ request: ResourceRequest, _ limit: EnvelopeLimit
  ) async throws -> PullResponse {
    if let time = pull.maxTime, time.milliseconds <= 0 { throw WSManFault(.invalidExpirationTime) }
    let known = contexts.take(
      pull.context, resource: request.resource, userName: request.caller.userName, now: clock.now)
    guard let known else { throw WSManFault(.invalidEnumerationContext) }
    return try await batch(
      of: known, elements: pull.maxElements, characters: pull.maxCharacters, request, limit)
  }

  private func batch(
    of enumeration: EnumerationContexts.Enumeration, elements: Int?, characters: Int?,
    _ request: ResourceRequest, _ limit: EnvelopeLimit
  ) async throws -> EnumerationBatch {
    var enumeration = enumeration
    let most = Int(request.configuration.number("MaxBatchItems", otherwise: 32000))
    let batcher = ItemBatcher(
      elements: min(max(elements ?? 1, 1), most), limit: limit, characters: characters)
    let (items, isEnd) = try await batcher.batch(from: &enumeration.source, as: enumeration.mode)
    return EnumerationBatch(context: isEnd ? nil : keep(enumeration, request), items)
  }

  /// Ends all enumerations that are under way.
  func endEnumerations() { contexts = EnumerationContexts() }

  private func keep(
    _ enumeration: EnumerationContexts.Enumeration, _ request: ResourceRequest
  ) -> EnumerationContext {
    let idle = request.configuration.number("Service.EnumerationTimeoutms", otherwise: 240_000)
    return contexts.keep(enumeration, until: clock.now + .milliseconds(Int64(idle)))
  }
}

extension ResourceRequest {
  /// The same request on another configuration.
  fileprivate func with(_ configuration: ComputerConfiguration) -> ResourceRequest {
    ResourceRequest(
      resource: resource, selectors: selectors, caller: caller, identity: identity,
      configuration: configuration, plugin: plugin)
  }
}

/// What a computer says about itself, in the beginning and now.
private struct Present {
  let first: ServiceIdentity
  private(set) var identity: ServiceIdentity
  private(set) var membership: ComputerMembership?

  init(first: ServiceIdentity) {
    self.first = first
    identity = first
  }

  mutating func follow(_ membership: ComputerMembership?) {
    guard membership != self.membership else { return }
    self.membership = membership
    identity = membership.map(first.moved(to:)) ?? first
  }
}
