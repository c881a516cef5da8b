import CIMModel
import WSManProtocol
import XMLStream

extension CIMOperations {
  /// How many instances are read from the repository at once.
  static let pageLength = 256

  /// What an enumeration finds.
  ///
  /// - Throws: the fault for an unknown class, for selectors, or for a filter that cannot be processed.
  func enumerate(
    _ resource: CIMResource, _ selectors: SelectorSet, _ query: EnumerateRequest
  ) async throws -> ItemSource {
    let target = try await CIMTarget.find(resource, selectors, in: repository)
    let isNamed = selectors.selectors.contains {
      CIMName($0.name) != CIMName(CIMResource.namespaceSelector)
    }
    guard !isNamed else {
      // A query names its class itself; that it came with keys is the same mistake as with a class.
      throw WSManFault(
        Self.isQuery(query.filter) ? .wqlNeedsAllClasses : WSManErrorCode(2_150_859_016))
    }
    if let association = try Self.association(query.filter, target) {
      return try await results(of: association, target)
    }
    let enumeration = try CIMEnumeration(target, query)
    let live = CIMLiveValues(clock: clock)
    if let computed = try await computed(enumeration.asked) {
      return ItemSource([enumeration.item(of: computed)])
    }
    let repository = repository
    return ItemSource(pages: { position in
      let page = try await repository.read { reader in
        try reader.page(
          of: enumeration.classes, in: target.namespace, where: enumeration.filter,
          after: position == 0 ? nil : CIMPosition(position), limit: Self.pageLength)
      }
      return ItemSource.Page(
        items: page.instances.map { instance in
          { enumeration.item(of: live.refreshed(instance), after: $0) }
        }, next: page.next?.number)
    })
  }

  /// Whether a filter is a text that names classes, and not a choice among the instances of one.
  private static func isQuery(_ filter: Filter?) -> Bool {
    guard let dialect = filter?.dialect else { return false }
    return Dialects.areEqual(dialect, Dialects.wql)
      || Dialects.areEqual(dialect, Dialects.association)
  }

  /// The query of the association dialect, or of WQL's statements for associations; nil for others.
  private static func association(
    _ filter: Filter?, _ target: CIMTarget
  ) throws(WSManFault) -> AssociationQuery? {
    guard let filter, let dialect = filter.dialect else { return nil }
    if Dialects.areEqual(dialect, Dialects.association) {
      guard target.target == nil else { throw WSManFault(.wqlNeedsAllClasses) }
      return try AssociationQuery(filter)
    }
    guard Dialects.areEqual(dialect, Dialects.wql), target.target == nil,
      case .text(let text) = filter.content
    else { return nil }
    do throws(WQLError) {
      guard case .associated(let query) = try WQLQuery(text) else { return nil }
      return query
    } catch {
      throw CIMEnumeration.fault(error)
    }
  }

  private func results(
    of query: AssociationQuery, _ target: CIMTarget
  ) async throws -> ItemSource {
    let live = CIMLiveValues(clock: clock)
    let found = try await repository.read { reader in
      try CIMAssociations(target: target, query: query, reader: reader).results()
    }
    // Documents are larger than instances by far, so each is made when it is sent.
    let items = try found.compactMap { instance -> ItemSource.Making? in
      guard let type = target.schema[instance.className] else { return nil }
      let included = try Self.included(query.includedProperties, type)
      return { previous in
        let instance = live.refreshed(instance)
        let object =
          included.isEmpty
          ? target.xml.document(of: instance, as: type, like: previous)
          : target.xml.projection(of: instance, on: included)
        return EnumeratedItem(
          object: object, reference: target.xml.reference(to: type.path(of: instance)))
      }
    }
    return ItemSource(pages: { _ in ItemSource.Page(items: items, next: nil) })
  }

  /// The named properties of a class, in alphabetical order.
  private static func included(
    _ names: [String], _ type: CIMClass
  ) throws(WSManFault) -> [CIMProperty] {
    var properties: [CIMProperty] = []
    for name in names {
      guard let property = type.property(name) else {
        throw WSManFault(
          .cannotProcessFilter,
          message: "The class \(type.name) has no property \(ConfigurationProblem.quoted(name)).")
      }
      properties.append(property)
    }
    return properties.sorted { CIMName($0.name) < CIMName($1.name) }
  }
}
