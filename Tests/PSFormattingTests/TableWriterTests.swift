import Testing

@testable import PSFormatting

/// The leaf view of the WSMan drive, whose output `provider.md` 12.3 prints.
private let leafColumns: [TableShape.Column] = [
  .init(label: "Type", width: 15), .init(label: "Name", width: 30),
  .init(label: "SourceOfValue", width: 15), .init(label: "Value"),
]

private func leaf(_ name: String, _ value: String, source: String = "") -> [String] {
  ["System.String", name, source, value]
}

@Suite("Tables (language.md 10.4 to 10.6)")
struct TableWriterTests {
  private let client = GroupHeader(
    label: "WSManConfig", value: #"Microsoft.WSMan.Management\WSMan::localhost\Client"#)

  private var clientRows: [[String]] {
    [
      leaf("NetworkDelayms", "5000"), leaf("URLPrefix", "wsman"), ["Container", "Auth", "", ""],
      leaf("TrustedHosts", ""),
    ]
  }

  @Test func clientAt120Desktop() {
    #expect(
      rendered(table(leafColumns, clientRows, header: client), terminal: 120)
        == golden(
          #"""


             WSManConfig: Microsoft.WSMan.Management\WSMan::localhost\Client

          Type            Name                           SourceOfValue   Value
          ----            ----                           -------------   -----
          System.String   NetworkDelayms                                 5000
          System.String   URLPrefix                                      wsman
          Container       Auth
          System.String   TrustedHosts


          """#))
  }

  @Test func clientAt120Core() {
    #expect(
      rendered(table(leafColumns, clientRows, header: client), terminal: 120, .core)
        == golden(
          #"""

             WSManConfig: Microsoft.WSMan.Management\WSMan::localhost\Client

          Type            Name                           SourceOfValue   Value
          ----            ----                           -------------   -----
          System.String   NetworkDelayms                                 5000
          System.String   URLPrefix                                      wsman
          Container       Auth
          System.String   TrustedHosts

          """#))
  }

  @Test("At 80 columns the value column has 16 cells")
  func valuesAt80() {
    let rows = [leaf("AllowRemoteAccess", "0123456789abcdefg", source: "GPO")]
    #expect(
      rendered(table(leafColumns, rows), terminal: 80)
        == golden(
          """

          Type            Name                           SourceOfValue   Value
          ----            ----                           -------------   -----
          System.String   AllowRemoteAccess              GPO             0123456789abc...


          """))
    #expect(
      rendered(table(leafColumns, rows), terminal: 80, .core)[3]
        == "System.String   AllowRemoteAccess              GPO             0123456789abcde…")
  }

  @Test("At 40 columns the last columns hide and the last visible one shrinks")
  func leafAt40() {
    #expect(
      rendered(table(leafColumns, clientRows), terminal: 40)
        == golden(
          """

          Type            Name
          ----            ----
          System.String   NetworkDelayms
          System.String   URLPrefix
          Container       Auth
          System.String   TrustedHosts


          """))
  }

  @Test("A long name is cut with three dots where the column ends")
  func longName() {
    let rows = [leaf("EnableCompatibilityHttpListener", "false")]
    #expect(
      rendered(table(leafColumns, rows), terminal: 120)[3]
        == "System.String   EnableCompatibilityHttpList...                 false")
  }

  @Test("A path that does not fit behind its label moves to the next line as a whole")
  func longGroupLine() {
    let path =
      #"Microsoft.WSMan.Management\WSMan::localhost\Plugin\microsoft.powershell\Resources"#
      + #"\Resource_1088764045\Security"#
    let lines = rendered(
      table(leafColumns, [], header: GroupHeader(label: "WSManConfig", value: path)), terminal: 120)
    #expect(lines[2] == "   WSManConfig:")
    #expect(lines[3] == path)
    let longer = path + #"\Security_2055936308"#
    let cut = rendered(
      table(leafColumns, [], header: GroupHeader(label: "WSManConfig", value: longer)),
      terminal: 120)
    #expect(
      Array(cut[2...3]) == [
        #"   WSManConfig: Microsoft.WSMan.Management\WSMan::localhost\Plugin\microsoft.powershell"#
          + #"\Resources\Resource_1088764045\S"#,
        #"ecurity\Security_2055936308"#,
      ])
  }

  @Test("An empty group value leaves no blank at the end of the line")
  func emptyGroupValue() {
    let lines = rendered(
      table(leafColumns, [], header: GroupHeader(label: "WSManConfig", value: "")), terminal: 120)
    #expect(lines[2] == "   WSManConfig:")
  }

  @Test("Two empty lines stand between groups in 5.1, one in 7")
  func groups() {
    let columns: [TableShape.Column] = [.init(label: "N", width: 5)]
    let records: [FormatRecord] = [
      .start(.table(TableShape(columns: columns))),
      .groupStart(GroupHeader(label: "G", value: "a")), .entry(.row(["1"])), .groupEnd,
      .groupStart(GroupHeader(label: "G", value: "b")), .entry(.row(["2"])), .groupEnd, .end,
    ]
    #expect(
      rendered(records, terminal: 80) == [
        "", "", "   G: a", "", "N", "-", "1", "", "", "   G: b", "", "N", "-", "2", "", "",
      ])
    #expect(
      rendered(records, terminal: 80, .core) == [
        "", "   G: a", "", "N", "-", "1", "", "   G: b", "", "N", "-", "2", "",
      ])
  }

  @Test("A file listing has four blanks before its header and one more empty line below it")
  func directoryHeader() {
    let header = GroupHeader(
      label: "Directory", value: #"C:\lab"#, indent: 4, extraLinesBelow: 1)
    let columns: [TableShape.Column] = [
      .init(label: "Mode", width: 7), .init(label: "LastWriteTime", width: 25, alignment: .right),
      .init(label: "Length", width: 14, alignment: .right), .init(label: "Name"),
    ]
    #expect(
      rendered(
        table(columns, [["-a----", "  1/2/2025   3:04 PM", "12", "a.txt"]], header: header),
        terminal: 80)
        == golden(
          #"""


              Directory: C:\lab


          Mode                LastWriteTime         Length Name
          ----                -------------         ------ ----
          -a----         1/2/2025   3:04 PM             12 a.txt


          """#))
  }

  @Test("Without a declared first width the columns are as wide as their values")
  func automaticWidths() {
    let columns: [TableShape.Column] = [
      .init(label: "Name"), .init(label: "Id", alignment: .right), .init(label: "Text"),
    ]
    #expect(
      rendered(table(columns, [["alpha", "1", "x"], ["b", "12345", "yyyy"]]), terminal: 80)
        == golden(
          """

          Name     Id Text
          ----     -- ----
          alpha     1 x
          b     12345 yyyy


          """))
  }

  @Test("-AutoSize replaces declared widths")
  func autoSize() {
    let lines = rendered(
      table(leafColumns, clientRows) { $0.autosizes = true }, terminal: 120)
    #expect(
      Array(lines[1...3]) == [
        "Type          Name           SourceOfValue Value",
        "----          ----           ------------- -----",
        "System.String NetworkDelayms               5000",
      ])
  }

  @Test("-HideTableHeaders leaves labels and dashes out")
  func hiddenHeaders() {
    let lines = rendered(
      table(leafColumns, [leaf("URLPrefix", "wsman")]) { $0.hidesHeaders = true }, terminal: 80)
    #expect(
      lines == ["", "System.String   URLPrefix                                      wsman", "", ""])
  }

  @Test("-Wrap continues values below their column")
  func wrapping() {
    let columns: [TableShape.Column] = [
      .init(label: "A", width: 4), .init(label: "B", width: 10), .init(label: "C", width: 3),
    ]
    let lines = rendered(
      table(columns, [["x", "one two three", "end"]]) { $0.wraps = true }, terminal: 40)
    #expect(Array(lines[3...4]) == ["x    one two    end", "     three"])
  }

  @Test("A label that is wider than its column goes on in a second header line")
  func wrappedLabels() {
    let columns: [TableShape.Column] = [
      .init(label: "Used (GB)", width: 5, alignment: .right), .init(label: "Name", width: 6),
    ]
    #expect(
      Array(rendered(table(columns, [["1.00", "C"]]), terminal: 40)[1...4]) == [
        " Used Name", " (GB)", "----- ----", " 1.00 C",
      ])
  }

  @Test("Values of several lines show the first and the ellipsis")
  func multilineValue() {
    let columns: [TableShape.Column] = [.init(label: "A", width: 10), .init(label: "B", width: 5)]
    #expect(
      rendered(table(columns, [["one\ntwo", "x"]]), terminal: 40)[3] == "one...     x")
  }

  @Test("Wide characters keep the columns in line")
  func wideCharacters() {
    let columns: [TableShape.Column] = [.init(label: "A", width: 8), .init(label: "B", width: 5)]
    let lines = rendered(
      table(columns, [["日本", "x"], ["日本語日本語", "y"]]), terminal: 40)
    #expect(Array(lines[3...4]) == ["日本     x", "日本...  y"])
  }

  @Test("A terminal below five columns shows no table and does no harm")
  func narrowest() {
    for width in 0...4 {
      let lines = rendered(table(leafColumns, clientRows), terminal: width)
      #expect(lines.allSatisfy { $0.isEmpty })
    }
  }

  @Test("Text between the rows of a collected table keeps its place")
  func textBetweenRows() {
    let shape = TableShape(columns: [.init(label: "Name")])
    let records: [FormatRecord] = [
      .start(.table(shape)), .groupStart(nil), .entry(.row(["a"])), .outOfBand(.raw("between")),
      .entry(.row(["longer"])), .groupEnd, .end,
    ]
    #expect(
      rendered(records, terminal: 40) == ["", "Name", "----", "a", "between", "longer", "", ""])
  }
}
