public import CIMModel
import WSManProtocol

/// What keeps commands on the computer from the CIM instances of their own computer.
public enum CIMAccessError: Error, Equatable {
  /// The computer has no such namespace.
  case invalidNamespace(String)
  /// The namespace has no such class.
  case invalidClass(String)
  /// The query cannot be processed; the text tells why.
  case invalidQuery(String)
  /// The class has no such method, or emulated computers do nothing for it.
  case invalidMethod(String)
  /// A parameter that the method does not have, or a value that does not fit it.
  case invalidParameter(String)
  /// The instance is gone.
  case notFound
}

/// An instance with its class.
public struct ClassifiedInstance: Sendable {
  /// The values.
  public let instance: CIMInstance
  /// The class that it was made from.
  public let type: CIMClass
  /// The names of the classes above, the nearest first.
  public let ancestors: [String]
  /// The properties that were asked for; nil for all.
  public let selected: [CIMProperty]?
}

/// The CIM classes for commands that run on the computer itself: the store that requests reach too.
extension WinRMService {
  /// All instances that a query finds.
  ///
  /// - Throws: ``CIMAccessError``.
  public nonisolated func cimInstances(
    query: String, in namespace: String
  ) async throws -> [ClassifiedInstance] {
    var found: [ClassifiedInstance] = []
    try await forEachCIMInstance(query: query, in: namespace) { found.append($0) }
    return found
  }

  /// Hands over the instances that a query finds, one after the other. No more than a page of them is
  /// in memory, unless the query is about associations.
  ///
  /// - Throws: ``CIMAccessError``, and what `body` throws, which ends it.
  public nonisolated func forEachCIMInstance(
    query: String, in namespace: String, _ body: (ClassifiedInstance) async throws -> Void
  ) async throws {
    guard let cim, let schema = try await cim.schema(of: namespace) else {
      throw CIMAccessError.invalidNamespace(namespace)
    }
    let resource = try Self.resource("*", in: namespace)
    let target = CIMTarget(resource: resource, namespace: namespace, schema: schema, target: nil)
    let parsed: WQLQuery
    do throws(WQLError) {
      parsed = try WQLQuery(query)
    } catch {
      throw CIMAccessError.invalidQuery(error.description)
    }
    let operations = cimOperations(on: cim)
    let live = CIMLiveValues(clock: cimClock)
    func handOver(_ instances: [CIMInstance], selected: [CIMProperty]?) async throws {
      for instance in instances {
        guard let type = schema[instance.className] else { continue }
        try await body(
          ClassifiedInstance(
            instance: live.refreshed(instance), type: type,
            ancestors: Self.ancestors(of: type, schema), selected: selected))
      }
    }
    switch parsed {
    case .select(let select):
      guard schema[select.className] != nil else {
        throw CIMAccessError.invalidClass(select.className)
      }
      let enumeration: CIMEnumeration
      do throws(WSManFault) {
        enumeration = try CIMEnumeration(target, EnumerateRequest(filter: .wql(query)))
      } catch {
        throw CIMAccessError.invalidQuery(error.message)
      }
      let selected = enumeration.projection
      if let computed = try await operations.computed(enumeration.asked) {
        return try await handOver([computed], selected: selected)
      }
      var position: CIMPosition?
      repeat {
        let start = position
        let page = try await cim.read { reader in
          try reader.page(
            of: enumeration.classes, in: namespace, where: enumeration.filter, after: start,
            limit: CIMOperations.pageLength)
        }
        try await handOver(page.instances, selected: selected)
        position = page.next
      } while position != nil
    case .associated(let query):
      let found = try await cim.read { reader in
        try CIMAssociations(target: target, query: query, reader: reader).results()
      }
      try await handOver(found, selected: nil)
    }
  }

  /// A class.
  ///
  /// - Throws: ``CIMAccessError``.
  public nonisolated func cimClass(
    _ name: String, in namespace: String
  ) async throws -> CIMClass {
    guard let cim, let schema = try await cim.schema(of: namespace) else {
      throw CIMAccessError.invalidNamespace(namespace)
    }
    guard let found = schema[name] else { throw CIMAccessError.invalidClass(name) }
    return found
  }

  /// Calls a method: of the class without keys, of an instance with them.
  ///
  /// - Returns: the returned value, and the parameters that go out.
  /// - Throws: ``CIMAccessError``.
  public func callCIM(
    _ method: String, of className: String, keys: [String: String]?,
    inputs: [CIMName: CIMValue], in namespace: String, caller: Caller
  ) async throws -> (code: UInt32, outputs: [String: CIMValue]) {
    let type = try await cimClass(className, in: namespace)
    guard let cim, let declared = type.method(method) else {
      throw CIMAccessError.invalidMethod(method)
    }
    let selectors = SelectorSet(
      (keys ?? [:]).sorted { $0.key < $1.key }.map {
        Selector(name: $0.key, value: .text($0.value))
      })
    do {
      let result = try await cimOperations(on: cim).call(
        declared, Self.resource(type.name, in: namespace), selectors, inputs: inputs,
        caller: caller)
      try await followState()
      return (result.code, result.outputs)
    } catch let fault as WSManFault {
      throw fault.code == .resourceNotFound
        ? CIMAccessError.notFound : CIMAccessError.invalidMethod(method)
    }
  }

  /// What requests and commands do with the store of the computer.
  nonisolated func cimOperations(on repository: any CIMRepository) -> CIMOperations {
    CIMOperations(
      repository: repository, clock: cimClock,
      surroundings: CIMSurroundings(accounts: accounts, network: network, identity: identity))
  }

  private static func resource(_ className: String, in namespace: String) throws -> CIMResource {
    guard
      let resource = CIMResource(ResourceURI("\(ResourceURI.wmi.text)/\(namespace)/\(className)"))
    else { throw CIMAccessError.invalidNamespace(namespace) }
    return resource
  }

  private static func ancestors(of type: CIMClass, _ schema: CIMSchema) -> [String] {
    var names: [String] = []
    var next = type.superclass
    while let name = next, names.count < 64 {
      names.append(name)
      next = schema[name]?.superclass
    }
    return names
  }
}
