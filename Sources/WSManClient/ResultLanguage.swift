import WSManProtocol
import XMLStream

// Windows copies the language of the envelope onto the element that it returns, where scripts see
// it as the property `lang` (`cmdlets.md` 3.9).

extension XMLFragment {
  /// The element with `xml:lang` as its last attribute, unless it has one or there is no language.
  func with(language: String?) -> XMLFragment {
    let name = XMLName(XMLNamespace.xml, "lang")
    guard let language, attribute(name) == nil else { return self }
    return XMLFragment(prefix, self.name) { root in
      for (prefix, namespace) in declarations { root.declare(prefix, namespace) }
      for item in attributes { root.attribute(item.prefix, item.name, item.value) }
      root.attribute("xml", name, language)
      for piece in content {
        switch piece {
        case .element(let element): root.fragment(element)
        case .text(let text): root.text(text)
        }
      }
    }
  }
}

extension EnumerationBatch {
  /// The batch with the language on each resource; references have none.
  func with(language: String?) -> EnumerationBatch {
    var copy = self
    copy.items = items.map { item in
      switch item {
      case .object(let object): .object(object.with(language: language))
      case .reference: item
      case .objectAndReference(let object, let reference):
        .objectAndReference(object.with(language: language), reference)
      }
    }
    return copy
  }
}
