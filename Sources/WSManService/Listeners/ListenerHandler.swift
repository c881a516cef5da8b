import WSManProtocol
import XMLStream

/// The listeners, `winrm/config/listener` (`configuration.md` 7).
struct ListenerHandler: ResourceHandler {
  let operations: Set<ResourceOperation> = [.get, .put, .create, .delete, .enumerate]
  let keys = ["Address", "Transport"]
  let supportsReferences = true

  func get(_ request: ResourceRequest) throws -> XMLFragment {
    try document(of: found(request, in: request.configuration), request)
  }

  func enumerate(_ request: ResourceRequest) throws -> ItemSource {
    let listeners = request.configuration.effectiveListeners
    return ItemSource { index in
      guard listeners.indices.contains(index) else { return nil }
      let listener = listeners[index]
      return EnumeratedItem(
        object: document(of: listener, request), reference: reference(to: listener))
    }
  }

  func put(
    _ request: ResourceRequest, _ body: XMLFragment, _ environment: ServiceEnvironment
  ) async throws -> ConfigurationChange {
    let values = try ListenerRules.read(body)
    let rules = try await rules(request, environment)
    return { configuration in
      let present = try found(request, in: configuration)
      let addresses = configuration.listeningAddresses(
        of: present, among: request.identity.addresses)
      configuration.listeners.replace(
        present, with: try rules.changed(present, values, listeningOn: addresses))
    }
  }

  func create(
    _ request: ResourceRequest, _ body: XMLFragment?, _ environment: ServiceEnvironment
  ) async throws -> ResourceCreation {
    let values = try ListenerRules.read(body)
    let rules = try await rules(request, environment)
    let address = request.selectors["Address"] ?? ""
    let transport = request.selectors["Transport"] ?? ""
    let created = try rules.created(
      address: address, transport: transport, values, in: request.configuration)
    return ResourceCreation(reference: reference(to: created)) { configuration in
      let present = configuration.listeners + configuration.policyListeners
      guard !present.contains(where: created.hasSameName) else {
        throw WSManFault(
          .alreadyExists,
          message: "A listener for Address=\(address) and Transport=\(transport) exists already. "
            + "Change it, or remove it first.")
      }
      configuration.listeners.append(created)
    }
  }

  func delete(_ request: ResourceRequest) throws -> ConfigurationChange {
    { configuration in
      let present = try found(request, in: configuration)
      guard present.source == nil else {
        throw ConfigurationProblem(
          code: 2_150_858_890,
          message: "This listener belongs to a policy or a compatibility switch and cannot be "
            + "deleted by itself.")
      }
      configuration.listeners.removeAll(where: present.hasSameName)
    }
  }

  private func rules(
    _ request: ResourceRequest, _ environment: ServiceEnvironment
  ) async throws -> ListenerRules {
    ListenerRules(
      identity: request.identity,
      certificates: try await environment.certificates.ownCertificates())
  }

  private func found(
    _ request: ResourceRequest, in configuration: ComputerConfiguration
  ) throws -> ListenerConfiguration {
    let address = request.selectors["Address"]?.lowercased()
    let transport = request.selectors["Transport"]?.lowercased()
    // A compatibility listener has the same selectors as the ordinary one, which wins.
    let found = configuration.effectiveListeners.filter {
      $0.address.lowercased() == address && $0.transport.rawValue.lowercased() == transport
    }
    guard let listener = found.first(where: { $0.source == nil }) ?? found.first else {
      throw WSManFault(.resourceNotFound)
    }
    return listener
  }

  private func reference(to listener: ListenerConfiguration) -> EndpointReference {
    EndpointReference(
      resource: ResourceURI(ListenerDocument.resourceURI),
      selectors: ["Address": listener.address, "Transport": listener.transport.rawValue])
  }

  private func document(
    of listener: ListenerConfiguration, _ request: ResourceRequest
  ) -> XMLFragment {
    let addresses = request.configuration.listeningAddresses(
      of: listener, among: request.identity.addresses)
    return ListenerDocument.document(of: listener, listeningOn: addresses)
  }
}

extension ListenerConfiguration {
  /// Whether another listener has the same selectors.
  @Sendable func hasSameName(_ other: ListenerConfiguration) -> Bool {
    address.lowercased() == other.address.lowercased() && transport == other.transport
  }
}

extension [ListenerConfiguration] {
  fileprivate mutating func replace(
    _ old: ListenerConfiguration, with new: ListenerConfiguration
  ) {
    guard let index = firstIndex(where: old.hasSameName) else { return }
    self[index] = new
  }
}
