import PSEngine
import XMLStream

/// The methods that only documents have.
enum XMLDocumentMethods {
  private static func made(
    _ value: PSValue, _ kind: XMLTree.Kind, _ qualified: String = "", namespace: String? = nil,
    value text: String = ""
  ) throws(NativeFailure) -> PSValue {
    let document = try XMLMethods.target(value)
    var node = XMLTree.Node(kind: kind, value: text)
    if kind == .element || kind == .attribute {
      try XMLNames.check(qualified)
      let (prefix, local) = XMLTree.split(qualified)
      if kind == .attribute, namespace == nil, prefix == "xmlns" || qualified == "xmlns" {
        node.name = XMLTree.declarationName(prefix.isEmpty ? "" : local)
        node.prefix = prefix
      } else {
        node.prefix = prefix
        node.name = XMLName(
          namespace ?? document.tree.namespace(of: prefix, at: XMLTree.document) ?? "", local)
      }
      node.isEmptyTag = true
    } else if kind == .instruction {
      node.name = XMLName("", qualified)
    }
    return document.view(document.tree.add(node))
  }

  private static func place(
    _ path: String, _ context: ExecutionContext
  ) throws -> (ResolvedPath, ProviderContext) {
    let place = try PathResolver(context).locate(path)
    let provider = ProviderContext(context, output: ArrayCollector())
    provider.enter(place)
    provider.force = true
    return (place, provider)
  }

  private static func load(_ text: String, into value: PSValue) throws(NativeFailure) {
    let document = try XMLMethods.target(value)
    do {
      let parsed = try XMLTree(parsing: text)
      for child in document.tree[XMLTree.document].children { document.tree.detach(child) }
      for child in parsed[XMLTree.document].children {
        document.tree.insert(
          document.tree.copy(child, from: parsed, deep: true), into: XMLTree.document)
      }
    } catch {
      throw NativeFailure("System.Xml.XmlException", error.description)
    }
  }

  static let all: [NativeMethod] = [
    NativeMethod(
      "CreateElement",
      [
        NativeOverload("System.Xml.XmlElement CreateElement(string name)") { value, arguments in
          try made(value, .element, arguments.text(0))
        },
        NativeOverload(
          "System.Xml.XmlElement CreateElement(string qualifiedName, string namespaceURI)"
        ) { value, arguments in
          try made(value, .element, arguments.text(0), namespace: arguments.text(1))
        },
        NativeOverload(
          "System.Xml.XmlElement CreateElement(string prefix, string localName, string namespaceURI)"
        ) { value, arguments in
          let prefix = arguments.text(0)
          return try made(
            value, .element, (prefix.isEmpty ? "" : prefix + ":") + arguments.text(1),
            namespace: arguments.text(2))
        },
      ]),
    NativeMethod(
      "CreateAttribute",
      [
        NativeOverload("System.Xml.XmlAttribute CreateAttribute(string name)") { value, arguments in
          try made(value, .attribute, arguments.text(0))
        },
        NativeOverload(
          "System.Xml.XmlAttribute CreateAttribute(string qualifiedName, string namespaceURI)"
        ) { value, arguments in
          try made(value, .attribute, arguments.text(0), namespace: arguments.text(1))
        },
      ]),
    NativeMethod("CreateTextNode", "System.Xml.XmlText CreateTextNode(string text)") {
      value, arguments in
      try made(value, .text, value: arguments.text(0))
    },
    NativeMethod("CreateCDataSection", "System.Xml.XmlCDataSection CreateCDataSection(string data)")
    { value, arguments in
      try made(value, .characterData, value: arguments.text(0))
    },
    NativeMethod("CreateComment", "System.Xml.XmlComment CreateComment(string data)") {
      value, arguments in
      try made(value, .comment, value: arguments.text(0))
    },
    NativeMethod(
      "CreateProcessingInstruction",
      "System.Xml.XmlProcessingInstruction CreateProcessingInstruction(string target, string data)"
    ) { value, arguments in
      try made(value, .instruction, arguments.text(0), value: arguments.text(1))
    },
    NativeMethod(
      "CreateXmlDeclaration",
      "System.Xml.XmlDeclaration CreateXmlDeclaration(string version, string encoding, string standalone)"
    ) { value, arguments in
      var data = "version=\"\(arguments.text(0))\""
      if !arguments.text(1).isEmpty { data += " encoding=\"\(arguments.text(1))\"" }
      if !arguments.text(2).isEmpty { data += " standalone=\"\(arguments.text(2))\"" }
      return try made(value, .declaration, value: data)
    },
    NativeMethod("ImportNode", "System.Xml.XmlNode ImportNode(object node, bool deep)") {
      value, arguments in
      let document = try XMLMethods.target(value)
      let source = try XMLMethods.target(arguments[0])
      return document.view(
        document.tree.copy(source.id, from: source.tree, deep: arguments.bool(1)))
    },
    NativeMethod("LoadXml", "void LoadXml(string xml)") { value, arguments in
      try load(arguments.text(0), into: value)
      return .absent
    },
    NativeMethod("Load", "void Load(string filename)") { value, arguments in
      let (place, provider) = try place(arguments.text(0), arguments.context)
      provider.defaults["raw"] = .bool(true)
      let content = try await place.provider.provider.getContent(place.providerPath, provider)
      try load(TextConversion.text(of: content, separator: "\n"), into: value)
      return .absent
    },
    NativeMethod("Save", "void Save(string filename)") { value, arguments in
      let document = try XMLMethods.target(value)
      let (place, provider) = try place(arguments.text(0), arguments.context)
      provider.defaults["encoding"] = .string("UTF8")
      try await place.provider.provider.setContent(
        place.providerPath, [.string(document.tree.formatted())], append: false, provider)
      return .absent
    },
  ]
}
