import PSEngine
import Testing
import XMLStream

@testable import XMLObjects

/// Objects of elements and documents (`language.md` 4.9).
struct XMLNodeTests {
  private static let config = """
    <?xml version="1.0" encoding="utf-8"?>
    <!-- settings -->
    <cfg:Client xmlns:cfg="urn:client" xml:lang="en-US">
      <cfg:URLPrefix>wsman</cfg:URLPrefix>
      <cfg:Empty></cfg:Empty>
      <cfg:Auth Basic="true"><cfg:Basic>false</cfg:Basic></cfg:Auth>
      <cfg:Host>a</cfg:Host>
      <cfg:Host>b</cfg:Host>
    </cfg:Client>
    """

  private func root(_ text: String) throws -> XMLNode {
    let document = try XMLNode.document(parsing: text)
    return try #require(document.declaredValue("DocumentElement")?.asObject as? XMLNode)
  }

  private func text(_ value: PSValue?) throws -> String {
    TextConversion.text(of: try #require(value))
  }

  @Test func propertiesAreAttributesThenChildren() throws {
    let client = try root(Self.config)
    #expect(
      client.declaredProperties.map(\.name) == [
        "cfg", "lang", "URLPrefix", "Empty", "Auth", "Host",
      ])
    #expect(client.typeNames.first == "System.Xml.XmlElement#urn:client#Client")
    #expect(client.typeName == "System.Xml.XmlElement")
    #expect(client.text == "Client")
  }

  @Test func valuesAreTextsOrElementsOrArrays() throws {
    let client = try root(Self.config)
    guard case .string("wsman")? = client.declaredValue("urlprefix") else {
      Issue.record("A text element is a string.")
      return
    }
    guard case .string("")? = client.declaredValue("Empty") else {
      Issue.record("An empty element is an empty string.")
      return
    }
    let auth = try #require(client.declaredValue("Auth")?.asObject as? XMLNode)
    // The attribute and the child element share a name.
    #expect(try text(auth.declaredValue("Basic")) == "true false")
    guard case .array(let hosts)? = client.declaredValue("Host") else {
      Issue.record("Several elements of a name are an array.")
      return
    }
    #expect(hosts.elements.count == 2)
    #expect(try text(client.declaredValue("lang")) == "en-US")
  }

  @Test func documentShowsDeclarationAndComments() throws {
    let document = try XMLNode.document(parsing: Self.config)
    #expect(document.declaredProperties.map(\.name) == ["xml", "#comment", "Client"])
    #expect(try text(document.declaredValue("xml")) == "version=\"1.0\" encoding=\"utf-8\"")
    #expect(try text(document.declaredValue("#comment")) == " settings ")
  }

  @Test func mixedContentHasTextProperty() throws {
    let node = try root("<p>one<b>two</b>three</p>")
    #expect(node.declaredProperties.map(\.name) == ["#text", "b"])
    #expect(try text(node.declaredValue("#text")) == "one three")
    #expect(node.innerText == "onetwothree")
  }

  @Test func settingTextAndAttributes() throws {
    let client = try root(Self.config)
    #expect(try client.setDeclaredValue("urlprefix", to: .string("other")))
    #expect(try text(client.declaredValue("URLPrefix")) == "other")
    #expect(client.outerXML.contains("<cfg:URLPrefix>other</cfg:URLPrefix>"))
  }

  @Test(arguments: [
    ("Host", "XmlNodeSetRestrictionsMoreThanOneNode"),
    ("Auth", "XmlNodeSetRestrictionsNodeWithAttributes"),
  ])
  func refusedAssignments(name: String, id: String) throws {
    let client = try root(Self.config)
    let error = #expect(throws: PSRuntimeError.self) {
      _ = try client.setDeclaredValue(name, to: .string("x"))
    }
    #expect(error?.record.errorId == id)
  }

  @Test func textKeepsPrefixesAndEmptyForms() throws {
    let source = "<a xmlns=\"urn:x\" b=\"1 &amp; 2\"><c /><d></d><![CDATA[<raw>]]><!--x--></a>"
    let document = try XMLNode.document(parsing: source)
    #expect(document.outerXML == source)
  }

  @Test func fragmentsBecomeElementsAndBack() throws {
    let uri = "urn:x"
    let fragment = XMLFragment("p", XMLName(uri, "Item")) { item in
      item.declare("p", uri)
      item.attribute("Name", "first")
      item.element("p", XMLName(uri, "State"), text: "Running")
    }
    let node = XMLNode.element(fragment)
    #expect(node.declaredProperties.map(\.name) == ["p", "Name", "State"])
    #expect(try text(node.declaredValue("Name")) == "first")
    #expect(node.fragment == fragment)
    _ = try node.setDeclaredValue("State", to: .string("Stopped"))
    #expect(node.fragment?.child(localName: "State")?.text == "Stopped")
  }

  @Test func childOfAnEnvelopeDeclaresItsPrefixes() throws {
    let uri = "urn:x"
    let body = XMLFragment("s", XMLName("urn:s", "Body")) { body in
      body.declare("p", uri)
      body.element("p", XMLName(uri, "Item"), text: "1")
    }
    let item = try #require(body.children.first { _ in true })
    #expect(XMLNode.element(item).outerXML == "<p:Item xmlns:p=\"urn:x\">1</p:Item>")
  }

  @Test func parentsStayReachableFromAChildAlone() throws {
    let child: XMLNode = try {
      let document = try XMLNode.document(parsing: "<a><b><c x='1'/></b></a>")
      let b = try #require(
        document.declaredValue("DocumentElement")?.asObject?.declaredValue("b")?.asObject)
      return try #require(b.declaredValue("c")?.asObject as? XMLNode)
    }()
    let parent = try #require(child.declaredValue("ParentNode")?.asObject as? XMLNode)
    #expect(parent.text == "b")
    let again = try #require(parent.declaredValue("FirstChild")?.asObject)
    #expect(again === child)
  }

  @Test(arguments: ["<a>", "<a></b>", "", "<!DOCTYPE a><a/>", "<a>&undefined;</a>", "text"])
  func notWellFormed(source: String) {
    #expect(throws: XMLError.self) { try XMLNode.document(parsing: source) }
  }

  @Test func xpathFindsNodesOfTheTree() throws {
    let client = try root(Self.config)
    let answer = try client.tree.evaluate(
      "c:Host[2] | @xml:lang", at: client.id, namespaces: ["c": "urn:client"])
    guard case .nodes(let ids) = answer else {
      Issue.record("A path gives nodes.")
      return
    }
    #expect(ids.map { client.tree.innerText($0) } == ["en-US", "b"])
    #expect(try client.tree.evaluate("count(*)", at: client.id, namespaces: [:]) == .number(5))
    #expect(throws: XPathDocument.Failure.self) {
      try client.tree.evaluate("//[", at: client.id, namespaces: [:])
    }
  }
}
