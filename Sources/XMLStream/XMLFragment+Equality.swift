extension XMLFragment: Equatable {
  /// Whether both say the same: names, attributes in any order, and content. Prefixes,
  /// declarations and the form of empty elements do not matter.
  public static func == (left: XMLFragment, right: XMLFragment) -> Bool {
    if left.storage === right.storage, left.index == right.index { return true }
    var pairs = [(left, right)]
    // A list of work instead of recursion: the depth of a built fragment has no limit.
    while let (first, second) = pairs.popLast() {
      guard first.name == second.name, sameAttributes(first, second) else { return false }
      let one = first.content
      let other = second.content
      guard one.count == other.count else { return false }
      for (item, counterpart) in zip(one, other) {
        switch (item, counterpart) {
        case (.element(let item), .element(let counterpart)): pairs.append((item, counterpart))
        case (.text(let item), .text(let counterpart)):
          guard item == counterpart else { return false }
        default: return false
        }
      }
    }
    return true
  }

  private static func sameAttributes(_ first: XMLFragment, _ second: XMLFragment) -> Bool {
    let one = first.attributes
    let other = second.attributes
    guard one.count == other.count else { return false }
    if zip(one, other).allSatisfy({ $0.name == $1.name && $0.value == $1.value }) { return true }
    return one.allSatisfy { attribute in
      other.contains { $0.name == attribute.name && $0.value == attribute.value }
    }
  }
}

extension XMLFragment: CustomStringConvertible {
  /// The element as XML text.
  public var description: String { String(decoding: xmlBytes, as: UTF8.self) }

  /// The element as a document in UTF-8, without XML declaration.
  ///
  /// See ``mostXMLBytes`` for a limit that costs less.
  public var xmlBytes: [UInt8] {
    var writer = XMLWriter()
    writer.fragment(self)
    return writer.bytes
  }

  /// A number of bytes that the fragment is never longer than when it is written: every character
  /// counts as the longest reference, and every name as if its namespace had to be declared.
  public var mostXMLBytes: Int {
    let longestReference = 6
    // `<a:b xmlns:a=""></a:b>`, ` a:b=""`.
    let marks = 20
    return storage.nodes[index..<Int(node.start)].reduce(0) { sum, node in
      guard node.kind != .text else { return sum &+ longestReference &* Int(node.length) }
      let name = storage.names[Int(node.name)]
      let tag = 3 &* name.prefix.utf8.count &+ 2 &* name.name.localName.utf8.count
      let namespace = longestReference &* name.name.namespace.utf8.count
      let value = node.kind == .attribute ? longestReference &* Int(node.length) : 0
      return sum &+ marks &+ tag &+ namespace &+ value
    }
  }
}
