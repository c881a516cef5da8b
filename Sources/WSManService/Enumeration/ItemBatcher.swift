import WSManProtocol
import XMLStream

/// Fills batches: takes items until one of the limits of `protocol.md` 7.1 is reached.
struct ItemBatcher {
  /// How many items the batch may have at most.
  let elements: Int
  /// How many bytes the answer may have at most.
  let bytes: Int
  /// How many characters the answer may have at most; nil for no limit but that of the bytes.
  let characters: Int?

  /// The next items, at least one unless the source has ended.
  ///
  /// - Returns: the items, and whether they are the last ones.
  /// - Throws: `w:EncodingLimit` when a single item does not fit into an answer.
  func batch(
    from source: inout ItemSource, as mode: EnumerationMode
  ) throws -> (items: [EnumerationItem], isEnd: Bool) {
    var items: [EnumerationItem] = []
    var usedBytes = EnvelopeSize.overhead
    var usedCharacters = EnvelopeSize.overhead
    while items.count < elements {
      guard let next = try source.next() else { return (items, true) }
      let size = EnvelopeSize.of(next, as: mode)
      usedBytes += size.bytes
      usedCharacters += size.characters
      guard usedBytes <= bytes, usedCharacters <= characters ?? .max else {
        guard !items.isEmpty else { throw WSManFault(.maxEnvelopeSizeExceeded) }
        source.giveBack(next)
        return (items, false)
      }
      items.append(next.item(as: mode))
    }
    guard let next = try source.next() else { return (items, true) }
    source.giveBack(next)
    return (items, false)
  }
}

/// How much of an answer its parts take.
enum EnvelopeSize {
  /// The envelope around the items or the resource, generously.
  static let overhead = 1536
  /// A reference without its selectors, generously, and the element around a pair.
  private static let reference = 640

  static func of(
    _ item: EnumeratedItem, as mode: EnumerationMode
  ) -> (bytes: Int, characters: Int) {
    var size = (bytes: 0, characters: 0)
    if mode != .reference {
      let text = item.object.xmlBytes
      size.bytes += text.count
      size.characters += text.count { $0 & 0xC0 != 0x80 }
    }
    if mode != .object {
      // Names and values may be escaped, six characters for one at most.
      let selectors = item.reference.selectors.selectors.reduce(0) { sum, selector in
        sum + 64 + 6 * (selector.name.utf8.count + (selector.text?.utf8.count ?? 0))
      }
      size.bytes += reference + selectors
      size.characters += reference + selectors
    }
    return size
  }
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
