import Testing

@testable import PSFormatting

@Suite("Lists and wide listings (language.md 10.8, 10.9)")
struct ListWriterTests {
  private let identity: [(String, String)] = [
    ("wsmid", "http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"),
    ("ProtocolVersion", "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"),
    ("ProductVendor", "Microsoft Corporation"),
    ("ProductVersion", "OS: 10.0.17763 SP: 0.0 Stack: 3.0"),
  ]

  @Test("The identity of a service at 80 columns: the address is cut after 61 cells")
  func identityAt80() {
    #expect(
      rendered(lists([identity]), terminal: 80)
        == golden(
          """


          wsmid           : http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.x
                            sd
          ProtocolVersion : http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd
          ProductVendor   : Microsoft Corporation
          ProductVersion  : OS: 10.0.17763 SP: 0.0 Stack: 3.0



          """))
  }

  @Test func identityAt120Core() {
    #expect(
      rendered(lists([identity]), terminal: 120, .core)
        == golden(
          """

          wsmid           : http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd
          ProtocolVersion : http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd
          ProductVendor   : Microsoft Corporation
          ProductVersion  : OS: 10.0.17763 SP: 0.0 Stack: 3.0

          """))
  }

  @Test func identityAt40() {
    #expect(
      Array(rendered(lists([identity]), terminal: 40)[2...5]) == [
        "wsmid           : http://schemas.dmtf.o",
        "                  rg/wbem/wsman/identit",
        "                  y/1/wsmanidentity.xsd",
        "ProtocolVersion : http://schemas.dmtf.o",
      ])
  }

  @Test("Each object aligns its own labels")
  func labels() {
    #expect(
      rendered(lists([[("A", "1"), ("Longer", "2")], [("B", "3")]]), terminal: 40)
        == ["", "", "A      : 1", "Longer : 2", "", "B : 3", "", "", ""])
  }

  @Test func emptyAndMultilineValues() {
    #expect(
      Array(rendered(lists([[("A", ""), ("B", "x\ny")]]), terminal: 40)[2...4])
        == ["A :", "B : x", "    y"])
  }

  @Test("Labels longer than the line are cut; below five cells nothing is printed")
  func narrow() {
    let record: [(String, String)] = [("ABCDEFGHIJ", "xyz")]
    #expect(rendered(lists([record]), terminal: 10)[2] == "ABCDE : x")
    for width in 0...5 {
      #expect(rendered(lists([record]), terminal: width).allSatisfy { $0.isEmpty })
    }
  }

  @Test("An object outside a table stands between empty lines")
  func outOfBand() {
    let shape = TableShape(columns: [.init(label: "A", width: 3)])
    let records: [FormatRecord] = [
      .start(.table(shape)), .groupStart(nil), .entry(.row(["1"])),
      .outOfBand(.list([ListField("B", "2")])), .entry(.row(["3"])), .groupEnd, .end,
    ]
    #expect(
      rendered(records, terminal: 40) == ["", "A", "-", "1", "", "B : 2", "", "3", "", ""])
  }

  private func wide(_ shape: WideShape, _ texts: [String]) -> [FormatRecord] {
    [.start(.wide(shape)), .groupStart(nil)] + texts.map { .entry(.wide($0)) } + [.groupEnd, .end]
  }

  @Test func wideListing() {
    #expect(
      rendered(wide(WideShape(), ["alpha", "beta", "gamma"]), terminal: 40)
        == ["", "", "alpha               beta", "gamma", "", ""])
    #expect(
      rendered(wide(WideShape(columns: 3), ["a", "b", "c", "d"]), terminal: 40, .core)
        == ["", "a             b            c", "d", ""])
  }

  @Test("-AutoSize puts as many columns on a line as fit")
  func autoSizedWideListing() {
    #expect(
      rendered(
        wide(WideShape(autosizes: true), ["abcdefgh", "b", "c", "d", "e"]), terminal: 40)
        == ["", "", "abcdefgh  b         c         d", "e", "", ""])
    #expect(
      rendered(wide(WideShape(columns: 1_000_000), ["a"]), terminal: 10)
        == ["", "", "a", "", ""])
  }
}
