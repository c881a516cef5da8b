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
    /// Nothing shows what quick configuration has changed.
    case noControl
  }

  let change: ConfigurationChange
  let isForced: Bool

  /// Takes the change back: all of its steps, the last one first. Nothing is done unless each of them
  /// can be taken back; a failure of the connection in between leaves the earlier ones.
  /// - Throws: ``Refusal``, or what the session throws.
  func run(
    _ session: WSManSession, _ delegation: (any CredentialDelegation)?,
    _ control: (any RemoteManagementControl)?
  ) async throws {
    let steps = change.parts.reversed().map {
      PartReversal(part: $0, isForced: isForced, delegation: delegation, control: control)
    }
    var current: [XMLFragment?] = []
    for step in steps { current.append(try await step.check(session)) }
    for (step, document) in zip(steps, current) { try await step.run(session, document) }
  }
}

/// Takes a step of a change back.
private struct PartReversal {
  private typealias Refusal = ChangeReversal.Refusal

  let part: ChangePart
  let isForced: Bool
  let delegation: (any CredentialDelegation)?
  let control: (any RemoteManagementControl)?

  private var locator: ResourceLocator {
    let base = ResourceURI.configuration
    return ResourceLocator(
      resource: part.resource.isEmpty ? base : base.appending(part.resource),
      selectors: part.selectors)
  }

  /// Whether the step can be taken back.
  /// - Returns: the document of the settings as it is now, for a step that has changed some.
  /// - Throws: `Refusal`, or what the session throws.
  func check(_ session: WSManSession) async throws -> XMLFragment? {
    switch part.kind {
    case .set(let before, _):
      let current = try await session.get(locator)
      let leaves = ConfigurationLeaves.leaves(of: current, part.resource)
      try check(leaves.map { ($0.path, $0.value) })
      if ConfigurationLeaves.kind(of: part.resource) != nil { try refuseSecrets(before) }
      return current
    case .created: return nil
    case .removed(let content):
      try refuseSecrets(content)
      if ConfigurationLeaves.kind(of: part.resource) == .certificate {
        throw Refusal.secret(path: part.differences.first?.path ?? "")
      }
      return nil
    case .delegation:
      guard let delegation else { throw Refusal.noDelegation }
      let current = try await delegation.entries().joined(separator: ",")
      try check(part.differences.map { ($0.path, current) })
      return nil
    case .setup:
      guard let control else { throw Refusal.noControl }
      try check(try await control.setup().parts)
      return nil
    }
  }

  /// Refuses when somebody else has changed the same values.
  private func check(_ current: [(path: String, value: String)]) throws(Refusal) {
    guard !isForced else { return }
    let values = Dictionary(
      current.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
    for difference in part.differences where values[difference.path] != difference.after {
      throw .changedSince(path: difference.path, current: values[difference.path])
    }
  }

  /// Takes the step back.
  /// - Parameter current: what ``check(_:)`` has returned.
  func run(_ session: WSManSession, _ current: XMLFragment?) async throws {
    switch part.kind {
    case .set(let before, _): try await set(before, current ?? before, session)
    case .created: try await remove(session)
    case .removed(let content): try await create(content, session)
    case .delegation(let before, _):
      guard let delegation else { throw Refusal.noDelegation }
      try await delegation.update { _ in before }
    case .setup(let before, let after):
      guard let control else { throw Refusal.noControl }
      try await control.restore(before.back(from: after, in: try await control.setup()))
    }
  }

  // MARK: Settings

  private func set(
    _ before: XMLFragment, _ current: XMLFragment, _ session: WSManSession
  ) async throws {
    guard ConfigurationLeaves.kind(of: part.resource) == nil else {
      _ = try await session.put(locator, before)
      return
    }
    var document = current
    for difference in part.differences {
      guard let old = difference.before,
        let leaf = Self.leaf(at: difference.path, in: document, part.resource)
      else { continue }
      document = document.replacingContent(of: leaf, withText: old)
    }
    _ = try await session.put(locator, document)
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

  private func remove(_ session: WSManSession) async throws {
    do {
      try await session.delete(locator)
    } catch let fault as WSManFault {
      // Without the instance there is nothing to take back, which only -Force takes for done.
      guard isForced, try await !exists(session) else { throw fault }
    }
  }

  private func create(_ content: XMLFragment, _ session: WSManSession) async throws {
    let isPlugin = ConfigurationLeaves.kind(of: part.resource) == .plugin
    let body =
      isPlugin
      ? content
      : XMLFragment(content.prefix, content.name) { root in
        root.declare(content.prefix, content.namespace)
        for child in content.children
        where child.localName != "ListeningOn" && part.selectors[child.localName] == nil {
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
    let hasSecret = ConfigurationLeaves.leaves(of: content, part.resource).contains {
      $0.value == ConfigurationLeaves.hidden
    }
    let user = content.attribute(localName: "RunAsUser", ignoringCase: true) ?? ""
    let isRemoved = if case .removed = part.kind { true } else { false }
    guard hasSecret || (isRemoved && !user.isEmpty) else { return }
    throw .secret(path: part.differences.first?.path ?? "")
  }
}
