import PSEngine
import XMLStream

extension XMLNode {
  /// A property that stands for attributes and children of one name.
  struct AdaptedProperty {
    let name: String
    var nodes: [Int]
  }

  /// The properties in document order: attributes first, equal names together (rule 1).
  var adapted: [AdaptedProperty] {
    var list: [AdaptedProperty] = []
    var places: [String: Int] = [:]
    func add(_ node: Int) {
      let name = tree.localName(node)
      if let place = places[name.lowercased()] {
        list[place].nodes.append(node)
      } else {
        places[name.lowercased()] = list.count
        list.append(AdaptedProperty(name: name, nodes: [node]))
      }
    }
    let node = tree[id]
    for attribute in node.attributes { add(attribute) }
    for child in node.children { add(child) }
    return list
  }

  /// The value of a property (rule 2).
  func value(of property: AdaptedProperty) -> PSValue {
    let values = property.nodes.map { value(of: $0) }
    return values.count == 1 ? values[0] : .list(values)
  }

  private func value(of node: Int) -> PSValue {
    switch tree[node].kind {
    case .attribute, .text, .characterData, .comment: return .string(tree[node].value)
    case .declaration, .instruction: return .string(tree[node].value)
    case .document: return view(node)
    case .element: return isPlainText(node) ? .string(tree.innerText(node)) : view(node)
    }
  }

  /// Whether an element has no attributes and at most one child, a text.
  private func isPlainText(_ node: Int) -> Bool {
    guard tree[node].attributes.isEmpty else { return false }
    return tree[node].children.allSatisfy {
      tree[$0].kind == .text || tree[$0].kind == .characterData
    }
  }

  /// The node that an assignment changes, when the property is a single text (rule 4).
  func singleText(_ property: AdaptedProperty) -> Int? {
    guard property.nodes.count == 1 else { return nil }
    let node = property.nodes[0]
    switch tree[node].kind {
    case .attribute, .text, .characterData, .comment: return node
    case .element: return isPlainText(node) ? node : nil
    case .document, .instruction, .declaration: return nil
    }
  }

  /// Assigns a property (rule 4).
  func set(_ property: AdaptedProperty, to value: PSValue) throws(PSRuntimeError) {
    guard property.nodes.count == 1 else {
      throw refusal(
        property, "more than one node has this name", id: "XmlNodeSetRestrictionsMoreThanOneNode")
    }
    guard let node = singleText(property) else {
      let hasAttributes = !tree[property.nodes[0]].attributes.isEmpty
      throw refusal(
        property,
        hasAttributes ? "the element has attributes" : "it is not an attribute or a text element",
        id: hasAttributes
          ? "XmlNodeSetRestrictionsNodeWithAttributes" : "XmlNodeSetRestrictionsUnknownNodeType")
    }
    guard case .string(let text) = value.unwrapped else {
      throw PSRuntimeError(
        "Cannot set \"\(property.name)\" because only strings can be used as values to set "
          + "XmlNode properties.", id: "XmlNodeSetShouldBeAString",
        exception: "System.Management.Automation.SetValueException")
    }
    if tree[node].kind == .element {
      tree.setText(text, of: node)
    } else {
      tree[node].value = text
    }
  }

  private func refusal(
    _ property: AdaptedProperty, _ reason: String, id: String
  ) -> PSRuntimeError {
    PSRuntimeError(
      "Cannot set \"\(property.name)\" because \(reason). Select the node and set its InnerText "
        + "instead.", id: id, exception: "System.Management.Automation.SetValueException")
  }
}
