import WSManProtocol
import XMLStream

/// A resource, and what answers requests for it.
enum ServedResource {
  /// A resource of the service itself.
  case instance(ResourceURI, any ResourceHandler)
  /// Classes of CIM.
  case cim(ResourceURI, CIMResource)
  /// Remote shells.
  case shell(ResourceURI, ShellResource)

  /// The resource as the client wrote it.
  var uri: ResourceURI {
    switch self {
    case .instance(let uri, _), .cim(let uri, _), .shell(let uri, _): uri
    }
  }
}

/// The checks of a request in the order of `protocol.md` 5.3 and 11.4, one function each. The
/// first that fails throws the fault with which the request is answered.
struct RequestValidator {
  let request: RequestEnvelope
  let caller: Caller
  /// The configuration as it is stored.
  let configuration: ComputerConfiguration
  /// The plugin resource for the URI of the request; nil when no plugin has it.
  private let route: PluginRoute?

  /// Checks of a request.
  ///
  /// - Parameter plugins: the plugins as they were when the service started.
  init(
    request: RequestEnvelope, caller: Caller, configuration: ComputerConfiguration,
    plugins: [PluginDocument]
  ) {
    self.request = request
    self.caller = caller
    self.configuration = configuration
    route = request.header.resource.flatMap { resource in
      resource.isAtOrBelow(.configuration) ? nil : PluginRoute.find(resource, in: plugins)
    }
  }

  /// The plugin that answers; nil when the service does it itself. Shells are the service's own,
  /// unless a plugin is one of shells.
  var servingPlugin: PluginRoute? {
    guard let route, request.header.resource?.isAtOrBelow(.shell) == true else { return route }
    return route.servesShells ? route : nil
  }

  /// Whether the request is one for shells.
  var servesShells: Bool { isShell(request.header.resource) }

  private func isShell(_ resource: ResourceURI?) -> Bool {
    route?.servesShells ?? (resource?.isAtOrBelow(.shell) == true)
  }

  /// Everything up to the size of answers; Identify has none of this.
  func checkHeader() throws(WSManFault) {
    for stage in [Stage.requiredHeaders, .mustUnderstand, .headerValues] {
      try answerProblem(at: stage)
    }
    if let timeout = request.header.operationTimeout, timeout.milliseconds <= 0 {
      throw WSManFault(
        timeout.milliseconds < 0 ? .invalidMessageInformationHeader : .unsupportedTimeout)
    }
    try answerProblem(at: .addressing)
    if let size = request.header.maxEnvelopeSize, size < Self.smallestEnvelope {
      throw WSManFault(
        .minEnvelopeSize,
        message: "MaxEnvelopeSize is \(size), and at least \(Self.smallestEnvelope) is required.")
    }
  }

  /// What serves the resource.
  ///
  /// - Parameters:
  ///   - hasCIM: whether the computer has CIM classes.
  ///   - hasShells: whether it has remote shells.
  func checkResource(hasCIM: Bool, hasShells: Bool) throws(WSManFault) -> ServedResource {
    try answerProblem(at: .resource)
    guard let resource = request.header.resource, Self.isAbsolute(resource.text) else {
      throw WSManFault(.invalidResourceURI)
    }
    guard resource.text.utf8.count <= Self.longestURI else { throw WSManFault(.uriLimit) }
    guard !resource.text.utf8.contains(UInt8(ascii: "?")) else {
      throw WSManFault(.queryStringSyntaxError)
    }
    if resource == ResourceTable.customRemoteShell {
      try checkAccess(to: resource)
      throw WSManFault(WSManErrorCode(2_150_859_196))
    }
    if isServed(resource) {
      if let handler = ResourceTable.handler(for: resource) { return .instance(resource, handler) }
      if hasShells, let named = ShellResource(resource) { return .shell(resource, named) }
      if hasCIM, let named = CIMResource(resource) { return .cim(resource, named) }
    }
    throw WSManFault(
      .resourceNotFound,
      message: "This service has no resource \(ConfigurationProblem.quoted(resource.text)).")
  }

  /// Whether the service or a plugin that is on serves a resource (`configuration.md` 9.2).
  private func isServed(_ resource: ResourceURI) -> Bool {
    servingPlugin?.isEnabled ?? resource.isServedWithoutPlugin
  }

  /// Whether the caller may do this (`configuration.md` 13.4).
  func checkAccess(to resource: ResourceURI) throws(WSManFault) {
    let check = AccessCheck(caller: caller, configuration: configuration)
    let rights = request.body.rights
    if resource.isAtOrBelow(.configuration) {
      guard check.allowsConfiguration(rights) else {
        throw WSManFault(
          .accessDenied,
          message: "Access is denied. The configuration is open to members of the group "
            + "Administrators only, as far as Service\\RootSDDL lets them.")
      }
      return
    }
    guard
      check.allows(isShell(resource) ? .execute : rights, on: resource, through: servingPlugin)
    else {
      throw WSManFault(
        .accessDenied,
        message: "Access is denied. The security descriptor of the resource does not let "
          + "\(ConfigurationProblem.quoted(caller.userName)) do this.")
    }
  }

  /// The operation, when the resource offers it.
  func checkAction(
    _ resource: ResourceURI, of handler: any ResourceHandler
  ) throws(WSManFault) -> ResourceOperation {
    guard let operation = request.body.operation, handler.operations.contains(operation),
      operation != .invoke || actionName(resource, of: handler) != nil,
      resource.isServedWithoutPlugin
        || route?.offers(request.body) ?? false
    else { throw unsupportedAction }
    return operation
  }

  /// What all requests for shells have in common.
  func checkShellRequest() throws(WSManFault) {
    try answerProblem(at: .fragment)
    if request.header.fragmentTransfer != nil { throw WSManFault(.fragmentTransferNotSupported) }
    try checkSelectorSet()
    let options = request.header.options.options
    guard options.count <= Self.mostOptions else { throw WSManFault(.optionLimit) }
    let known = ShellOption.all.map { $0.lowercased() }
    if servingPlugin?.supportsOptions ?? true,
      let option = options.first(where: {
        $0.mustComply && !known.contains($0.name.lowercased())
      })
    {
      throw WSManFault(
        .optionsNotSupported,
        message: "Shells do not know the option \(ConfigurationProblem.quoted(option.name)), which "
          + "must be complied with.")
    }
    if case .enumerate(let query) = request.body, case .unknown = query.mode {
      throw WSManFault(.enumerationModeUnsupported)
    }
    try answerProblem(at: .body)
  }

  /// Whether the plugin that serves the classes of CIM offers the operation.
  func checkCIMAction() throws(WSManFault) {
    guard let route, route.offers(request.body) else { throw unsupportedAction }
    try checkSelectorSet()
    guard request.header.options.options.count <= Self.mostOptions else {
      throw WSManFault(.optionLimit)
    }
    try answerProblem(at: .fragment)
    if request.header.fragmentTransfer != nil, !route.supportsFragment(request.body) {
      throw WSManFault(
        .fragmentTransferNotSupported,
        message: "Parts of this resource are not for this action: a capability of the plugin "
          + "\(ConfigurationProblem.quoted(route.plugin.name)) would say SupportsFragment.")
    }
    if case .enumerate(let query) = request.body {
      if query.filter != nil, !route.supportsFiltering {
        throw WSManFault(
          .filterDialectUnavailable,
          message: "This resource has no filters: the capability Enumerate of the plugin "
            + "\(ConfigurationProblem.quoted(route.plugin.name)) would say SupportsFiltering.")
      }
      if case .unknown = query.mode { throw WSManFault(.enumerationModeUnsupported) }
    }
    try answerProblem(at: .body)
  }

  private var unsupportedAction: WSManFault {
    WSManFault(
      .actionNotSupported,
      message: "This resource does not support the action "
        + "\(ConfigurationProblem.quoted(request.body.action ?? "")).")
  }

  /// The name of an action of the resource's own: what follows the URI; nil when it has no such action.
  func actionName(_ resource: ResourceURI, of handler: any ResourceHandler) -> String? {
    guard case .invoke(let action, _) = request.body else { return nil }
    return handler.actions.first { ResourceURI(action) == resource.appending($0) }
  }

  /// The selectors: none where all instances are meant, exactly the keys where one is.
  func checkSelectors(
    of handler: any ResourceHandler, _ operation: ResourceOperation
  ) throws(WSManFault) {
    try checkSelectorSet()
    let set = request.header.selectors
    let keys = operation == .enumerate || operation == .invoke ? [] : handler.keys
    for selector in set.selectors {
      guard keys.contains(where: { $0.lowercased() == selector.name.lowercased() }) else {
        throw WSManFault(
          .unexpectedSelectors,
          message: "The resource has no selector \(ConfigurationProblem.quoted(selector.name))"
            + (keys.isEmpty ? "." : ". Its selectors: \(keys.joined(separator: ", ")).")
        )
      }
      guard selector.text != nil else { throw WSManFault(.selectorTypeMismatch) }
    }
    if let missing = keys.first(where: { set[$0] == nil }) {
      throw WSManFault(
        .insufficientSelectors,
        message: "The selector \(missing) is missing. The resource needs all of: "
          + "\(keys.joined(separator: ", ")).")
    }
  }

  private func checkSelectorSet() throws(WSManFault) {
    let set = request.header.selectors
    guard set.selectors.count <= Self.mostSelectors else { throw WSManFault(.selectorLimit) }
    if let name = set.firstDuplicate {
      throw WSManFault(
        .duplicateSelectors,
        message: "The selector \(ConfigurationProblem.quoted(name)) is given twice.")
    }
  }

  /// The options: no resource here has any, so that only a mandatory one is refused.
  func checkOptions() throws(WSManFault) {
    let options = request.header.options.options
    guard options.count <= Self.mostOptions else { throw WSManFault(.optionLimit) }
    if let option = options.first(where: \.mustComply) {
      throw WSManFault(
        .optionsNotSupported,
        message: "The resource does not know the option "
          + "\(ConfigurationProblem.quoted(option.name)), which must be complied with.")
    }
  }

  /// Parts of resources, filters and modes (`configuration.md` 2).
  func checkFragmentAndFilter(of handler: any ResourceHandler) throws(WSManFault) {
    try answerProblem(at: .fragment)
    if request.header.fragmentTransfer != nil {
      throw WSManFault(
        .actionNotSupported, message: "Parts of this resource cannot be read or written.")
    }
    guard case .enumerate(let query) = request.body else { return }
    if query.filter != nil { throw WSManFault(.filteringNotSupported) }
    switch query.mode {
    case .object: break
    case .reference, .objectAndReference:
      if !handler.supportsReferences { throw WSManFault(.enumerationModeUnsupported) }
    case .unknown: throw WSManFault(.enumerationModeUnsupported)
    }
  }

  /// What the decoder found in the body.
  func checkBody() throws(WSManFault) {
    try answerProblem(at: .body)
  }

  private typealias Stage = RequestProblem.Stage

  private func answerProblem(at stage: Stage) throws(WSManFault) {
    if let problem = request.problems.first(where: { $0.stage == stage }) { throw problem.fault }
  }

  private static let smallestEnvelope = 8192
  private static let longestURI = 2083
  private static let mostSelectors = 64
  private static let mostOptions = 128

  /// A scheme of letters, digits, `+`, `-` and `.`, a colon, and something after it.
  private static func isAbsolute(_ uri: String) -> Bool {
    let bytes = uri.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), let first = bytes.first,
      isLetter(first), bytes.index(after: colon) < bytes.endIndex
    else { return false }
    let isScheme = bytes[..<colon].allSatisfy {
      isLetter($0) || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: ".")
    }
    let isPlain = bytes.allSatisfy { $0 > 0x20 && $0 < 0x80 }
    return isScheme && (isPlain || !uri.contains { $0.isWhitespace })
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}

extension ResourceURI {
  /// Whether the service itself has the resource.
  fileprivate var isServedWithoutPlugin: Bool { isAtOrBelow(.configuration) || isAtOrBelow(.shell) }
}

extension RequestBody {
  /// The rights that the action needs, unless it concerns a shell.
  fileprivate var rights: AccessRights {
    switch self {
    case .get, .enumerate, .pull, .release: .read
    case .put, .create, .delete: .write
    case .identify, .invoke: .execute
    }
  }

  /// The operation behind the body; nil for actions that no resource here has.
  fileprivate var operation: ResourceOperation? {
    switch self {
    case .get: .get
    case .put: .put
    case .create: .create
    case .delete: .delete
    case .enumerate, .pull, .release: .enumerate
    case .invoke: .invoke
    case .identify: nil
    }
  }
}
