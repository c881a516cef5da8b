import CIMModel
import Foundation
import Testing
import ThrowawayFolder
import WSManService

@testable import Lab

/// Classes and instances that lab files add.
@Suite struct LabInstanceTests {
  private static let classes = """
    classes: |
      class Contoso_Asset {
        [key] string Tag;
        uint32 Price;
        boolean Leased;
        string Users[];
        datetime Bought;
      };

    """

  private func lab(_ instances: String, table: String? = nil) throws -> LabFile {
    let folder = try ThrowawayFolder()
    if let table { try folder.write(table, to: "assets.csv") }
    let path = try folder.write(
      Self.classes + "computers:\n  - name: pc1\n    instances:\n" + instances, to: "lab.yaml")
    return try LabFile(contentsOf: path)
  }

  private func repository(_ text: String, in folder: ThrowawayFolder) throws -> SQLiteCIMRepository
  {
    let file = try LabFile(contentsOf: folder.write(text, to: "lab.yaml"))
    let entry = try #require(file.entries.first)
    return SQLiteCIMRepository(
      database: .temporary(), computer: "pc1", namespaces: entry.namespaces, own: entry.instances,
      seed: {
        [
          CIMInstance(
            className: "Win32_Environment", values: ["Name": "PATH", "UserName": "<SYSTEM>"])
        ]
      })
  }

  private func all(_ name: String, _ repository: SQLiteCIMRepository) async throws -> [CIMInstance]
  {
    try await repository.read { try $0.all(name, in: "root/cimv2") }
  }

  @Test func valuesAndFiles() async throws {
    let folder = try ThrowawayFolder()
    try folder.write(
      "\u{FEFF}#TYPE Selected\r\ntag,\"Price\",users,Bought\r\n\"A,\"\"1\",5,anna;bert,\r\n\r\n"
        + "A2,,,20240301081530.000000+000", to: "assets.csv")
    try folder.write("- {Tag: A3, Users: [a, b], Leased: true, Price: ~}\n", to: "more.yml")
    let repository = try repository(
      Self.classes + """
        computers:
          - name: pc1
            instances:
              - {class: contoso_asset, file: assets.csv}
              - {class: Contoso_Asset, file: more.yml}
              - class: Win32_Environment
                values: [{Name: PATH, UserName: <SYSTEM>, VariableValue: 'C:\\bin'}]
        """, in: folder)
    let assets = try await all("Contoso_Asset", repository)
    #expect(assets.map { $0["Tag"].text } == ["A,\"1", "A2", "A3"])
    #expect(assets.first?["Price"] == 5)
    #expect(assets.first?["Users"] == .array(["anna", "bert"]))
    #expect(assets.first?.names == ["Price", "Tag", "Users"])
    #expect(assets[1]["Bought"].text == "20240301081530.000000+000")
    #expect(assets[2]["Leased"] == true)
    // The file wins over what the computer would have otherwise.
    let variables = try await all("Win32_Environment", repository)
    #expect(variables.map { $0["VariableValue"].text } == ["C:\\bin"])
  }

  @Test func aRequestThatIsGivenUpDoesNotWaitForTables() async throws {
    let database = LabDatabase.temporary()
    let busy = SQLiteCIMRepository(database: database, computer: "pc2", seed: { [] })
    let waiting = SQLiteCIMRepository(
      database: database, computer: "pc1",
      seed: {
        [CIMInstance(className: "Win32_Environment", values: ["Name": "A", "UserName": "B"])]
      })
    let gate = DispatchSemaphore(value: 0)
    let (entries, entry) = AsyncStream.makeStream(of: Void.self)
    // Nobody else can write as long as the gate is closed.
    let writer = Task {
      try await busy.update { _ in
        entry.yield()
        gate.wait()
      }
    }
    for await _ in entries { break }
    let request = Task { try await all("Win32_Environment", waiting) }
    request.cancel()
    await #expect(throws: CancellationError.self) { try await request.value }
    gate.signal()
    try await writer.value
    #expect(try await all("Win32_Environment", waiting).count == 1)
  }

  @Test(arguments: [
    ("      - values: []\n", 12, "the name of a class"),
    ("      - {class: Contoso_Aset, values: []}\n", 12, "Did you mean \"Contoso_Asset\"?"),
    ("      - {class: CIM_LogicalElement, values: []}\n", 12, "is abstract"),
    ("      - {class: Contoso_Asset}\n", 12, "either \"values\" or \"file\""),
    (
      "      - {class: Contoso_Asset, values: [], fil: x}\n", 12,
      "Accepted keys: class, namespace, only, values, file"
    ),
    ("      - {class: Contoso_Asset, values: [{Price: 1}]}\n", 12, "The key Tag"),
    ("      - {class: Contoso_Asset, values: [{Tag: ~}]}\n", 12, "The key Tag"),
    (
      "      - class: Contoso_Asset\n        values:\n          - Tag: a\n            Prise: 1\n",
      15,
      "Did you mean \"Price\"? Accepted names: Bought, Leased, Price, Tag, Users."
    ),
    (
      "      - {class: Contoso_Asset, values: [{Tag: a, Price: -1}]}\n", 12,
      "a whole number from 0 to 4294967295"
    ),
    ("      - {class: Contoso_Asset, values: [{Tag: a, Leased: 2}]}\n", 12, "true or false"),
    ("      - {class: Contoso_Asset, values: [{Tag: [a, b]}]}\n", 12, "one value and no list"),
    ("      - {class: Contoso_Asset, values: [{Tag: a, tag: b}]}\n", 12, "given twice"),
    ("      - {class: Contoso_Asset, file: ../assets.csv}\n", 12, "beside the lab file"),
    ("      - {class: Contoso_Asset, file: /dev/zero.csv}\n", 12, "beside the lab file"),
    ("      - {class: Contoso_Asset, file: assets.txt}\n", 12, "file of CSV or YAML"),
    ("      - {class: Contoso_Asset, file: assets.csv}\n", 12, "does not exist"),
    ("      - {class: Contoso_Asset, file: assets.yaml}\n", 12, "does not exist"),
  ])
  func mistakesInTheLabFile(instances: String, line: Int, part: String) throws {
    let error = try #require(throws: LabFileError.self) { try lab(instances) }
    #expect(error.line == line, "\(error)")
    #expect(error.message.contains(part), "\(error)")
  }

  @Test(arguments: [
    ("", 12, "is empty"),
    ("Tag,Prise\n", 1, "Did you mean \"Price\"?"),
    ("Price\n1\n", 1, "A column for the key Tag"),
    ("Tag,tag\n", 1, "two columns for Tag"),
    ("Tag,Price\na,1\nb\n", 3, "has 1 values, and the first row names 2"),
    ("Tag,Price\na,1\n,2\n", 3, "The key Tag has no value"),
    ("Tag,Price\n\"a\nb\",1\nc,x\n", 4, "\"x\" is no value for Price"),
    ("Tag\n\"a\n", 2, "never closed"),
    ("Tag\n\"a\"b\n", 2, "closing quotation mark"),
    ("Tag\na\"b\n", 2, "has to stand in quotation marks"),
  ])
  func mistakesInATable(table: String, line: Int, part: String) throws {
    let error = try #require(throws: LabFileError.self) {
      try lab("      - {class: Contoso_Asset, file: assets.csv}\n", table: table)
    }
    #expect(error.line == line, "\(error)")
    #expect(error.message.contains(part), "\(error)")
  }

  @Test(arguments: [
    ("class A { string B; };", 2, "has no key"),
    ("class A {\n  [key] strng B;\n};", 2, "neither a type nor a class"),
    ("class A { [key] string B };", 2, "';' is missing"),
    ("\nclass Win32_Service { [key] string Name; };", 3, "declared twice"),
    ("class A : Nothing { [key] string Name; };", 2, "not declared before it"),
    ("/* class", 2, "has no end"),
  ])
  func mistakesInClasses(text: String, line: Int, part: String) throws {
    let block = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "  \($0)\n" }.joined()
    let error = try #require(throws: LabFileError.self) {
      try LabFile(text: "classes: |\n\(block)computers: [{name: a}]\n", file: "my.yaml")
    }
    #expect(error.line == line, "\(error)")
    #expect(error.message.contains(part), "\(error)")
  }

  @Test func hugeFieldsAreRefused() throws {
    for table in [
      "Tag\n" + String(repeating: "a", count: 1 << 21),
      "Tag\n\"" + String(repeating: "a", count: 1 << 21),
      String(repeating: ",", count: 5000),
    ] {
      let error = try #require(throws: LabFileError.self) {
        try lab("      - {class: Contoso_Asset, file: assets.csv}\n", table: table)
      }
      #expect(error.message.contains("The row "), "\(error)")
    }
  }

  /// What is too far down to be seen at the start is an error of the request, and nothing of the file
  /// is kept.
  @Test func mistakesFarDown() async throws {
    for (last, part) in [("x", "\"x\" is no value for Price"), ("7\na5,1", "the same keys")] {
      let folder = try ThrowawayFolder()
      let rows = (0..<2000).map { "a\($0),\($0)\n" }.joined()
      try folder.write("Tag,Price\n\(rows)b,\(last)\n", to: "assets.csv")
      let repository = try repository(
        Self.classes + "computers:\n  - name: pc1\n    instances:\n"
          + "      - {class: Contoso_Asset, file: assets.csv}\n", in: folder)
      for _ in 0..<2 {
        let error = try await #require(throws: LabFileError.self) {
          try await all("Contoso_Asset", repository)
        }
        #expect(error.description.contains("assets.csv:200"), "\(error)")
        #expect(error.message.contains(part), "\(error)")
      }
    }
  }
}
