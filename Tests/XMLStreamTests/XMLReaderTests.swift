import Testing
import XMLStream

@Suite struct XMLReaderTests {
  private func failure(_ text: String, limits: XMLLimits = .client) -> XMLError.Kind? {
    failure(Array(text.utf8), limits: limits)
  }

  private func failure(_ bytes: [UInt8], limits: XMLLimits = .client) -> XMLError.Kind? {
    do {
      _ = try XMLFragment(parsing: bytes, limits: limits)
      return nil
    } catch {
      return error.kind
    }
  }

  @Test func eventsOfASmallDocument() throws {
    var reader = try XMLReader(Array("<a x='1'>t<!-- c --><b/><c>d</c></a>".utf8))
    #expect(try reader.next() == .startElement)
    #expect(reader.name == XMLName("", "a"))
    #expect(reader.attribute(XMLName("", "x")) == "1")
    #expect(reader.attribute(XMLName("", "y")) == nil)
    #expect(try reader.next() == .text)
    #expect(try reader.next() == .startElement)
    #expect(try reader.next() == .endElement)
    #expect(try reader.next() == .startElement)
    #expect(reader.depth == 2)
    #expect(try reader.text() == "d")
    #expect(try reader.next() == .endElement)
    #expect(reader.depth == 0)
    #expect(try reader.next() == .endOfDocument)
  }

  @Test func namespacesArePartOfNames() throws {
    let text = """
      <s:a xmlns:s="urn:one" xmlns="urn:two"><b s:x="1" x="2"/><s:b xmlns:s="urn:three"/></s:a>
      """
    let root = try XMLFragment(parsing: text)
    #expect(root.name == XMLName("urn:one", "a"))
    #expect(root.prefix == "s")
    let children = Array(root.children)
    #expect(children.map(\.namespace) == ["urn:two", "urn:three"])
    let first = try #require(children.first)
    #expect(first.attribute(XMLName("urn:one", "x")) == "1")
    #expect(first.attribute(XMLName("", "x")) == "2")
    #expect(first.attribute(localName: "X", ignoringCase: true) == "1")
    #expect(root.declarations.map(\.prefix) == ["s", ""])
  }

  @Test func whatStandsBeforeAnErrorIsRead() throws {
    var reader = try XMLReader(Array("<a>\n <b>x</b>\n <c>y</b></a>".utf8))
    try reader.requireRoot()
    #expect(try reader.nextChild())
    #expect(try reader.text() == "x")
    #expect(try reader.nextChild())
    #expect(reader.name == XMLName("", "c"))
    #expect(reader.line == 3)
    #expect(throws: XMLError.self) { try reader.fragment() }
    #expect(throws: XMLError.self) { try reader.next() }
  }

  @Test func elementsThatEndAreReadBeforeAnErrorBehindThem() throws {
    var reader = try XMLReader(Array("<a><b>x</b><c/></a><d/>".utf8))
    try reader.requireRoot()
    let root = try reader.fragment()
    #expect(root.description == "<a><b>x</b><c/></a>")
    #expect(throws: XMLError.self) { try reader.finish() }
  }

  @Test func qualifiedNamesInValuesUseTheDeclarationsAroundThem() throws {
    let text = """
      <a xmlns:p="urn:outer" xmlns="urn:default"><b xmlns:p="urn:inner"> p:x </b><b>p:x</b><b>x</b></a>
      """
    var reader = try XMLReader(Array(text.utf8))
    try reader.requireRoot()
    var names: [XMLName] = []
    while try reader.nextChild() { names.append(try reader.qualifiedName()) }
    #expect(
      names == [XMLName("urn:inner", "x"), XMLName("urn:outer", "x"), XMLName("urn:default", "x")])
  }

  @Test func referencesStandForTheirCharacters() throws {
    let root = try XMLFragment(
      parsing: "<a b='&amp;&#38;&#x26;&lt;&quot;&apos;&#9;'>&amp;&#38;&gt;&#x20AC;</a>")
    #expect(root.attribute(XMLName("", "b")) == "&&&<\"'\t")
    #expect(root.text == "&&>€")
  }

  /// The parser is given more than the document, which must not complete one that ends too early.
  @Test(arguments: [
    "<a/><!-- open", "<a/><!-", "<a/><!--", "<a/><!-->", "<a/><!--x-", "<a/><!--x--", "<a/><",
    "<a><!-- open", "<a>text", "<a><![CDATA[x", "<a><b", "<a b=", "<a b=\"x", "<a b='", "<a", "<a/",
    "<a>&am", "<a></a",
  ])
  func whatEndsTooEarlyIsRefused(text: String) throws {
    let error = try #require(failure(text))
    guard case .notWellFormed = error else {
      Issue.record("\(error) instead of a document that is not well-formed")
      return
    }
  }

  @Test func commentsDoNotDivideText() throws {
    let root = try XMLFragment(parsing: "<a> <!-- c --> <b>x<!-- c -->y</b> <!-- c -->\n</a>")
    #expect(root.description == "<a><b>xy</b></a>")
    let text = try XMLFragment(parsing: "<a> <!-- c -->x</a>")
    #expect(text.text == " x")
    let blank = try XMLFragment(parsing: "<a> <!-- c --> </a>")
    #expect(blank.text == "  ")
  }

  @Test func theFormOfEmptyElementsIsKept() throws {
    let text = "<a><b/><b x=\"1\"/><b></b><b x=\"1\"></b></a>"
    #expect(try XMLFragment(parsing: text).description == text)
  }

  @Test func aPartIsAValueOfItsOwn() throws {
    var reader = try XMLReader(
      Array("<a y='0'>one<b xmlns:p='urn:p' p:x='1'>two<c z=''/>three</b>four</a>".utf8))
    try reader.requireRoot()
    #expect(try reader.nextChild())
    let part = try reader.fragment()
    #expect(
      part.description == "<b xmlns:p=\"urn:p\" p:x=\"1\">two<c z=\"\"/>three</b>")
    #expect(part.text == "twothree")
    #expect(try reader.text() == "four")
  }

  @Test func bytesThatLookLikeAnotherEncodingAreNoText() {
    // What EBCDIC documents begin with.
    #expect(failure([0x4C, 0x6F, 0xA7, 0x94, 0x93, 0x3C, 0x61, 0x2F, 0x3E]) != nil)
  }

  @Test func textIsReadWholeWhateverItsLength() throws {
    let long = String(repeating: "wörter & mehr <> ", count: 20_000)
    var writer = XMLWriter()
    writer.element("", "a", text: long)
    let root = try XMLFragment(parsing: writer.bytes)
    #expect(root.text == long)
    var reader = try XMLReader(writer.bytes)
    try reader.requireRoot()
    #expect(try reader.text() == long)
  }

  @Test func dataSectionsAreText() throws {
    let root = try XMLFragment(parsing: "<a>x<![CDATA[<y> & ]]>z</a>")
    #expect(root.text == "x<y> & z")
  }

  @Test func paddedValuesAreTrimmed() throws {
    var reader = try XMLReader(Array("<a>\n  value \t</a>".utf8))
    try reader.requireRoot(XMLName("", "a"))
    #expect(try reader.trimmedText() == "value")
  }

  @Test func blanksBetweenElementsAreDropped() throws {
    let root = try XMLFragment(parsing: "<a>\n <b> </b>\n <c>\n  <d/>\n </c>\n</a>")
    #expect(root.description == "<a><b> </b><c><d/></c></a>")
  }

  @Test func mixedContentStays() throws {
    let text = "<a>one <b>two</b> three</a>"
    let root = try XMLFragment(parsing: text)
    #expect(root.description == text)
    #expect(root.text == "one  three")
    #expect(root.innerText == "one two three")
  }

  @Test(arguments: [TextEncoding.utf16LittleEndian, .utf16BigEndian])
  func utf16IsRead(encoding: TextEncoding) throws {
    let bytes = encoding.encode(Array("<?xml version='1.0' encoding='UTF-16'?><a>ä€😀</a>".utf8))
    var reader = try XMLReader(bytes)
    #expect(reader.encoding == encoding)
    try reader.requireRoot()
    #expect(try reader.text() == "ä€😀")
    let withoutMark = try XMLFragment(parsing: Array(bytes.dropFirst(2)))
    #expect(withoutMark.text == "ä€😀")
  }

  @Test func documentTypesAreRefusedInEveryEncoding() {
    let text = "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>"
    #expect(failure(text) == .documentType)
    #expect(failure(TextEncoding.utf16LittleEndian.encode(Array(text.utf8))) == .documentType)
    #expect(failure(TextEncoding.utf16BigEndian.encode(Array(text.utf8))) == .documentType)
    #expect(failure("<a><!-- <!DOCTYPE a> --></a>") == .documentType)
    #expect(failure("<!doctype html><html></html>") == .documentType)
  }

  @Test(arguments: [
    "<a>&e;</a>", "<a", "<a>", "<a></b>", "<a/><b/>", "x", "<a b='1' b='2'/>", "<p:a/>",
    "<a>\u{1}</a>",
  ])
  func brokenDocumentsAreRefused(text: String) {
    guard case .notWellFormed = failure(text) else {
      Issue.record("accepted \(text)")
      return
    }
  }

  @Test func otherRefusals() {
    #expect(failure("") == .empty)
    #expect(failure("<a>\0</a>") == .character)
    #expect(failure("<?xml version='1.1'?><a/>") == .version("1.1"))
    #expect(
      failure("<?xml version='1.0' encoding='ISO-8859-1'?><a/>") == .encoding("ISO-8859-1"))
    #expect(failure("<a><?php echo ?></a>") == .processingInstruction)
    #expect(failure([0x3C, 0x61, 0x3E, 0xC3, 0x28, 0x3C, 0x2F, 0x61, 0x3E]) != nil)
    #expect(failure([0x3C, 0x00, 0x61]) != nil)
  }

  @Test func attributesByTheThousandAreRefusedBeforeTheyAreCompared() {
    let attributes = (0..<100_000).map { " a\($0)='>'" }.joined()
    let start = ContinuousClock.now
    #expect(failure("<a\(attributes)/>") == .limit(.attributes, 1_000))
    #expect(ContinuousClock.now - start < .seconds(2))
    #expect(failure("<a>" + String(repeating: "'\"", count: 5_000) + "</a>") == nil)
  }

  @Test func limitsHold() {
    var limits = XMLLimits()
    limits.elements = 100
    limits.documentBytes = 1_000_000
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(failure(deep, limits: limits) == .limit(.depth, 64))
    let many = "<a>" + String(repeating: "<b/>", count: 200) + "</a>"
    #expect(failure(many, limits: limits) == .limit(.elements, 100))
    #expect(
      failure(String(repeating: " ", count: 1_000_001), limits: limits)
        == .limit(.documentBytes, 1_000_000))
    let attributes = (0...64).map { " a\($0)='1'" }.joined()
    #expect(failure("<a\(attributes)/>") == .limit(.attributes, 64))
    let declarations = (0...64).map { " xmlns:a\($0)='urn:\($0)'" }.joined()
    #expect(failure("<a\(declarations)/>") == .limit(.namespaceDeclarations, 64))
    let name = String(repeating: "n", count: 1025)
    #expect(failure("<\(name)/>") == .limit(.nameBytes, 1024))
    #expect(failure("<a \(name)='1'/>") == .limit(.nameBytes, 1024))
    let value = String(repeating: "v", count: 65_537)
    #expect(failure("<a b='\(value)'/>") == .limit(.attributeValueBytes, 65_536))
  }

  @Test func aParserThatReadAnotherDocumentReadsTheNextAsANewOne() throws {
    let first = try XMLFragment(parsing: "<p:known xmlns:p='urn:one' a='1'><p:inner/></p:known>")
    #expect(failure("<p:known xmlns:p='urn:one'><broken</p:known>") != nil)
    let second = try XMLFragment(parsing: "<p:known xmlns:p='urn:two' b='2'><p:inner/></p:known>")
    #expect(first.namespace == "urn:one")
    #expect(first.children.map(\.namespace) == ["urn:one"])
    #expect(second.namespace == "urn:two")
    #expect(second.children.map(\.namespace) == ["urn:two"])
    #expect(failure("<p:known/>") != nil)
    #expect(try XMLFragment(parsing: "<known/>").namespace.isEmpty)
  }

  @Test func aNameThatWasReadUnderAWiderLimitIsStillTooLong() {
    var limits = XMLLimits.client
    limits.nameBytes = 20
    let text = "<aNameOfMoreThanTwentyBytes/>"
    #expect(failure(text) == nil)
    #expect(failure(text, limits: limits) == .limit(.nameBytes, 20))
  }

  @Test func whatTheDeclarationSaysAboutTheEncodingDoesNotCount() throws {
    let text = "<?xml version='1.0' encoding='utf-16'?><a>\u{E9}</a>"
    #expect(try XMLFragment(parsing: text).text == "\u{E9}")
  }

  @Test func undeclaredPrefixesInValuesAreNoError() throws {
    let root = try XMLFragment(
      parsing: "<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='cim:x'/>")
    #expect(root.attribute(localName: "type") == "cim:x")
  }

  @Test func oddNamespaceTextsAreNoError() throws {
    let root = try XMLFragment(parsing: "<p:a xmlns:p='http:=//odd one'/>")
    #expect(root.namespace == "http:=//odd one")
  }

  @Test func rebindingAPrefixGivesTheRightNamespace() throws {
    let inner = (0..<500).map { "<p:b xmlns:p='urn:\($0)'>x</p:b>" }.joined()
    let root = try XMLFragment(parsing: "<a>\(inner)</a>")
    #expect(root.children.map(\.namespace) == (0..<500).map { "urn:\($0)" })
  }
}
