import CIMModel
import Testing

@testable import Lab

/// Instances as they are kept in the database.
@Suite struct CIMDocumentTests {
  private let type: CIMClass

  init() throws {
    var schema = CIMSchema()
    try MOFParser.read(
      """
      class Strange {
        [key] string Name;
        uint64 Big;
        sint64 Low;
        real64 Real;
        boolean Flag;
        char16 Sign;
        string Words[];
        datetime Time;
        Strange Inner;
      };
      """, into: &schema)
    type = try #require(schema["Strange"])
  }

  @Test func everyTypeComesBack() throws {
    let inner = CIMInstance(
      className: "Strange", values: ["Name": "in \"it\"", "Flag": false, "Big": 7])
    let time = try #require(CIMDateTime("20240301081530.000000+000"))
    let instance = CIMInstance(
      className: "Strange",
      values: [
        "Name": "a\\b\"c\n\u{1}\u{1F600}é", "Big": .unsigned(.max), "Low": .signed(.min),
        "Real": .real(-1.5e300), "Flag": true, "Sign": .char16(0xD800),
        "Words": .array(["", "x,y", "]"]), "Time": .datetime(time), "Inner": .instance(inner),
      ])
    let text = CIMDocument.text(of: instance, of: type)
    #expect(try CIMDocument.instance(text, of: type) == instance)
  }

  @Test func textOfOtherWritersIsRead() throws {
    let text = #" { "words" : [ "\u00e9\uD83D\uDE00\/" , "b" ] , "Name":"n\tm", "FLAG": null } "#
    let instance = try CIMDocument.instance(text, of: type)
    #expect(instance["Words"] == .array(["é\u{1F600}/", "b"]))
    #expect(instance["Name"] == "n\tm")
    #expect(instance.names == ["Name", "Words"])
  }

  @Test(arguments: [
    "", "{", "{}x", "[]", #"{"Name"}"#, #"{"Name":}"#, #"{"Name":"a"#, #"{"Name":"a\"#,
    #"{"Name":"\u12"}"#, #"{"Name":"a" "Big":1}"#, #"{"Name":tru}"#, #"{,}"#, #"{"Words":["a"}"#,
  ])
  func brokenTextIsAnError(_ text: String) {
    #expect(throws: CIMStorageError.self) { try CIMDocument.instance(text, of: type) }
  }

  @Test func deepNestingIsAnError() {
    let text = "{\"Words\":" + String(repeating: "[", count: 100_000)
    #expect(throws: CIMStorageError.self) { try CIMDocument.instance(text, of: type) }
  }
}
