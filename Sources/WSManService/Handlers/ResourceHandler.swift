import WSManProtocol
import XMLStream

/// An operation that a resource may offer.
enum ResourceOperation: Sendable, Hashable {
  case get
  case put
  case create
  case delete
  /// Enumerate, and with it Pull and Release.
  case enumerate
  /// An action of the resource's own.
  case invoke
}

/// What a handler needs to know of a request that has passed the checks.
struct ResourceRequest: Sendable {
  /// The resource as the client wrote it.
  let resource: ResourceURI
  /// The selectors; the keys that the handler asks for are there, each once.
  let selectors: SelectorSet
  /// Who asks.
  let caller: Caller
  /// What the computer says about itself.
  let identity: ServiceIdentity
  /// The configuration when the request came.
  let configuration: ComputerConfiguration
  /// What a plugin says about the resource; nil when the service has it itself.
  let plugin: PluginRoute?

  /// The quotas of the plugin.
  var quotas: PluginQuotas? { plugin?.quotas }

  /// Who is busy with the request.
  var owner: OperationOwner {
    OperationOwner(user: caller.userName, plugin: plugin?.plugin.name.lowercased())
  }
}

/// What a request changes in the configuration. It runs on what is stored at that moment; when it throws,
/// nothing changes.
typealias ConfigurationChange = @Sendable (inout ComputerConfiguration) throws -> Void

/// A new instance: what makes it, and the reference to it.
struct ResourceCreation: Sendable {
  let reference: EndpointReference
  let change: ConfigurationChange

  init(reference: EndpointReference, _ change: @escaping ConfigurationChange) {
    self.reference = reference
    self.change = change
  }
}

/// One kind of resource of the service.
///
/// The dispatcher checks everything that a handler declares before it calls it. What goes wrong is
/// thrown as `WSManFault` or ``ConfigurationProblem``. A handler that changes something looks at the
/// request and at what surrounds the service first, and returns the change itself.
protocol ResourceHandler: Sendable {
  /// What the resource offers; everything else is answered with `a:ActionNotSupported`.
  var operations: Set<ResourceOperation> { get }
  /// The names of the selectors that choose an instance; none for a resource that exists once.
  var keys: [String] { get }
  /// Whether an enumeration can return references.
  var supportsReferences: Bool { get }

  /// The instance.
  func get(_ request: ResourceRequest) throws -> XMLFragment
  /// The change of the instance.
  func put(
    _ request: ResourceRequest, _ body: XMLFragment, _ environment: ServiceEnvironment
  ) async throws -> ConfigurationChange
  /// The answer to Put; the request holds the configuration after the change.
  func answerToPut(_ request: ResourceRequest) throws -> XMLFragment
  /// The new instance.
  func create(
    _ request: ResourceRequest, _ body: XMLFragment?, _ environment: ServiceEnvironment
  ) async throws -> ResourceCreation
  /// The change that removes the instance.
  func delete(_ request: ResourceRequest) throws -> ConfigurationChange
  /// All instances.
  func enumerate(_ request: ResourceRequest) throws -> ItemSource
  /// The names of the actions of the resource's own, without the URI.
  var actions: [String] { get }
  /// What an action changes and answers.
  func invoke(
    _ action: String, _ request: ResourceRequest, _ input: XMLFragment?,
    _ environment: ServiceEnvironment
  ) async throws -> ActionResult
}

/// What an action of a resource changes, and its answer.
struct ActionResult: Sendable {
  let output: XMLFragment
  let change: ConfigurationChange?

  init(_ output: XMLFragment, _ change: ConfigurationChange? = nil) {
    self.output = output
    self.change = change
  }
}

extension ResourceHandler {
  var keys: [String] { [] }
  var supportsReferences: Bool { false }
  var actions: [String] { [] }

  func get(_ request: ResourceRequest) throws -> XMLFragment {
    throw WSManFault(.actionNotSupported)
  }

  func put(
    _ request: ResourceRequest, _ body: XMLFragment, _ environment: ServiceEnvironment
  ) async throws -> ConfigurationChange {
    throw WSManFault(.actionNotSupported)
  }

  func answerToPut(_ request: ResourceRequest) throws -> XMLFragment { try get(request) }

  func create(
    _ request: ResourceRequest, _ body: XMLFragment?, _ environment: ServiceEnvironment
  ) async throws -> ResourceCreation {
    throw WSManFault(.actionNotSupported)
  }

  func delete(_ request: ResourceRequest) throws -> ConfigurationChange {
    throw WSManFault(.actionNotSupported)
  }

  func enumerate(_ request: ResourceRequest) throws -> ItemSource {
    throw WSManFault(.actionNotSupported)
  }

  func invoke(
    _ action: String, _ request: ResourceRequest, _ input: XMLFragment?,
    _ environment: ServiceEnvironment
  ) async throws -> ActionResult {
    throw WSManFault(.actionNotSupported)
  }
}
