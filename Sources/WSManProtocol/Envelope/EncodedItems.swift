import XMLStream

/// Items that are written one by one until an answer is full. Each is written once: the answer takes
/// the bytes by which its size was judged.
public struct EncodedItems: Sendable {
  /// The items that were written.
  public private(set) var items: [EnumerationItem] = []
  private var sink = EnvelopeSink(writer: XMLWriter())

  /// No items yet.
  public init() {
    sink.writer.assume(Prefixes.enumeration)
  }

  /// What the items are in an answer in UTF-8.
  var bytes: [UInt8] { sink.writer.bytes }

  /// Writes an item behind the others, unless all of them then take more bytes than allowed.
  ///
  /// - Parameter limit: the number of bytes for all items.
  /// - Returns: whether the item was written.
  public mutating func append(_ item: EnumerationItem, limit: Int) -> Bool {
    let mark = sink.writer.bytes.count
    sink.write(item)
    guard sink.writer.bytes.count <= limit else {
      sink.writer.removeElements(from: mark)
      return false
    }
    items.append(item)
    return true
  }
}
