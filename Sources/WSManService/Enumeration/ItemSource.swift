import WSManProtocol
import XMLStream

/// One thing that an enumeration finds: the object and the reference to it.
struct EnumeratedItem: Sendable {
  let object: XMLFragment
  private let makeReference: @Sendable () -> EndpointReference

  /// An item whose reference is made when it is asked for, which most requests do not.
  init(object: XMLFragment, reference: @autoclosure @escaping @Sendable () -> EndpointReference) {
    self.object = object
    makeReference = reference
  }

  var reference: EndpointReference { makeReference() }
}

/// The items of an enumeration in order. An item is made when a batch needs it and not before.
struct ItemSource: Sendable {
  /// Makes an item. It is told the object of the item before, which it is probably like.
  typealias Making = @Sendable (_ previous: XMLFragment?) throws -> EnumeratedItem

  /// Some items that are ready to be made, and where the next ones begin.
  struct Page: Sendable {
    let items: [Making]
    /// Nil after the last page.
    let next: Int64?
  }

  private let readPage: @Sendable (Int64) async throws -> Page
  private var ready: ArraySlice<Making> = []
  /// Where the next page begins; nil after the last one.
  private var position: Int64? = 0
  private var putBack: EnumeratedItem?
  private var previous: XMLFragment?

  /// A source that reads its items in pages.
  ///
  /// - Parameter readPage: reads the page at a position; the first one is at 0.
  init(pages readPage: @escaping @Sendable (Int64) async throws -> Page) {
    self.readPage = readPage
  }

  /// A source whose items are made one by one.
  ///
  /// - Parameter makeNext: makes the item with an index, counted from 0; nil after the last one.
  init(_ makeNext: @escaping @Sendable (Int) throws -> EnumeratedItem?) {
    self.init(pages: { position in
      guard let item = try makeNext(Int(position)) else { return Page(items: [], next: nil) }
      return Page(items: [{ _ in item }], next: position + 1)
    })
  }

  /// A source of items that exist already.
  init(_ items: [EnumeratedItem]) {
    self.init { items.indices.contains($0) ? items[$0] : nil }
  }

  /// The next item; nil after the last one.
  mutating func next() async throws -> EnumeratedItem? {
    if let item = putBack {
      putBack = nil
      return item
    }
    while ready.isEmpty {
      guard let start = position else { return nil }
      let page = try await readPage(start)
      ready = page.items[...]
      position = page.next
    }
    let item = try ready.popFirst()?(previous)
    previous = item?.object
    return item
  }

  /// Gives back the item that was taken last, because it did not fit into the batch.
  mutating func giveBack(_ item: EnumeratedItem) {
    putBack = item
  }
}
