import WSManProtocol
import XMLStream

/// One thing that an enumeration finds: the object and the reference to it.
struct EnumeratedItem: Sendable {
  let object: XMLFragment
  let reference: EndpointReference
}

/// The items of an enumeration in order. An item is made when a batch needs it and not before.
struct ItemSource: Sendable {
  private let makeNext: @Sendable (Int) throws -> EnumeratedItem?
  private var position = 0
  private var putBack: EnumeratedItem?

  /// A source.
  ///
  /// - Parameter makeNext: makes the item with an index, counted from 0; nil after the last one.
  init(_ makeNext: @escaping @Sendable (Int) throws -> EnumeratedItem?) {
    self.makeNext = makeNext
  }

  /// A source of items that exist already.
  init(_ items: [EnumeratedItem]) {
    self.init { items.indices.contains($0) ? items[$0] : nil }
  }

  /// The next item; nil after the last one.
  mutating func next() throws -> EnumeratedItem? {
    if let item = putBack {
      putBack = nil
      return item
    }
    guard let item = try makeNext(position) else { return nil }
    position += 1
    return item
  }

  /// Gives back the item that was taken last, because it did not fit into the batch.
  mutating func giveBack(_ item: EnumeratedItem) {
    putBack = item
  }
}
