import Testing
import XMLStream

@Suite struct XMLFragmentTests {
  private let uri = "urn:config"

  @Test(arguments: [
    "<a/>", "<a></a>", "<p:a xmlns:p=\"urn:p\"><p:b>x</p:b><p:c/><p:d></p:d></p:a>",
    "<a xmlns=\"urn:d\" xml:lang=\"en-US\" b=\"&lt;&quot;&amp;&#x9;\">&lt;&gt;&amp;&quot;'</a>",
    "<a>line&#xD;\nend</a>",
    "<a xmlns:x=\"urn:x\" x:type=\"p:T\"><b xmlns:x=\"urn:y\" x:type=\"1\"/></a>",
  ])
  func writtenBackWithoutLoss(text: String) throws {
    #expect(try XMLFragment(parsing: text).description == text)
  }

  @Test func aPartIsWrittenWithTheDeclarationsItNeeds() throws {
    let root = try XMLFragment(
      parsing: "<s:a xmlns:s='urn:s' xmlns:p='urn:p'><s:b p:x='1'><p:c/></s:b></s:a>")
    let part = try #require(root.child(XMLName("urn:s", "b")))
    #expect(
      part.description
        == "<s:b xmlns:s=\"urn:s\" xmlns:p=\"urn:p\" p:x=\"1\"><p:c/></s:b>")
    #expect(try XMLFragment(parsing: part.xmlBytes) == part)
  }

  @Test func equalityIgnoresTheForm() throws {
    let one = try XMLFragment(parsing: "<p:a xmlns:p='urn:p' x='1' y='2'><p:b></p:b>t</p:a>")
    let same = try XMLFragment(parsing: "<a xmlns='urn:p' y='2' x='1'><b/>t</a>")
    #expect(one == same)
    for other in [
      "<a xmlns='urn:p' y='2' x='1'><b/>u</a>", "<a xmlns='urn:q' y='2' x='1'><b/>t</a>",
      "<a xmlns='urn:p' y='2' x='3'><b/>t</a>", "<a xmlns='urn:p' y='2'><b/>t</a>",
      "<a xmlns='urn:p' y='2' x='1'>t<b/></a>", "<a xmlns='urn:p' y='2' x='1'><b/></a>",
    ] {
      #expect(try XMLFragment(parsing: other) != one)
    }
  }

  @Test func builtElements() throws {
    let built = XMLFragment("cfg", XMLName(uri, "Client")) { client in
      client.declare("cfg", uri)
      client.attribute("xml", XMLName(XMLNamespace.xml, "lang"), "en-US")
      client.element("cfg", XMLName(uri, "URLPrefix"), text: "wsman")
      client.element("cfg", XMLName(uri, "Auth")) { auth in
        auth.element("cfg", XMLName(uri, "Basic"), text: "true")
      }
      client.element("cfg", XMLName(uri, "TrustedHosts"), text: "")
    }
    #expect(
      built.description == """
        <cfg:Client xmlns:cfg="urn:config" xml:lang="en-US"><cfg:URLPrefix>wsman</cfg:URLPrefix>\
        <cfg:Auth><cfg:Basic>true</cfg:Basic></cfg:Auth><cfg:TrustedHosts></cfg:TrustedHosts>\
        </cfg:Client>
        """)
    #expect(built.child(localName: "auth", ignoringCase: true)?.hasChildren == true)
    #expect(built.child(localName: "auth") == nil)
    #expect(try XMLFragment(parsing: built.xmlBytes) == built)
    let copy = XMLFragment("w", XMLName("urn:w", "Item")) { $0.fragment(built) }
    #expect(Array(copy.children) == [built])
  }

  @Test func textsOfNeighboursAreNotJoined() throws {
    let root = XMLFragment("", XMLName("", "a")) { root in
      root.text("1")
      root.text("2")
      root.element("", XMLName("", "b"), text: "3")
      root.text("4")
    }
    #expect(root.description == "<a>12<b>3</b>4</a>")
    #expect(root.content.count == 3)
  }

  @Test(arguments: [("b", "new"), ("b", ""), ("c", "new"), ("d", "new"), ("d", "")])
  func replacingContent(name: String, text: String) throws {
    let source = "<r><a>1</a><b>2<x>3</x>4</b><c></c><d><e>5</e><f/></d><g>6</g></r>"
    let root = try XMLFragment(parsing: source)
    let old = try #require(root.child(localName: name))
    let changed = root.replacingContent(of: old, withText: text)
    let written = changed.description
    let expected = source.replacing(old.description, with: "<\(name)>\(text)</\(name)>")
    #expect(written == expected)
    #expect(try XMLFragment(parsing: written) == changed)
    #expect(root.description == source)
  }

  @Test func replacingContentInAPartOfADocument() throws {
    let root = try XMLFragment(parsing: "<r><s>0</s><a><b>1</b><c>2</c></a><t/></r>")
    let part = try #require(root.child(localName: "a"))
    let leaf = try #require(part.child(localName: "b"))
    #expect(
      part.replacingContent(of: leaf, withText: "long & new").description
        == "<a><b>long &amp; new</b><c>2</c></a>")
    #expect(part.replacingContent(of: root, withText: "x") == part)
  }

  @Test(arguments: [
    "<a/>", "<a></a>", "<a b=\"&amp;&lt;\">&quot;&quot;&quot;</a>",
    "<p:a xmlns:p=\"urn:&amp;x\" p:b=\"\"><p:c>d</p:c><p:e/></p:a>",
  ])
  func noFragmentIsLongerThanItsLimit(text: String) throws {
    let root = try XMLFragment(parsing: text)
    for fragment in [root] + root.children {
      #expect(fragment.xmlBytes.count <= fragment.mostXMLBytes)
    }
  }

  @Test func whatXMLCannotCarryIsReplaced() {
    let root = XMLFragment("", XMLName("", "a")) { $0.text("\u{1}\u{B}\u{FFFF}ok\u{FEFF}") }
    #expect(root.description == "<a>???ok\u{FEFF}</a>")
  }
}
