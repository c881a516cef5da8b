import Testing
import XMLStream

@Suite struct XMLWriterTests {
  private static let replacements: [(Character, String)] = [
    ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("\r", "&#xD;"),
    ("\u{1}", "?"), ("\u{1F}", "?"), ("\u{FFFF}", "?"),
  ]

  private func written(_ text: String) -> String {
    var writer = XMLWriter()
    writer.element("", "a", text: text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Texts are looked through in pieces of eight bytes.
  @Test func marksAreReplacedWhereverTheyStand() {
    for length in 1...20 {
      for place in 0..<length {
        for (mark, replacement) in Self.replacements {
          let before = String(repeating: "x", count: place)
          let after = String(repeating: "~", count: length - place - 1)
          #expect(
            written("\(before)\(mark)\(after)") == "<a>\(before)\(replacement)\(after)</a>")
        }
      }
    }
  }

  @Test func everythingElseStays() {
    let plain = (UInt8(0x20)...0x7F).map { Character(Unicode.Scalar($0)) }
      .filter { !"&<>\"".contains($0) }
    let text = String(plain) + "\t\n€ÿ\u{E000}𝄞" + String(plain.reversed())
    #expect(written(text) == "<a>\(text)</a>")
  }

  @Test func declarationsInCommonAreWrittenAsSingleOnes() throws {
    let namespaces = [("s", "urn:one"), ("", "urn:\"two\"")]
    var writer = XMLWriter()
    writer.start("s", "a")
    writer.declare(XMLWriter.Declarations(namespaces))
    writer.fragment(try XMLFragment(parsing: "<s:b xmlns:s='urn:one'><c xmlns=''/></s:b>"))
    writer.end()
    var single = XMLWriter()
    single.start("s", "a")
    for (prefix, namespace) in namespaces { single.declare(prefix, namespace) }
    single.fragment(try XMLFragment(parsing: "<s:b xmlns:s='urn:one'><c xmlns=''/></s:b>"))
    single.end()
    #expect(writer.bytes == single.bytes)
    let names = try XMLFragment(parsing: writer.bytes).children.map(\.namespace)
    #expect(names == ["urn:one"])
  }

  @Test func assumedDeclarationsAreNotRepeated() throws {
    let declarations = XMLWriter.Declarations([("s", "urn:one"), ("t", "urn:two")])
    #expect(declarations.prefix(of: "urn:two") == "t")
    #expect(declarations.prefix(of: "urn:three") == nil)
    var writer = XMLWriter()
    writer.assume(declarations)
    let builder = XMLFragment("t", XMLName("urn:two", "b")) { $0.text("c") }
    writer.fragment(builder)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "<t:b>c</t:b>")
  }
}
