public import CIMModel
import Synchronization

/// Instances that live as long as the process.
public final class MemoryCIMRepository: CIMRepository {
  private struct State {
    var instances: [Key: (order: Int64, instance: CIMInstance)] = [:]
    var lastOrder: Int64 = 0
  }

  private struct Key: Hashable {
    let namespace: String
    let path: CIMObjectPath
  }

  private let schemas: [String: CIMSchema]
  private let state: Mutex<State>

  /// A repository with the classes of some namespaces and no instances.
  public init(schemas: [String: CIMSchema]) {
    self.schemas = Dictionary(
      schemas.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
    state = Mutex(State())
  }

  /// The classes of a namespace.
  public func schema(of namespace: String) async -> CIMSchema? { schemas[namespace.lowercased()] }

  /// Looks at instances.
  public func read<Result: Sendable>(
    _ look: @escaping @Sendable (any CIMInstanceReader) throws -> Result
  ) async throws -> Result {
    try look(Access(state: state.withLock { $0 }, schemas: schemas))
  }

  /// Changes instances; when the closure throws, nothing changes.
  public func update<Result: Sendable>(
    _ change: @escaping @Sendable (any CIMInstanceWriter) throws -> Result
  ) async throws -> Result {
    try state.withLock { state in
      let access = Access(state: state, schemas: schemas)
      let result = try change(access)
      state = access.state
      return result
    }
  }

  private final class Access: CIMInstanceWriter {
    var state: State
    let schemas: [String: CIMSchema]

    init(state: State, schemas: [String: CIMSchema]) {
      self.state = state
      self.schemas = schemas
    }

    private func key(of instance: CIMInstance, in namespace: String) -> Key? {
      schemas[namespace.lowercased()]?[instance.className].map {
        Key(namespace: namespace.lowercased(), path: $0.path(of: instance))
      }
    }

    func instance(at path: CIMObjectPath, in namespace: String) -> CIMInstance? {
      let family = schemas[namespace.lowercased()]?.family(of: path.className) ?? []
      for member in family {
        let own = CIMObjectPath(
          className: member.name,
          keys: Dictionary(uniqueKeysWithValues: path.sortedKeys.map { ($0.name, $0.value) }))
        if let found = state.instances[Key(namespace: namespace.lowercased(), path: own)] {
          return found.instance
        }
      }
      return nil
    }

    func page(
      of classes: [String], in namespace: String, where filter: CIMFilter?,
      after position: CIMPosition?, limit: Int
    ) -> CIMPage {
      let names = Set(classes.map(CIMName.init))
      let found = state.instances
        .filter { entry in
          entry.key.namespace == namespace.lowercased()
            && names.contains(CIMName(entry.value.instance.className))
            && entry.value.order > position?.number ?? 0
            && filter?.matches(entry.value.instance) ?? true
        }
        .values.sorted { $0.order < $1.order }
      let page = found.prefix(limit)
      return CIMPage(
        instances: page.map(\.instance),
        next: page.count < found.count ? page.last.map { CIMPosition($0.order) } : nil)
    }

    func insert(_ instance: CIMInstance, in namespace: String) throws {
      guard let key = key(of: instance, in: namespace) else { return }
      guard state.instances[key] == nil else { throw CIMRepositoryError.instanceExists }
      state.lastOrder += 1
      state.instances[key] = (state.lastOrder, instance)
    }

    func replace(_ instance: CIMInstance, in namespace: String) {
      guard let key = key(of: instance, in: namespace) else { return }
      let order = state.instances[key]?.order ?? state.lastOrder + 1
      state.lastOrder = max(state.lastOrder, order)
      state.instances[key] = (order, instance)
    }

    func delete(_ instance: CIMInstance, in namespace: String) {
      guard let key = key(of: instance, in: namespace) else { return }
      state.instances[key] = nil
    }
  }
}
