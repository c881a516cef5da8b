import Testing

@testable import PSCommands

@Suite struct TextFileEncodingTests {
  private static let text = "a\u{00e9}\u{4e2d}\u{1f600}\n"

  @Test(arguments: [
    TextFileEncoding.unicode, .bigEndianUnicode, .utf8, .utf32, .bigEndianUTF32, .default,
  ])
  func roundTrip(encoding: TextFileEncoding) {
    let bytes = encoding.mark + encoding.encode(Self.text)
    #expect(TextFileEncoding.decode(bytes, as: encoding) == Self.text)
    if !encoding.mark.isEmpty {
      #expect(TextFileEncoding.decode(bytes) == Self.text)
      #expect(TextFileEncoding.decode(bytes, as: .ascii) == Self.text)
    }
  }

  @Test("what ASCII cannot express becomes a question mark")
  func ascii() {
    #expect(TextFileEncoding.ascii.encode("a\u{00e9}") == Array("a?".utf8))
  }

  @Test("cut units at the end are dropped, ill-formed bytes are replaced")
  func illFormed() {
    #expect(TextFileEncoding.decode([0xff, 0xfe, 0x41, 0, 0x42]) == "A")
    #expect(TextFileEncoding.decode([0x61, 0xff]) == "a\u{fffd}")
    #expect(TextFileEncoding.decode([0xff, 0xfe]) == "")
    #expect(TextFileEncoding.decode([]) == "")
  }

  @Test(arguments: [
    ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\r\nb\rc\n", ["a", "b", "c"]), ("\n\n", ["", ""]),
  ])
  func lines(text: String, expected: [String]) {
    #expect(TextLines.split(text) == expected)
  }
}
