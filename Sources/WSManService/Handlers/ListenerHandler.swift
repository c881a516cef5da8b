import WSManProtocol
import XMLStream

/// The listeners, `winrm/config/listener` (`configuration.md` 7).
struct ListenerHandler: ResourceHandler {
  let operations: Set<ResourceOperation> = [.get, .enumerate]
  let keys = ["Address", "Transport"]
  let supportsReferences = true

  func get(_ request: ResourceRequest) throws -> XMLFragment {
    let address = request.selectors["Address"]?.lowercased()
    let transport = request.selectors["Transport"]?.lowercased()
    // A compatibility listener has the same selectors as the ordinary one, which wins.
    let found = request.configuration.effectiveListeners.filter {
      $0.address.lowercased() == address && $0.transport.rawValue.lowercased() == transport
    }
    guard let listener = found.first(where: { $0.source == nil }) ?? found.first else {
      throw WSManFault(.resourceNotFound)
    }
    return document(of: listener, request)
  }

  func enumerate(_ request: ResourceRequest) throws -> ItemSource {
    let listeners = request.configuration.effectiveListeners
    return ItemSource { index in
      guard listeners.indices.contains(index) else { return nil }
      let listener = listeners[index]
      return EnumeratedItem(
        object: document(of: listener, request),
        reference: EndpointReference(
          resource: ResourceURI(ListenerDocument.resourceURI),
          selectors: ["Address": listener.address, "Transport": listener.transport.rawValue]))
    }
  }

  private func document(
    of listener: ListenerConfiguration, _ request: ResourceRequest
  ) -> XMLFragment {
    let addresses = request.configuration.listeningAddresses(
      of: listener, among: request.identity.addresses)
    return ListenerDocument.document(of: listener, listeningOn: addresses)
  }
}
