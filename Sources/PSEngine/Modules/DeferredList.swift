/// What modules add to a table, made when somebody first looks into the table: most commands need
/// a few of a hundred cmdlets, types, views and help topics, and `exit` needs none.
public struct DeferredList<Element> {
  private var makers: [() -> [Element]] = []

  /// Makes an empty list.
  public init() {}

  /// Adds elements that are made later.
  public mutating func add(_ make: @escaping () -> [Element]) { makers.append(make) }

  /// What makes the elements that were added since the last call, in order.
  public mutating func take() -> [() -> [Element]] {
    guard !makers.isEmpty else { return [] }
    defer { makers = [] }
    return makers
  }
}
