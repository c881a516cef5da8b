import CIMModel
import WSManProtocol
import XMLStream

/// Get, Put, Create and Delete of the instances of one computer (`configuration.md` 18,
/// `protocol.md` 8 and 9).
struct CIMOperations: Sendable {
  let repository: any CIMRepository
  let clock: any CIMClock
  let surroundings: CIMSurroundings

  /// The instance that the selectors name, or a part of it.
  func get(
    _ resource: CIMResource, _ selectors: SelectorSet, fragment: FragmentTransfer? = nil
  ) async throws -> XMLFragment {
    let target = try await CIMTarget.find(resource, selectors, in: repository)
    let asked = try target.oneClass()
    try CIMSelectors.check(selectors, name: asked)
    let instance = try await instance(target, asked, selectors)
    let document = target.xml.document(
      of: instance, as: target.ownClass(of: instance, asked: asked))
    guard let fragment else { return document }
    return try CIMFragmentPath(fragment).part(of: document, path: fragment.path)
  }

  /// Changes the instance that the selectors name: what the document does not mention stays.
  ///
  /// - Returns: the instance after the change, or the part of it.
  func put(
    _ resource: CIMResource, _ selectors: SelectorSet, _ body: XMLFragment,
    fragment: FragmentTransfer? = nil
  ) async throws -> XMLFragment {
    let target = try await CIMTarget.find(resource, selectors, in: repository)
    let asked = try target.oneClass()
    try CIMSelectors.check(selectors, name: asked)
    let fragmentPath: CIMFragmentPath? =
      if let fragment { try CIMFragmentPath(fragment) } else { nil }
    let live = CIMLiveValues(clock: clock)
    let (stored, changed) = try await repository.update { writer in
      let stored = try Self.stored(target, asked, selectors, writer)
      let own = target.ownClass(of: stored, asked: asked)
      let document: XMLFragment
      if let fragmentPath {
        document = try fragmentPath.change(from: body, of: own)
      } else {
        try Self.checkRoot(of: body, own, asked)
        document = body
      }
      let values = try CIMXML.values(in: document, of: own.properties, own.name)
      let changed = try Self.merged(values, into: live.refreshed(stored), own)
      try writer.replace(changed, in: target.namespace)
      return (stored, changed)
    }
    if let edit = AccountEdit(from: stored, to: changed) {
      try await surroundings.accounts.edit(changed["Name"].text, edit)
    }
    let document = target.xml.document(
      of: changed, as: target.ownClass(of: changed, asked: asked))
    guard let fragment, let fragmentPath else { return document }
    return try fragmentPath.part(of: document, path: fragment.path)
  }

  /// Adds an instance.
  ///
  /// - Returns: the reference to it.
  func create(
    _ resource: CIMResource, _ selectors: SelectorSet, _ body: XMLFragment
  ) async throws -> EndpointReference {
    let target = try await CIMTarget.find(resource, selectors, in: repository)
    let made = try target.oneClass()
    guard !made.isAbstract, !made.isSingleton else { throw Self.notCapable(made, "created") }
    try Self.checkRoot(of: body, made)
    var instance = CIMInstance(className: made.name)
    for (name, value) in try CIMXML.values(in: body, of: made.properties, made.name) {
      instance[name] = value
    }
    for key in made.keys where instance[key.name].isNull {
      guard let text = selectors[key.name], let value = CIMValue(text, as: key.type) else {
        throw WSManFault(
          .invalidXMLMissingValues, message: "The key \(key.name) of \(made.name) is missing.")
      }
      instance[key.name] = value
    }
    let complete = instance
    do {
      try await repository.update { try $0.insert(complete, in: target.namespace) }
    } catch CIMRepositoryError.instanceExists {
      throw WSManFault(.alreadyExists)
    }
    return target.xml.reference(to: made.path(of: complete))
  }

  /// Removes an instance.
  func delete(_ resource: CIMResource, _ selectors: SelectorSet) async throws {
    let target = try await CIMTarget.find(resource, selectors, in: repository)
    let asked = try target.oneClass()
    try CIMSelectors.check(selectors, name: asked)
    guard !asked.isSingleton else { throw Self.notCapable(asked, "deleted") }
    let path = try CIMSelectors.path(of: resource, selectors)
    try await repository.update { writer in
      guard let stored = try writer.instance(at: path, in: target.namespace) else {
        throw Self.notFound(path)
      }
      let isProcess = CIMName(stored.className) == CIMName("Win32_Process")
      guard !isProcess || !ProcessMethods.isNeeded(stored) else {
        throw WSManFault(
          .accessDenied,
          message: "\(stored["Name"].text) cannot be ended: Windows does not run without it.")
      }
      try writer.delete(stored, in: target.namespace)
    }
  }

  /// Refuses the instance of another class.
  private static func checkRoot(of body: XMLFragment, _ classes: CIMClass...) throws(WSManFault) {
    guard !classes.contains(where: { CIMName($0.name) == CIMName(body.localName) }) else { return }
    throw WSManFault(
      .invalidXMLNamespace,
      message: "The document is no \(classes.first?.name ?? ""): its first element is "
        + "\(ConfigurationProblem.quoted(body.localName)).")
  }

  private func instance(
    _ target: CIMTarget, _ asked: CIMClass, _ selectors: SelectorSet
  ) async throws -> CIMInstance {
    let live = CIMLiveValues(clock: clock)
    if let computed = try await computed(asked) { return computed }
    let found = try await repository.read { reader in
      try Self.stored(target, asked, selectors, reader)
    }
    return live.refreshed(found)
  }

  /// The only instance of a class that tells the time; nil for other classes.
  func computed(_ asked: CIMClass) async throws -> CIMInstance? {
    guard CIMLiveValues.tellsTime(asked) else { return nil }
    let clock = clock
    let set = try await repository.read { try ShiftedCIMClock(clock, $0) }
    return CIMLiveValues(clock: set).instance(of: asked)
  }

  /// The instance as it is kept. That of a singleton may have keys, but needs no selectors.
  ///
  /// - Throws: 2150858752 when there is none.
  static func stored(
    _ target: CIMTarget, _ asked: CIMClass, _ selectors: SelectorSet,
    _ reader: any CIMInstanceReader
  ) throws -> CIMInstance {
    let path = try CIMSelectors.path(of: target.resource, selectors)
    let found =
      try asked.isSingleton && path.keys.isEmpty
      ? reader.page(
        of: [asked.name], in: target.namespace, where: nil, after: nil, limit: 1
      ).instances.first : reader.instance(at: path, in: target.namespace)
    guard let found else { throw notFound(path) }
    return found
  }

  /// The instance with other values; only writable properties may differ from what they were.
  private static func merged(
    _ values: [String: CIMValue], into instance: CIMInstance, _ own: CIMClass
  ) throws(WSManFault) -> CIMInstance {
    var changed = instance
    for property in own.properties where !CIMLiveValues.contain(property, of: own.name) {
      guard let value = values[property.name], value != instance[property.name] else { continue }
      if property.isKey {
        guard value.compared(with: instance[property.name]) == 0 else {
          throw WSManFault(
            .invalidXMLValues,
            message: "\(property.name) is a key of \(own.name); its value names the instance and "
              + "cannot be changed.")
        }
        continue
      }
      guard property.isWritable else {
        throw WSManFault(
          WSManErrorCode(2_150_859_010),
          message: "\(property.name) of \(own.name) can only be read.")
      }
      changed[property.name] = value
    }
    return changed
  }

  static func notFound(_ path: CIMObjectPath) -> WSManFault {
    WSManFault(
      .resourceNotFound,
      message:
        "There is no instance \(ConfigurationProblem.cut(path.text)). List those that exist: "
        + "Get-WSManInstance -Enumerate wmicimv2/\(path.className)")
  }

  private static func notCapable(_ target: CIMClass, _ done: String) -> WSManFault {
    WSManFault(
      WSManErrorCode(2_150_859_010), message: "Instances of \(target.name) cannot be \(done).")
  }
}
