import WSManProtocol
import XMLStream

/// Whether a request can be written as XML without another text in place of what was given: who
/// changes a setting must not change it to something else, in process as little as over a network.
enum RequestCharacters {
  static func check(_ request: RequestEnvelope) throws(ClientRefusal) {
    guard let forbidden = selectors(request.header.selectors) ?? body(request.body) else { return }
    let digits = String(forbidden.value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    throw ClientRefusal(
      .invalidXML,
      message: "The request was not sent: a value holds the character \(name), which XML cannot "
        + "carry. Leave it out.")
  }

  private static func body(_ body: RequestBody) -> Unicode.Scalar? {
    switch body {
    case .put(let fragment), .create(let fragment), .invoke(_, let fragment):
      fragment?.firstForbiddenCharacter
    case .enumerate(let request):
      switch request.filter?.content {
      case .text(let text): XMLCharacters.firstForbidden(in: text)
      case .selectors(let set): selectors(set)
      case .element(let element): element.firstForbiddenCharacter
      case nil: nil
      }
    case .identify, .get, .delete, .pull, .release: nil
    }
  }

  private static func selectors(_ set: SelectorSet) -> Unicode.Scalar? {
    for case .text(let text) in set.selectors.map(\.value) {
      if let found = XMLCharacters.firstForbidden(in: text) { return found }
    }
    return nil
  }
}
