import PSEngine
import XMLStream

/// `[xml]` and the types of nodes.
enum XMLTypes {
  static let all: [PSTypeDefinition] = [
    document,
    node("XmlElement", ["System.Xml.XmlLinkedNode", "System.Xml.XmlNode", "System.Object"]),
    node("XmlAttribute", ["System.Xml.XmlNode", "System.Object"]),
    node("XmlNode", ["System.Object"]),
    node("XmlLinkedNode", ["System.Xml.XmlNode", "System.Object"]),
    node("XmlText", ["System.Xml.XmlNode", "System.Object"]),
    node("XmlComment", ["System.Xml.XmlNode", "System.Object"]),
    PSTypeDefinition(
      "System.Xml.XmlNamespaceManager",
      constructors: [
        NativeOverload("System.Xml.XmlNamespaceManager new(object nameTable)") { _, _ in
          .object(XMLNamespaceManager())
        }
      ]),
    PSTypeDefinition(
      "System.Xml.NameTable",
      constructors: [
        NativeOverload("System.Xml.NameTable new()") { _, _ in .object(XMLNameTableObject()) }
      ]),
  ]

  private static func node(_ name: String, _ bases: [String]) -> PSTypeDefinition {
    PSTypeDefinition("System.Xml.\(name)", baseNames: bases)
  }

  private static let document = PSTypeDefinition(
    "System.Xml.XmlDocument", accelerators: ["xml"],
    baseNames: ["System.Xml.XmlNode", "System.Object"],
    converter: { value, _ in
      if value.isNull { return .null }
      if let node = value.asObject as? XMLNode {
        return .object(try parse(node.outerXML))
      }
      let lines = value.enumerated.map { TextConversion.text(of: $0) }
      return .object(try parse(lines.joined(separator: "\n")))
    },
    constructors: [
      NativeOverload("xml new()") { _, _ in .object(XMLTree().view(XMLTree.document)) }
    ])

  /// - Throws: ``PSRuntimeError`` with id `InvalidCastToXmlDocument`.
  static func parse(_ text: String) throws(PSRuntimeError) -> XMLNode {
    do {
      return try XMLNode.document(parsing: text)
    } catch {
      let shown = text.count > 200 ? text.prefix(200) + "..." : Substring(text)
      throw PSRuntimeError(
        "Cannot convert value \"\(shown)\" to type \"System.Xml.XmlDocument\". "
          + "Error: \"\(error.description)\"", id: "InvalidCastToXmlDocument",
        category: .invalidArgument)
    }
  }
}
