import CIMModel
import Testing

@Suite struct ClassCatalogTests {
  @Test func theCatalogueDescribesServices() throws {
    let schema = try ClassCatalog.schema()
    let service = try #require(schema["win32_service"])
    #expect(service.name == "Win32_Service")
    #expect(service.keys.map(\.name) == ["Name"])
    #expect(service.property("STATE")?.isWritable == true)
    #expect(service.properties.first?.name == "AcceptPause")
    #expect(service.properties.count == 26)
    #expect(service.method("create")?.isStatic == true)
    #expect(service.method("StopService")?.inParameters.isEmpty == true)
    #expect(service.method("GetSecurityDescriptor")?.outParameters.map(\.name) == ["Descriptor"])
  }

  @Test func familiesHoldTheClassesBelow() throws {
    let schema = try ClassCatalog.schema()
    #expect(
      schema.family(of: "Win32_BaseService").map(\.name)
        == ["Win32_BaseService", "Win32_Service", "Win32_SystemDriver"])
    #expect(schema.isClass("Win32_Service", a: "cim_logicalelement"))
    #expect(!schema.isClass("Win32_Service", a: "Win32_Process"))
    #expect(schema.family(of: "No_Such").isEmpty)
  }

  @Test func associationsKnowWhatTheyConnect() throws {
    let schema = try ClassCatalog.schema()
    let dependency = try #require(schema["Win32_DependentService"])
    #expect(dependency.isAssociation)
    #expect(dependency.property("Antecedent")?.type == .reference("Win32_BaseService"))
    #expect(schema["Win32_CurrentTime"]?.isSingleton == true)
    #expect(schema["Win32_LocalTime"]?.isSingleton == true)
  }
}

@Suite struct MOFParserTests {
  @Test func declarationsAreRead() throws {
    var schema = CIMSchema()
    try MOFParser.read(
      """
      // a comment
      [Description("A, (thing)"), Abstract] class Lab_Thing { [key] string Name; };
      /* another
         one */
      class Lab_Box : Lab_Thing {
        [write, MaxLen(5)] uint16 Sizes[];
        Lab_Thing ref Inside;
        uint32 Open([in] string Key, [out] boolean IsOpen);
      };
      """, into: &schema)
    let box = try #require(schema["Lab_Box"])
    #expect(box.properties.map(\.name) == ["Inside", "Name", "Sizes"])
    #expect(box.property("Sizes")?.isArray == true)
    #expect(box.method("Open")?.inParameters.map(\.name) == ["Key"])
    #expect(schema["Lab_Thing"]?.isAbstract == true)
  }

  @Test(arguments: [
    ("class", 1, "the name of the class is missing before the end of the text"),
    ("class A { string B }", 1, "';' is missing before '}'"),
    ("class A {\n  string 5;\n};", 2, "a name is missing before '5'"),
    ("class A : B { };", 1, "the class B, from which A descends, is not declared before it"),
    ("class A { };\nclass a { };", 2, "the class a is declared twice"),
    ("\n/* open", 2, "the comment has no end"),
    ("[Description(\"x", 1, "the text has no closing quotation mark"),
    ("[Description(x", 1, "']' is missing before the end of the text"),
  ])
  func mistakesNameTheirLine(text: String, line: Int, problem: String) {
    var schema = CIMSchema()
    #expect(throws: MOFError(line: line, problem: problem)) {
      try MOFParser.read(text, into: &schema)
    }
    #expect(schema.names.isEmpty)
  }
}
