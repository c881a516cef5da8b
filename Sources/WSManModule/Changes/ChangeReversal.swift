import PSEngine
import WSManClient
import WSManProtocol
import XMLStream

/// Takes a change back.
struct ChangeReversal {
  /// Why a change stays as it is.
  enum Refusal: Error {
    /// The value is no longer the one that the change has left.
    case changedSince(path: String, current: String?)
    /// What has to come back has a password, which is never noted.
    case secret(path: String)
    /// Nothing keeps the list of computers that get credentials.
    case noDelegation
  }

  let change: ConfigurationChange
  let isForced: Bool

  private var locator: ResourceLocator {
    let base = ResourceURI.configuration
    return ResourceLocator(
      resource: change.resource.isEmpty ? base : base.appending(change.resource),
      selectors: change.selectors)
  }

  /// Takes the change back.
  /// - Throws: ``Refusal``, or what the session throws.
  func run(_ session: WSManSession, _ delegation: (any CredentialDelegation)?) async throws {
    switch change.kind {
    case .set(let before, let after): try await set(before, after, session)
    case .created(let content): try await remove(content, session)
    case .removed(let content): try await create(content, session)
    case .delegation(let before, let after):
      guard let delegation else { throw Refusal.noDelegation }
      try await restore(before, after, delegation)
    }
  }

  // MARK: Settings

  private func set(
    _ before: XMLFragment, _ after: XMLFragment, _ session: WSManSession
  ) async throws {
    let current = try await session.get(locator)
    try check(current)
    guard ConfigurationLeaves.kind(of: change.resource) == nil else {
      try refuseSecrets(before)
      _ = try await session.put(locator, before)
      return
    }
    var document = current
    for difference in change.differences {
      guard let old = difference.before,
        let leaf = Self.leaf(at: difference.path, in: document, change.resource)
      else { continue }
      document = document.replacingContent(of: leaf, withText: old)
    }
    _ = try await session.put(locator, document)
  }

  /// Refuses when somebody else has changed the same settings.
  private func check(_ current: XMLFragment) throws(Refusal) {
    guard !isForced else { return }
    let leaves = ConfigurationLeaves.leaves(of: current, change.resource)
    let values = Dictionary(
      leaves.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
    for difference in change.differences where values[difference.path] != difference.after {
      throw .changedSince(path: difference.path, current: values[difference.path])
    }
  }

  /// The element of a setting in a document of settings, which may have sections.
  private static func leaf(
    at path: String, in document: XMLFragment, _ resource: String
  ) -> XMLFragment? {
    var steps = path.split(separator: "\\").map(String.init)
    steps.removeFirst(min(steps.count, resource.split(separator: "/").count))
    var element = document
    for step in steps {
      let name = step == "Shell" ? "Winrs" : step
      guard let child = element.child(localName: name, ignoringCase: true) else { return nil }
      element = child
    }
    return steps.isEmpty ? nil : element
  }

  // MARK: Instances

  private func remove(_ content: XMLFragment, _ session: WSManSession) async throws {
    do {
      try await session.delete(locator)
    } catch let fault as WSManFault {
      // Without the instance there is nothing to take back, which only -Force takes for done.
      guard isForced, try await !exists(session) else { throw fault }
    }
  }

  private func create(_ content: XMLFragment, _ session: WSManSession) async throws {
    try refuseSecrets(content)
    if ConfigurationLeaves.kind(of: change.resource) == .certificate {
      throw Refusal.secret(path: change.differences.first?.path ?? "")
    }
    let isPlugin = ConfigurationLeaves.kind(of: change.resource) == .plugin
    let body =
      isPlugin
      ? content
      : XMLFragment(content.prefix, content.name) { root in
        root.declare(content.prefix, content.namespace)
        for child in content.children
        where child.localName != "ListeningOn" && change.selectors[child.localName] == nil {
          root.fragment(child)
        }
      }
    _ = try await session.create(locator, body)
  }

  private func exists(_ session: WSManSession) async throws -> Bool {
    do {
      _ = try await session.get(locator)
      return true
    } catch is WSManFault {
      return false
    }
  }

  private func refuseSecrets(_ content: XMLFragment) throws(Refusal) {
    let hasSecret = ConfigurationLeaves.leaves(of: content, change.resource).contains {
      $0.value == ConfigurationLeaves.hidden
    }
    let user = content.attribute(localName: "RunAsUser", ignoringCase: true) ?? ""
    let isRemoved = if case .removed = change.kind { true } else { false }
    guard hasSecret || (isRemoved && !user.isEmpty) else { return }
    throw .secret(path: change.differences.first?.path ?? "")
  }

  // MARK: Delegation

  private func restore(
    _ before: [String], _ after: [String], _ delegation: any CredentialDelegation
  ) async throws {
    let current = try await delegation.entries()
    guard isForced || current == after else {
      throw Refusal.changedSince(
        path: change.differences.first?.path ?? "", current: current.joined(separator: ","))
    }
    try await delegation.update { _ in before }
  }
}

/// Notes changes of the delegation list.
struct RecordingDelegation: CredentialDelegation {
  let base: any CredentialDelegation
  let log: ChangeLog

  func entries() async throws -> [String] { try await base.entries() }

  func update(_ change: @escaping @Sendable ([String]) -> [String]) async throws {
    let before = try await base.entries()
    try await base.update(change)
    let after = try await base.entries()
    guard before != after else { return }
    log.add(
      computer: ConnectionTable.localName, resource: "client/auth", SelectorSet(),
      .delegation(before: before, after: after))
  }
}
