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

  /// The right that the operation needs (`protocol.md` 5.3).
  var right: AccessRights {
    switch self {
    case .get, .enumerate: .read
    case .put, .create, .delete: .write
    }
  }
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
}

/// One kind of resource of the service.
///
/// The dispatcher checks everything that a handler declares before it calls it. What goes wrong is
/// thrown as `WSManFault` or ``ConfigurationProblem``.
protocol ResourceHandler: Sendable {
  /// What the resource offers; everything else is answered with `a:ActionNotSupported`.
  var operations: Set<ResourceOperation> { get }
  /// The names of the selectors that choose an instance; none for a resource that exists once.
  var keys: [String] { get }
  /// Whether an enumeration can return references.
  var supportsReferences: Bool { get }

  /// The instance.
  func get(_ request: ResourceRequest) throws -> XMLFragment
  /// Changes the instance: the new configuration, and the instance in it.
  func put(
    _ request: ResourceRequest, _ body: XMLFragment, in configuration: inout ComputerConfiguration
  ) throws
  /// All instances.
  func enumerate(_ request: ResourceRequest) throws -> ItemSource
}

extension ResourceHandler {
  var keys: [String] { [] }
  var supportsReferences: Bool { false }

  func get(_ request: ResourceRequest) throws -> XMLFragment {
    throw WSManFault(.actionNotSupported)
  }

  func put(
    _ request: ResourceRequest, _ body: XMLFragment, in configuration: inout ComputerConfiguration
  ) throws {
    throw WSManFault(.actionNotSupported)
  }

  func enumerate(_ request: ResourceRequest) throws -> ItemSource {
    throw WSManFault(.actionNotSupported)
  }
}
