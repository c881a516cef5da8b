import PSEngine
import Testing
import XMLObjects
import XMLStream

@testable import WSManModule

/// What the `winrm` tool shows of an element (`cmdlets.md` 7.5).
@Suite("winrm: formats")
struct WinRMFormatTests {
  private static func element(_ text: String) throws -> XMLFragment {
    try #require(XMLNode.document(parsing: text).fragment)
  }

  private static let xsi = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""

  @Test(
    arguments: [
      ("<a>x</a>", "a = x\n"),
      ("<a/>", "a\n"),
      ("<p:a xmlns:p=\"u\"><p:b>1</p:b><p:c/></p:a>", "a\n    b = 1\n    c\n"),
      ("<a><b>1</b><b>2</b><c/><b>3</b></a>", "a\n    b = 1, 2\n    c\n    b = 3\n"),
      ("<a><b/><b/></a>", "a\n    b\n    b\n"),
      ("<a \(xsi)><b xsi:nil=\"true\"/><b>2</b></a>", "a\n    b = null, 2\n"),
      (
        "<a><s Name=\"Address\">*</s><s Name=\"Transport\">HTTP</s></a>",
        "a\n    s: Address = *, Transport = HTTP\n"
      ),
      (
        "<a><b Source=\"GPO\">true</b><c Source=\"Compatibility\"/><d Source=\"x\" e=\"f\">1</d></a>",
        "a\n    b = true [Source=\"GPO\"]\n    c [Source=\"Compatibility\"]\n    d = 1\n"
      ),
      (
        "<a><Location xmlns=\"http://schemas.dmtf.org/wsman/2005/06/base\">x</Location><b>1</b></a>",
        "a\n    b = 1\n"
      ),
      ("<a><b><c><d>1</d></c></b></a>", "a\n    b\n        c\n            d = 1\n"),
      ("<a><b Name=\"n\"/></a>", "a\n    b\n"),
    ])
  func text(_ xml: String, _ expected: String) throws {
    #expect(WinRMFormat.text.text(of: try Self.element(xml)) == expected)
  }

  @Test(
    arguments: [
      ("<a>x</a>", "<a>x</a>"),
      (
        "<p:a xmlns:p=\"u\" b=\"1\"><p:c>x</p:c><d/></p:a>",
        "<p:a xmlns:p=\"u\" b=\"1\">\n    <p:c>x</p:c>\n    <d/>\n</p:a>"
      ),
      (
        "<a><b><c>1</c></b></a>",
        "<a>\n    <b>\n        <c>1</c>\n    </b>\n</a>"
      ),
      ("<a>x<b><c/></b></a>", "<a>x<b><c/></b></a>"),
      ("<a><b>&lt;&amp;</b></a>", "<a>\n    <b>&lt;&amp;</b>\n</a>"),
    ])
  func pretty(_ xml: String, _ expected: String) throws {
    #expect(WinRMFormat.pretty.text(of: try Self.element(xml)) == expected)
  }

  @Test func anItemOfAListIsIndented() throws {
    let element = try Self.element("<a><b>1</b></a>")
    #expect(
      WinRMFormat.pretty.text(of: element, depth: 1)
        == "    <a>\n        <b>1</b>\n    </a>")
    #expect(WinRMFormat.xml.text(of: element, depth: 1) == "<a><b>1</b></a>")
  }
}
