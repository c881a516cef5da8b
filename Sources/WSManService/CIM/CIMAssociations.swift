import CIMModel
import WSManProtocol
import XMLStream

/// Finds what is connected with an instance (`protocol.md` 7.2, the association filter).
struct CIMAssociations {
  let target: CIMTarget
  let query: AssociationQuery
  /// The instances that may stand at an end.
  let reader: any CIMInstanceReader

  /// What the query asks for, each instance once, with the class that it is shown as.
  ///
  /// - Throws: `a:DestinationUnreachable` when the object does not exist, `w:InvalidSelectors` when a key
  ///   of it is missing, `n:CannotProcessFilter` when a class of the query does not exist.
  func results() throws -> [CIMInstance] {
    let schema = target.schema
    guard let named = schema[query.object.className] else {
      throw CIMOperations.notFound(query.object)
    }
    guard let object = try reader.instance(at: query.object, in: target.namespace),
      let own = schema[object.className]
    else {
      throw CIMSelectors.missing(in: query.object, of: named)
        ?? CIMOperations.notFound(query.object)
    }
    for name in [query.associationClass, query.resultClass].compactMap({ $0 })
    where schema[name] == nil {
      throw WSManFault(
        .cannotProcessFilter,
        message: "The class \(ConfigurationProblem.quoted(name)) does not exist in the namespace "
          + "\(target.namespace).")
    }
    var results: [CIMInstance] = []
    var seen: Set<CIMObjectPath> = []
    for association in try associations(of: own.path(of: object), own) {
      for found in try matches(of: association, with: own.path(of: object)) {
        guard let type = schema[found.className],
          seen.insert(type.path(of: found)).inserted
        else { continue }
        results.append(found)
      }
    }
    return results
  }

  /// The associations that hold the object.
  private func associations(
    of object: CIMObjectPath, _ own: CIMClass
  ) throws -> [CIMInstance] {
    let schema = target.schema
    let wanted =
      query.result == .associationInstances ? query.resultClass : query.associationClass
    let names = schema.names.compactMap { schema[$0] }.filter { type in
      type.isAssociation && !type.isAbstract
        && (wanted.map { schema.isClass(type.name, a: $0) } ?? true)
        && type.properties.contains { canHold($0, own) }
    }.map(\.name)
    guard !names.isEmpty else { return [] }
    return try reader.page(of: names, in: target.namespace, where: nil, after: nil, limit: .max)
      .instances
  }

  private func canHold(_ property: CIMProperty, _ own: CIMClass) -> Bool {
    guard case .reference(let name) = property.type else { return false }
    return target.schema.isClass(own.name, a: name)
  }

  private func matches(
    of association: CIMInstance, with object: CIMObjectPath
  ) throws -> [CIMInstance] {
    let schema = target.schema
    guard let type = schema[association.className] else { return [] }
    let ends = type.properties.compactMap { property -> (name: String, path: CIMObjectPath)? in
      guard case .reference(let path) = association[property.name] else { return nil }
      return (property.name, path)
    }
    let near = ends.filter { end in
      end.path == object && (query.role.map { CIMName($0) == CIMName(end.name) } ?? true)
    }
    guard !near.isEmpty else { return [] }
    guard query.result == .associatedInstances else { return [association] }
    var found: [CIMInstance] = []
    for end in ends where !(near.count == 1 && end.name == near[0].name) {
      guard query.resultRole.map({ CIMName($0) == CIMName(end.name) }) ?? true,
        let instance = try reader.instance(at: end.path, in: target.namespace),
        query.resultClass.map({ schema.isClass(instance.className, a: $0) }) ?? true
      else { continue }
      found.append(instance)
    }
    return found
  }
}

extension AssociationQuery {
  /// Reads the filter of the association dialect.
  ///
  /// - Throws: `n:CannotProcessFilter` when it is no such filter.
  init(_ filter: Filter) throws(WSManFault) {
    guard case .element(let element) = filter.content else { throw Self.wrong("it has no element") }
    let result: Result
    switch element.localName {
    case "AssociatedInstances": result = .associatedInstances
    case "AssociationInstances": result = .associationInstances
    default: throw Self.wrong("\(element.localName.prefix(80)) is not known")
    }
    guard let object = element.child(localName: "Object") else {
      throw Self.wrong("Object is missing")
    }
    let reference = EndpointReference(element: object)
    guard let resource = reference.resource.flatMap(CIMResource.init) else {
      throw Self.wrong("Object is no reference to an instance")
    }
    func text(_ name: String) -> String? {
      element.child(localName: name)?.text.trimmingXMLSpace()
    }
    self.init(
      result, of: try CIMSelectors.path(of: resource, reference.selectors),
      associationClass: text("AssociationClassName"), resultClass: text("ResultClassName"),
      role: text("Role"), resultRole: text("ResultRole"),
      includedProperties: element.children.filter { $0.localName == "IncludeResultProperty" }
        .map { $0.text.trimmingXMLSpace() })
  }

  private static func wrong(_ problem: String) -> WSManFault {
    WSManFault(
      .cannotProcessFilter, message: "The association filter is refused: \(problem).")
  }
}
