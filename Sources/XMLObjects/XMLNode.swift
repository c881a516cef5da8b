public import PSEngine
public import XMLStream

/// A node of an XML document as an object of the language: its attributes and child elements are
/// properties (`language.md` 4.9).
public final class XMLNode: PSObject {
  let tree: XMLTree
  let id: Int

  init(_ tree: XMLTree, _ id: Int) {
    self.tree = tree
    self.id = id
  }

  /// The element that a fragment describes. Content is copied when it is looked at.
  public static func element(_ fragment: XMLFragment) -> XMLNode {
    let tree = XMLTree(fragment)
    return tree.view(tree.root ?? XMLTree.document)
  }

  /// Reads a document; the result is what `[xml]` gives.
  /// - Throws: `XMLError` for what is not well formed or too large.
  public static func document(parsing text: String) throws(XMLError) -> XMLNode {
    try XMLTree(parsing: text).view(XMLTree.document)
  }

  /// The element, or the root element of a document, as a fragment; `nil` for other nodes.
  public var fragment: XMLFragment? {
    switch kind {
    case .element: return tree.fragment(id)
    case .document: return tree.root.flatMap { tree.fragment($0) }
    default: return nil
    }
  }

  /// The node as text.
  public var outerXML: String { tree.outerXML(id) }

  /// The text of the node and of everything in it.
  public var innerText: String { tree.innerText(id) }

  var kind: XMLTree.Kind { tree[id].kind }

  /// Another node of the same document.
  func view(_ id: Int) -> PSValue { .object(tree.view(id)) }

  // MARK: Type and text

  public override var baseTypeNames: [String] {
    guard kind == .element, !tree[id].name.namespace.isEmpty else { return nativeTypeNames }
    let name = tree[id].name
    return ["System.Xml.XmlElement#\(name.namespace)#\(name.localName)"] + nativeTypeNames
  }

  public override var typeName: String { nativeTypeNames[0] }

  private var nativeTypeNames: [String] {
    let node = ["System.Xml.XmlNode", "System.Object"]
    let linked = ["System.Xml.XmlLinkedNode"] + node
    switch kind {
    case .document: return ["System.Xml.XmlDocument"] + node
    case .element: return ["System.Xml.XmlElement"] + linked
    case .attribute: return ["System.Xml.XmlAttribute"] + node
    case .text: return ["System.Xml.XmlText", "System.Xml.XmlCharacterData"] + linked
    case .characterData:
      return ["System.Xml.XmlCDataSection", "System.Xml.XmlCharacterData"] + linked
    case .comment: return ["System.Xml.XmlComment", "System.Xml.XmlCharacterData"] + linked
    case .instruction: return ["System.Xml.XmlProcessingInstruction"] + linked
    case .declaration: return ["System.Xml.XmlDeclaration"] + linked
    }
  }

  /// The local name.
  public override var text: String { tree.localName(id) }

  // MARK: Members

  public override var declaredProperties: [PSPropertyInfo] {
    if kind == .document || kind == .element { return adapted.map { info($0) } }
    return NativeXMLProperties.names(of: kind).map {
      PSPropertyInfo($0, isSettable: $0 == "Value" || $0 == "InnerText")
    }
  }

  private func info(_ property: AdaptedProperty) -> PSPropertyInfo {
    let value = value(of: property)
    return PSPropertyInfo(
      property.name, TypeNames.name(of: value), isSettable: singleText(property) != nil)
  }

  public override func declaredValue(_ name: String) -> PSValue? {
    if let property = adapted.first(where: { $0.name.equalsIgnoringCase(name) }) {
      return value(of: property)
    }
    return NativeXMLProperties.value(name, of: self)
  }

  public override func setDeclaredValue(_ name: String, to value: PSValue) throws -> Bool {
    if let property = adapted.first(where: { $0.name.equalsIgnoringCase(name) }) {
      try set(property, to: value)
      return true
    }
    return try NativeXMLProperties.set(name, of: self, to: value)
  }

  public override var declaredMethods: [PSMethodInfo] { XMLMethods.all(for: kind).map(\.info) }

  public override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    try await NativeMethod.call(
      XMLMethods.all(for: kind), name, on: .object(self), arguments, in: context)
  }

  /// `$node['name']`: the first child element of that name.
  public override func indexed(by key: PSValue) throws -> PSValue? {
    guard case .string(let name) = key.unwrapped else { return nil }
    let child = tree[id].children.first {
      tree[$0].kind == .element && tree.qualifiedName($0) == name
    }
    return child.map { view($0) } ?? .null
  }
}

extension XMLNode: ParameterValue {
  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType { .named("System.Xml.XmlNode") }
}
