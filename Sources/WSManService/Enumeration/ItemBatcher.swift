import WSManProtocol
import XMLStream

/// Fills batches: takes items until one of the limits of `protocol.md` 7.1 is reached.
struct ItemBatcher {
  /// How many items the batch may have at most.
  let elements: Int
  /// How many bytes the answer may have at most.
  let limit: EnvelopeLimit
  /// How many characters the answer may have at most; nil for no limit but that of the bytes.
  let characters: Int?

  /// The next items, at least one unless the source has ended.
  ///
  /// - Returns: the items, and whether they are the last ones.
  /// - Throws: `w:EncodingLimit` when a single item does not fit into an answer.
  func batch(
    from source: inout ItemSource, as mode: EnumerationMode
  ) async throws -> (items: EncodedItems, isEnd: Bool) {
    var encoded = EncodedItems()
    // A character has at least one byte, so that a limit of characters holds for bytes all the more.
    let most = min(limit.bytes, characters ?? .max)
    while encoded.items.count < elements {
      guard let next = try await source.next() else { return (encoded, true) }
      guard encoded.append(next.item(as: mode), limit: most - EnvelopeSize.overhead) else {
        guard !encoded.items.isEmpty else {
          throw most < limit.bytes ? WSManFault(.maxEnvelopeSizeExceeded) : limit.excess
        }
        source.giveBack(next)
        return (encoded, false)
      }
    }
    guard let next = try await source.next() else { return (encoded, true) }
    source.giveBack(next)
    return (encoded, false)
  }
}

/// How much of an answer is not known before it is written.
enum EnvelopeSize {
  /// The envelope around the items or the resource, generously.
  static let overhead = 1536
}

extension EnumeratedItem {
  fileprivate func item(as mode: EnumerationMode) -> EnumerationItem {
    switch mode {
    case .object, .unknown: .object(object)
    case .reference: .reference(reference)
    case .objectAndReference: .objectAndReference(object, reference)
    }
  }
}
