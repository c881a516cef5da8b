extension XMLFragment {
  /// The fragment with all texts inside some elements, and the values of some attributes, replaced
  /// by another text. Empty texts stay empty.
  public func replacingTexts(
    with replacement: String, inElements isElement: (XMLName) -> Bool,
    inAttributes isAttribute: (XMLName) -> Bool
  ) -> XMLFragment {
    let end = Int(node.start)
    var buffer = storage.text
    let start = UInt32(truncatingIfNeeded: buffer.count)
    buffer.append(contentsOf: replacement.utf8)
    let length = UInt32(truncatingIfNeeded: buffer.count) &- start
    var nodes = Array(storage.nodes[index..<end])
    var isChanged = false
    /// The index after the outermost element whose texts are replaced.
    var secretEnd = 0
    for position in nodes.indices {
      switch nodes[position].kind {
      case .element, .expandedElement:
        let elementEnd = Int(nodes[position].start) - index
        nodes[position].start = UInt32(truncatingIfNeeded: elementEnd)
        if isElement(storage.names[Int(nodes[position].name)].name) {
          secretEnd = max(secretEnd, elementEnd)
        }
      case .text where position < secretEnd && nodes[position].length > 0,
        .attribute
      where nodes[position].length > 0
        && isAttribute(storage.names[Int(nodes[position].name)].name):
        nodes[position].start = start
        nodes[position].length = length
        isChanged = true
      default: break
      }
    }
    guard isChanged else { return self }
    return XMLFragment(
      storage: Storage(nodes: nodes, names: storage.names, text: buffer), index: 0)
  }
}
