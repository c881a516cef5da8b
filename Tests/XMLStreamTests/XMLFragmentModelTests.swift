import Testing

@testable import XMLStream

/// Fragments that are made like another one must not show it.
@Suite struct XMLFragmentModelTests {
  private let uri = "urn:model"

  /// A document with an element for each name; those without a value have an attribute instead.
  private func document(
    _ values: [(name: String, value: String?)], like model: XMLFragment? = nil
  ) -> XMLFragment {
    func fill(_ root: inout XMLFragmentBuilder) {
      root.declare("p", uri)
      root.declare("x", "urn:x")
      for (name, value) in values {
        root.start("p", XMLName(uri, name))
        if let value {
          root.text(value)
        } else {
          root.attribute("x", XMLName("urn:x", "nil"), "true")
        }
        root.end()
      }
    }
    let name = XMLName(uri, "Root")
    return if let model {
      XMLFragment("p", name, like: model, fill)
    } else {
      XMLFragment("p", name, fill)
    }
  }

  @Test func aModelChangesNothing() {
    let names = (0..<50).map { "Property\($0)" }
    let all = names.map { (name: $0, value: Optional("value of \($0)")) }
    let model = document(all)
    let variants: [[(name: String, value: String?)]] = [
      all, all.reversed(), Array(all.dropFirst(20)), [], all + all,
      all.map { ($0.name, $0.name.hasSuffix("7") ? nil : $0.value) },
      [("Other", "1"), ("Property3", nil), ("Another", nil), ("Property2", "2")],
    ]
    for values in variants {
      let made = document(values, like: model)
      let alone = document(values)
      #expect(made == alone)
      #expect(made.description == alone.description)
      #expect(document(all, like: made).description == model.description)
    }
  }

  @Test func aLineOfModelsKeepsItsNames() {
    let names = (0..<60).map { "Property\($0)" }
    var last = document(names.map { ($0, "") })
    for turn in 0..<200 {
      last = document(
        names.enumerated().map { ($1, ($0 &* 7 &+ turn) % 5 == 0 ? nil : "\(turn)") }, like: last)
    }
    // The root, two declarations, the attribute and the properties.
    #expect(last.storage.names.count == names.count + 4)
  }
}
