public import CIMModel

/// Where the CIM classes and instances of one computer are kept.
public protocol CIMRepository: Sendable {
  /// The classes of a namespace; nil when the computer has no such namespace.
  ///
  /// - Parameter namespace: the name with slashes, such as `root/cimv2`; letter case is ignored.
  func schema(of namespace: String) async throws -> CIMSchema?

  /// Looks at instances; what is seen is one state, however many looks the closure takes.
  func read<Result: Sendable>(
    _ look: @escaping @Sendable (any CIMInstanceReader) throws -> Result
  ) async throws -> Result

  /// Changes instances in one step that nothing else can come between. When `change` throws, nothing
  /// changes.
  func update<Result: Sendable>(
    _ change: @escaping @Sendable (any CIMInstanceWriter) throws -> Result
  ) async throws -> Result
}

/// The instances of a computer during one look.
public protocol CIMInstanceReader {
  /// The instance with a path; nil when there is none. The class of the path may be one above that of
  /// the instance.
  func instance(at path: CIMObjectPath, in namespace: String) throws -> CIMInstance?

  /// The next instances of some classes, in an order that stays.
  ///
  /// - Parameters:
  ///   - classes: the names of the classes, without those below them.
  ///   - filter: what the instances must fulfil; nil for all.
  ///   - position: where the page before has ended; nil for the first page.
  ///   - limit: how many instances at most.
  func page(
    of classes: [String], in namespace: String, where filter: CIMFilter?,
    after position: CIMPosition?, limit: Int
  ) throws -> CIMPage
}

/// The instances of a computer during one change.
public protocol CIMInstanceWriter: CIMInstanceReader {
  /// Adds an instance.
  ///
  /// - Throws: ``CIMRepositoryError/instanceExists`` when there is one with the same keys.
  func insert(_ instance: CIMInstance, in namespace: String) throws
  /// Replaces the instance that has the same class and keys; adds it when there is none.
  func replace(_ instance: CIMInstance, in namespace: String) throws
  /// Removes the instance that has the same class and keys.
  func delete(_ instance: CIMInstance, in namespace: String) throws
}

/// Where a page of instances has ended; only the repository knows what it means.
public struct CIMPosition: Sendable, Hashable {
  /// The number that the repository gave.
  public let number: Int64

  /// A position.
  public init(_ number: Int64) {
    self.number = number
  }
}

/// Some instances, and where the next ones begin.
public struct CIMPage: Sendable {
  /// The instances in order.
  public let instances: [CIMInstance]
  /// Where the next page begins; nil when these are the last ones.
  public let next: CIMPosition?

  /// A page.
  public init(instances: [CIMInstance], next: CIMPosition?) {
    self.instances = instances
    self.next = next
  }
}

/// Why a repository refuses a change.
public enum CIMRepositoryError: Error, Hashable {
  /// An instance with the same keys exists.
  case instanceExists
}

extension CIMInstanceReader {
  /// All instances of a class, for classes of which a computer has few.
  public func all(_ className: String, in namespace: String) throws -> [CIMInstance] {
    try page(of: [className], in: namespace, where: nil, after: nil, limit: .max).instances
  }
}
