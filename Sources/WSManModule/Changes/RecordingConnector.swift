import Synchronization
import WSManClient
import WSManProtocol
import XMLStream

/// Notes what goes through its transports to `winrm/config`: whatever cmdlet sends it.
struct RecordingConnector: TransportConnector {
  let base: any TransportConnector
  let log: ChangeLog
  /// Shows what quick configuration of the local computer changes beside the drive.
  let control: (any RemoteManagementControl)?

  func connect(
    to target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> (any WSManTransport)? {
    guard let transport = try await base.connect(to: target, options: options) else { return nil }
    let computer = target.isLocalSession ? ConnectionTable.localName : target.host.lowercased()
    return RecordingTransport(
      transport, computer: computer, log: log,
      control: computer == ConnectionTable.localName ? control : nil)
  }

  func probe(
    _ target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> ConnectionProbe? {
    try await base.probe(target, options: options)
  }
}

/// A transport that notes changes. The state before is what the last Get of the resource has shown,
/// which costs nothing; without one it is asked for.
private final class RecordingTransport: WSManTransport {
  private let base: any WSManTransport
  private let computer: String
  private let log: ChangeLog
  private let control: (any RemoteManagementControl)?
  private let seen = Mutex<(resource: ResourceURI, selectors: SelectorSet, document: XMLFragment)?>(
    nil)

  init(
    _ base: any WSManTransport, computer: String, log: ChangeLog,
    control: (any RemoteManagementControl)?
  ) {
    self.base = base
    self.computer = computer
    self.log = log
    self.control = control
  }

  func close() async { await base.close() }

  func exchange(
    _ request: RequestEnvelope, in context: ExchangeContext
  ) async throws -> ResponseEnvelope {
    guard let uri = request.header.resource, uri.isAtOrBelow(.configuration) else {
      return try await base.exchange(request, in: context)
    }
    switch request.body {
    case .get:
      let response = try await base.exchange(request, in: context)
      if case .get(let document) = response.body, request.header.fragmentTransfer == nil {
        seen.withLock { $0 = (uri, request.header.selectors, document) }
      }
      return response
    case .put, .create, .delete, .invoke:
      defer { seen.withLock { $0 = nil } }
      guard log.isRecording, let resource = ConfigurationLeaves.name(of: uri) else {
        return try await base.exchange(request, in: context)
      }
      return try await change(
        request, Scene(resource: resource, header: request.header, context: context))
    default: return try await base.exchange(request, in: context)
    }
  }

  /// What is needed to ask about a resource before and after its change.
  private struct Scene {
    let resource: String
    let header: RequestHeader
    let context: ExchangeContext
  }

  private func change(
    _ request: RequestEnvelope, _ scene: Scene
  ) async throws -> ResponseEnvelope {
    let selectors = request.header.selectors
    switch request.body {
    case .put:
      let before = await known(scene)
      let response = try await base.exchange(request, in: scene.context)
      guard let before, case .put(let answer) = response.body else { return response }
      let isWhole = request.header.fragmentTransfer == nil
      var after = isWhole ? answer : nil
      if after == nil { after = await document(scene) }
      if let after {
        note(
          scene, selectors,
          .set(before: Self.withoutSecrets(before), after: Self.withoutSecrets(after)))
      }
      return response
    case .create(let input):
      let response = try await base.exchange(request, in: scene.context)
      if case .create = response.body, let input {
        // The name of a listener or a mapping comes from all its settings, also those not sent.
        let isNamed = ConfigurationLeaves.kind(of: scene.resource) == .plugin
        let whole = isNamed ? nil : await document(scene)
        note(scene, selectors, .created(Self.withoutSecrets(whole ?? input)))
      }
      return response
    case .delete:
      let before = await known(scene)
      let response = try await base.exchange(request, in: scene.context)
      if case .delete = response.body, let before {
        note(scene, selectors, .removed(Self.withoutSecrets(before)))
      }
      return response
    default: return try await invoke(request, scene)
    }
  }

  /// Quick configuration creates listeners, and changes what lies beside the drive.
  private func invoke(
    _ request: RequestEnvelope, _ scene: Scene
  ) async throws -> ResponseEnvelope {
    guard case .invoke(let action, _) = request.body,
      let name = action.split(separator: "/").last?.lowercased(),
      ["enableservice", "enableremoting"].contains(name)
    else { return try await base.exchange(request, in: scene.context) }
    let setup = try? await control?.setup()
    // A service that is stopped does not tell them, and its first pass makes none.
    let before = name == "enableremoting" ? await listeners(scene) : nil
    let response = try await base.exchange(request, in: scene.context)
    guard case .invoke = response.body else { return response }
    if let setup, let now = try? await control?.setup() {
      note(scene, SelectorSet(), .setup(before: setup, after: now))
    }
    guard let before else { return response }
    let resource = ConfigurationLeaves.InstanceKind.listener.rawValue
    for (selectors, document) in await listeners(scene) {
      let old = before.first { $0.selectors == selectors }?.document
      let kind: ChangePart.Kind =
        if let old { .set(before: old, after: document) } else { .created(document) }
      log.add(computer: computer, resource: resource, selectors, kind)
    }
    return response
  }

  private func note(
    _ scene: Scene, _ selectors: SelectorSet, _ kind: ChangePart.Kind
  ) {
    log.add(computer: computer, resource: scene.resource, selectors, kind)
  }

  // MARK: Asking

  private func known(_ scene: Scene) async -> XMLFragment? {
    let last = seen.withLock { $0 }
    if let last, last.resource == scene.header.resource, last.selectors == scene.header.selectors {
      return last.document
    }
    return await document(scene)
  }

  /// The document of the resource now; `nil` when it cannot be read, and the change is not noted.
  private func document(_ scene: Scene) async -> XMLFragment? {
    guard case .get(let document)? = await answer(.get, scene.header, scene) else { return nil }
    return document
  }

  private func listeners(
    _ scene: Scene
  ) async -> [(selectors: SelectorSet, document: XMLFragment)] {
    var header = scene.header
    header.resource = .configuration.appending("listener")
    header.selectors = SelectorSet()
    var query = EnumerateRequest()
    query.optimize = true
    query.maxElements = 32_000
    guard case .enumerate(let batch)? = await answer(.enumerate(query), header, scene) else {
      return []
    }
    return batch.items.compactMap(\.object).map { document in
      let keys = ["Address", "Transport"].map { name in
        Selector(
          name: name, value: .text(document.child(localName: name)?.innerText ?? ""))
      }
      return (SelectorSet(keys), document)
    }
  }

  private func answer(
    _ body: RequestBody, _ header: RequestHeader, _ scene: Scene
  ) async -> ResponseBody? {
    var header = header
    header.messageID = .random()
    header.fragmentTransfer = nil
    let context = ExchangeContext(timeout: scene.context.timeout)
    let response = try? await base.exchange(
      RequestEnvelope(header: header, body: body), in: context)
    return response?.body
  }

  /// A copy of the content with its passwords hidden. It shares no memory with the message, where
  /// they still stand.
  private static func withoutSecrets(_ content: XMLFragment) -> XMLFragment {
    let hidden = content.replacingTexts(
      with: ConfigurationLeaves.hidden,
      inElements: { ConfigurationLeaves.isSecret($0.localName) },
      inAttributes: { ConfigurationLeaves.isSecret($0.localName) })
    var builder = XMLFragmentBuilder()
    builder.fragment(hidden)
    return builder.finish() ?? hidden
  }
}
