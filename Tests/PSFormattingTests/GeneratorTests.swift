import PSEngine
import Testing

@testable import PSFormatting

@Suite("Choosing the view (language.md 10.2, 10.3)")
struct GeneratorTests {
  private let test = TestSession(width: 80)

  @Test("Scalars are raw lines without empty lines around")
  func scalars() async throws {
    #expect(
      try await test.shown(
        .string("text"), .int(5), .bool(true), .string(""), .null, .string("a\nb"))
        == ["text", "5", "True", "", "a", "b"])
  }

  @Test("Up to four properties make a table, five a list")
  func tableOrList() async throws {
    let four = object(("A", .int(1)), ("B", .string("x")), ("C", .null), ("D", .bool(false)))
    #expect(
      try await test.shown(four) == ["", "A B C     D", "- - -     -", "1 x   False", "", ""])
    let five = object(
      ("A", .int(1)), ("B", .string("x")), ("C", .null), ("D", .bool(false)), ("E", .list([])))
    #expect(
      try await test.shown(five)
        == ["", "", "A : 1", "B : x", "C :", "D : False", "E : {}", "", "", ""])
  }

  @Test("Later objects of another shape show the columns that the first one fixed")
  func laterObjects() async throws {
    #expect(
      try await test.shown(
        object(("A", .string("one")), ("B", .int(1))), .string("between"),
        object(("B", .int(22)), ("C", .string("lost"))))
        == ["", "A    B", "-    -", "one  1", "between", "    22", "", ""])
  }

  @Test("An object that has a view of its own is listed between the rows")
  func outOfBand() async throws {
    let version = PSValue.object(
      Item(["System.Version"], [("Major", .int(5)), ("Minor", .int(1))]))
    let lines = try await test.shown(
      object(("A", .string("one"))), version, object(("A", .string("two"))))
    #expect(
      lines == ["", "A", "-", "one", "", "Major : 5", "Minor : 1", "", "two", "", ""])
  }

  @Test("A dictionary shows its entries")
  func dictionary() async throws {
    let table = PSHashtable(isOrdered: true)
    table["Name"] = .string("lab")
    table["Ports"] = .list([.int(1), .int(2), .int(3), .int(4), .int(5)])
    #expect(
      try await test.shown(.object(table))
        == golden(
          """

          Name                           Value
          ----                           -----
          Name                           lab
          Ports                          {1, 2, 3, 4...}


          """))
  }

  @Test("Collections are taken apart, nested ones too")
  func collections() async throws {
    #expect(
      try await test.shown(.list([.int(1), .list([.int(2), .object(PSList([.int(3)]))])]))
        == ["1", "2", "3"])
  }

  @Test("An object without properties prints its text")
  func withoutProperties() async throws {
    #expect(try await test.shown(.object(Item(["Lab.Empty"], []))) == ["Lab.Empty"])
  }

  @Test("An error keeps its place in a table that is still collected")
  func errorBetweenRows() async throws {
    let record = ErrorRecord(
      PSException("System.InvalidOperationException", "broken"), id: "Broken",
      category: .invalidOperation)
    record.isFromErrorStream = true
    let lines = try await test.shown(
      object(("A", .string("one"))), .object(record), object(("A", .string("two"))))
    #expect(
      lines == [
        "", "A", "-", "one", "broken",
        "    + CategoryInfo          : InvalidOperation: (:) [], InvalidOperationExcept",
        "   ion",
        "    + FullyQualifiedErrorId : Broken", "", "two", "", "",
      ])
  }

  @Test("Exceptions show their message")
  func exceptions() async throws {
    #expect(
      try await test.shown(.object(PSException("System.IO.IOException", "disk full")))
        == ["disk full"])
  }

  @Test("A view selected by name, and the error for a name that does not exist")
  func viewByName() async throws {
    test.session.formatViews.add([
      .table(for: ["Lab.Thing"], named: "short", [FormatColumn("Name", width: 10)]),
      .table(
        for: ["Lab.Thing"], named: "long",
        [
          FormatColumn("Name", width: 10), FormatColumn("Size", width: 6, alignment: .right),
        ]),
    ])
    let item = PSValue.object(
      Item(["Lab.Thing"], [("Name", .string("a")), ("Size", .int(7))]))
    #expect(try await test.shown(item) == ["", "Name", "----", "a", "", ""])
    var request = FormatRequest(.table)
    request.viewName = "LONG"
    #expect(
      try await test.shown(request, [item])
        == ["", "Name         Size", "----         ----", "a               7", "", ""])
    request.viewName = "wide"
    let error = await #expect(throws: PSRuntimeError.self) {
      _ = try await test.shown(request, [item])
    }
    #expect(error?.record.errorId == "FormatViewNotFound")
    #expect(error?.record.message.contains("short, long") == true)
  }

  @Test("A later registered view replaces an earlier one; the nearest type wins")
  func precedence() async throws {
    let views = test.session.formatViews
    views.add([.table(for: ["Lab.Base"], [FormatColumn("Base", width: 9)])])
    views.add([.table(for: ["Lab.Base"], named: "newer", [FormatColumn("New", width: 9)])])
    #expect(views.view(for: ["Lab.Derived", "Lab.Base"])?.name == "newer")
    views.add([.table(for: ["lab.derived"], named: "own", [FormatColumn("Own", width: 9)])])
    #expect(views.view(for: ["Lab.Derived", "Lab.Base"])?.name == "own")
    #expect(views.view(for: ["Lab.Derived"], kind: .list) == nil)
  }

  @Test("Types with a default set of properties show only those")
  func displayProperties() async throws {
    test.session.formatViews.setDisplayProperties(["B"], for: "Lab.Thing")
    let item = PSValue.object(
      Item(["Lab.Thing"], [("A", .int(1)), ("B", .int(2))]))
    #expect(try await test.shown(item) == ["", "B", "-", "2", "", ""])
  }
}

@Suite("What -Property accepts (language.md 10.7)")
struct FormatPropertyTests {
  private let test = TestSession(width: 80)
  private let item = object(
    ("Name", .string("lab")), ("NetId", .int(7)), ("Size", .number(.double(1536))))

  private func shown(_ kind: FormatKind, _ properties: [PSValue]) async throws -> [String] {
    var request = FormatRequest(kind)
    request.properties = try properties.map { try FormatProperty($0) }
    return try await test.shown(request, [item])
  }

  private func calculated(_ entries: (String, PSValue)...) -> PSValue {
    let table = PSHashtable()
    for (key, value) in entries { table[key] = value }
    return .object(table)
  }

  @Test("Labels are spelled as the user typed them")
  func names() async throws {
    #expect(
      try await shown(.table, [.string("netid"), .string("NAME")])
        == ["", "netid NAME", "----- ----", "    7 lab", "", ""])
  }

  @Test func wildcards() async throws {
    #expect(
      try await shown(.table, [.string("N*")])
        == ["", "Name NetId", "---- -----", "lab      7", "", ""])
    #expect(
      try await shown(.list, [.string("*")])
        == ["", "", "Name  : lab", "NetId : 7", "Size  : 1536", "", "", ""])
  }

  @Test func calculatedProperty() async throws {
    let size = calculated(
      ("L", .string("KiB")), ("E", .string("Size")), ("W", .int(10)), ("a", .string("right")),
      ("F", .string("{0:N1}")))
    #expect(
      try await shown(.table, [size, .string("Name")])
        == ["", "       KiB Name", "       --- ----", "   1,536.0 lab", "", ""])
  }

  @Test("Wrong keys and values are named")
  func wrongKeys() throws {
    let cases: [(key: String, value: PSValue, id: String)] = [
      ("Colour", .string("red"), "DictionaryKeyUnknown"),
      ("Width", .int(0), "DictionaryKeyIllegalValue"),
      ("Alignment", .string("middle"), "DictionaryKeyIllegalValue"),
      ("Label", .string("x"), "DictionaryKeyMandatoryEntry"),
    ]
    for (key, value, id) in cases {
      let error = #expect(throws: PSRuntimeError.self) {
        _ = try FormatProperty(calculated((key, value)))
      }
      #expect(error?.record.errorId == id)
    }
  }

  @Test("A property that is not there is empty; .Count of everything is no property")
  func missing() async throws {
    #expect(
      try await shown(.list, [.string("Nope"), .string("Count")])
        == ["", "", "Nope  :", "Count :", "", "", ""])
  }

  @Test("-GroupBy repeats the header for every group")
  func grouping() async throws {
    var request = FormatRequest(.table)
    request.properties = [FormatProperty("Id")]
    request.groupBy = FormatProperty("Kind")
    let items = [("a", 1), ("A", 2), ("b", 3)].map { kind, id in
      object(("Kind", .string(kind)), ("Id", .int(id)))
    }
    #expect(
      try await test.shown(request, items) == [
        "", "", "   Kind: a", "", "Id", "--", " 1", " 2", "", "", "   Kind: b", "", "Id", "--",
        " 3", "", "",
      ])
  }

  @Test("-Force shows strings by their properties")
  func forced() async throws {
    var request = FormatRequest(.list)
    request.properties = [FormatProperty("Length")]
    #expect(try await test.shown(request, [.string("abc")]) == ["abc"])
    request.isForced = true
    #expect(
      try await test.shown(request, [.string("abc")]) == ["", "", "Length : 3", "", "", ""])
  }

  @Test func wide() async throws {
    var request = FormatRequest(.wide)
    request.wideColumns = 3
    #expect(
      try await test.shown(request, [item, item])
        == ["", "", "lab                        lab", "", ""])
  }

  @Test func nested() async throws {
    let outer = object(("Name", .string("x")), ("Inner", object(("A", .list([.int(1), .int(2)])))))
    #expect(
      try await test.shown(FormatRequest(.custom), [outer])
        == golden(
          """

          class PSCustomObject
          {
            Name = x
            Inner =
              class PSCustomObject
              {
                A =
                  [
                    1
                    2
                  ]

              }
          }



          """))
  }
}

@Suite("Values in cells (language.md 10.7)")
struct CellTextTests {
  private func text(_ value: PSValue, _ style: OutputStyle = .desktop) -> String {
    CellText.text(of: value, style: style, isTable: true)
  }

  @Test func scalars() {
    #expect(text(.null) == "")
    #expect(text(.bool(true)) == "True")
    #expect(text(.number(.double(2.5))) == "2.5")
    #expect(text(.number(.double(1234.5)), .core) == "1,234.50")
    #expect(text(.int(1234), .core) == "1234")
  }

  @Test func collections() {
    #expect(text(.list([])) == "{}")
    #expect(text(.list([.string("a"), .null, .bool(false)])) == "{a, $null, False}")
    let five = PSValue.list((1...5).map { .int($0) })
    #expect(text(five) == "{1, 2, 3, 4...}")
    #expect(text(five, .core) == "{1, 2, 3, 4…}")
    var unlimited = OutputStyle.desktop
    unlimited.enumerationLimit = -1
    #expect(text(five, unlimited) == "{1, 2, 3, 4, 5}")
  }

  @Test("Elements print their own text, else the property that names them")
  func elements() {
    let named = PSValue.object(
      Item(["Lab.Thing"], [("Size", .int(1)), ("HostName", .string("x"))]))
    #expect(text(.list([named])) == "{x}")
    #expect(text(.list([object(("a", .int(1)), ("b", .string("x")))])) == "{@{a=1; b=x}}")
    #expect(text(.list([.object(Item(["Lab.Thing"], []))])) == "{Lab.Thing}")
  }

  @Test func dictionaries() {
    let table = PSHashtable(isOrdered: true)
    table["Transport"] = .string("HTTP")
    table["Port"] = .int(5985)
    #expect(text(.object(table)) == "{Transport, Port}")
    #expect(text(.object(table), .core) == "{[Transport, HTTP], [Port, 5985]}")
  }

  @Test func dates() {
    let date = PSValue.object(PSDateTime(ticks: 638_714_270_450_000_000))
    #expect(text(date) == "1/2/2025 3:04:05 PM")
  }
}

@Suite("Long output")
struct LongOutputTests {
  @Test("Time grows with the number of rows, not faster")
  func manyRows() async throws {
    let test = TestSession()
    let rows = (0..<10_000).map { number in
      object(("Name", .string("name\(number)")), ("Id", .int(number)), ("Text", .string("日本")))
    }
    let start = ContinuousClock.now
    let lines = try await test.shown(rows)
    #expect(lines.count == 10_005)
    #expect(ContinuousClock.now - start < .seconds(10))
  }
}
