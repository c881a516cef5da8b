import CIMModel
import Testing

@Suite struct WQLTests {
  private func select(_ text: String) throws -> WQLSelect {
    guard case .select(let select) = try WQLQuery(text) else {
      throw WQLError(.syntax, "no SELECT")
    }
    return select
  }

  @Test func theWholeGrammarIsRead() throws {
    let query = try select(
      "select Name, State from Win32_Service where (StartMode='Auto' and not State = \"Running\") "
        + "or 5 < ProcessId or Name like 'win%' or InstallDate is not null")
    #expect(query.properties == ["Name", "State"])
    #expect(query.className == "Win32_Service")
    #expect(
      query.condition
        == .any([
          .all([
            .comparison(property: "StartMode", .equal, .string("Auto")),
            .not(.comparison(property: "State", .equal, .string("Running"))),
          ]),
          .comparison(property: "ProcessId", .greater, .number("5")),
          .comparison(property: "Name", .like, .string("win%")),
          .not(.isNull(property: "InstallDate")),
        ]))
  }

  @Test func backslashesAndBothQuotationMarks() throws {
    let query = try select(#"SELECT * FROM A WHERE P = 'C:\\x\'y' AND Q != "it's""#)
    #expect(query.properties == nil)
    #expect(
      query.condition
        == .all([
          .comparison(property: "P", .equal, .string(#"C:\x'y"#)),
          .comparison(property: "Q", .notEqual, .string("it's")),
        ]))
  }

  @Test(arguments: [
    "", "select", "select *", "select * from", "select , from A", "select * from A where",
    "select * from A where B", "select * from A where B =", "select * from A where B = C",
    "select * from A where (B = 1", "select * from A where B = 1)", "select * from A where B = 'x",
    "select * from A where not", "select * from A where B like 5", "select * from A where B is 5",
    "select * from A where B < null", "select * from A; delete", "delete from A",
    "select count(*) from A", "select * from A order by B", "select * from A where B = 1 and",
    "associators of", "associators of {", "associators of {A.K=}",
    "references of {A.K=1} where X=Y",
    "references of {A.K=1} where AssocClass=Y", "select * from A where \u{0} = 1",
  ])
  func wrongQueriesAreRefused(text: String) {
    let error = #expect(throws: WQLError.self) { try WQLQuery(text) }
    #expect(error?.kind == .syntax)
  }

  @Test func sizeAndDepthAreBounded() throws {
    let deep = "select * from A where " + String(repeating: "(", count: 100_000)
    #expect(throws: WQLError(.tooLarge, "the query is nested deeper than 200 levels")) {
      try WQLQuery(deep)
    }
    let long = "select * from A where B = '" + String(repeating: "x", count: 1_100_000) + "'"
    #expect(throws: WQLError(.tooLarge, "the query is longer than 1048576 bytes")) {
      try WQLQuery(long)
    }
    let wide = String(repeating: "B = 1 or ", count: 20_000)
    #expect(throws: WQLError(.tooLarge, "the query has more than 10000 conditions")) {
      try WQLQuery("select * from A where " + wide + "B = 2")
    }
    let nots = "select * from A where " + String(repeating: "not ", count: 100_000) + "B = 1"
    #expect(throws: WQLError.self) { try WQLQuery(nots) }
  }

  @Test func associationsAreRead() throws {
    guard
      case .associated(let query) = try WQLQuery(
        "ASSOCIATORS OF {Win32_Service.Name=\"WinRM\"} WHERE AssocClass=Win32_DependentService "
          + "Role = Dependent ResultClass=Win32_Service ResultRole=Antecedent")
    else { throw WQLError(.syntax, "no association") }
    #expect(query.result == .associatedInstances)
    #expect(query.object.text == "Win32_Service.Name=\"WinRM\"")
    #expect(query.associationClass == "Win32_DependentService")
    #expect(query.role == "Dependent")
    #expect(query.resultClass == "Win32_Service")
    #expect(query.resultRole == "Antecedent")
  }
}

@Suite struct CIMFilterTests {
  private let schema: CIMSchema
  private let service: CIMClass

  init() throws {
    schema = try ClassCatalog.schema()
    service = try #require(schema["Win32_Service"])
  }

  private func filter(_ condition: String) throws -> CIMFilter {
    guard
      case .select(let select) = try WQLQuery("select * from Win32_Service where " + condition),
      let condition = select.condition
    else { throw WQLError(.syntax, "no condition") }
    return try CIMFilter(condition, on: service, in: schema)
  }

  private var winrm: CIMInstance {
    CIMInstance(
      className: "Win32_Service",
      values: [
        "Name": .string("WinRM"), "State": .string("Running"), "ProcessId": .unsigned(912),
        "ExitCode": .unsigned(0),
        "Started": .boolean(true),
        "DisplayName": .string("Windows Remote Management (WS-Management)"),
      ])
  }

  @Test(arguments: [
    ("name = 'winrm'", true), ("Name <> 'WINRM'", false), ("ProcessId > 911.5", true),
    ("ProcessId >= '912'", true), ("ProcessId < 99999999999999999999", true),
    ("ProcessId < 912.5", true), ("ProcessId = 912.5", false), ("ProcessId <> 912.5", true),
    ("ProcessId = 9.12e2", true), ("ProcessId = 9.12E+2", true), ("ProcessId > 91200e-2", false),
    ("ProcessId > -1", true), ("ProcessId = -1", false),
    ("ExitCode = 0.0", true), ("ExitCode >= 0.0", true), ("ProcessId < 4294967295.5", true),
    ("Started = true", true), ("Started = 1", true), ("Started <> 'true'", false),
    ("InstallDate is null", true), ("InstallDate = null", true), ("InstallDate <> null", false),
    ("InstallDate > '20000101000000.000000+000'", false),
    ("not InstallDate > '20000101000000.000000+000'", true),
    ("Caption <> 'x'", false), ("DisplayName like '%(WS-%)'", true),
    ("Name like 'w_n[a-s]m'", true),
    ("Name not like 'x%'", true), ("Caption not like 'x%'", false),
    ("__CLASS = 'win32_service'", true), ("__THIS isa 'Win32_BaseService'", true),
    ("__THIS isa 'Win32_Process'", false),
    ("Name = 'x' or State = 'running' and ProcessId = 912", true),
    ("(Name = 'x' or State = 'running') and ProcessId = 1", false), ("Name < 'x'", true),
  ])
  func conditionsHold(condition: String, holds: Bool) throws {
    #expect(try filter(condition).matches(winrm) == holds)
  }

  // No Double stands for these numbers.
  @Test(arguments: [
    ("Least <> -9223372036854775809", true), ("Least <= -9223372036854775809", false),
    ("Least > -9223372036854775808.5", true), ("Least = -9223372036854775808.0", true),
    ("Greatest < 18446744073709551615.5", true), ("Greatest >= 18446744073709551616", false),
    ("Greatest = 18446744073709551615.0", true), ("Greatest > 18446744073709551614.5", true),
    ("Odd > 9007199254740993.5", false), ("Odd > 9007199254740992.5", true),
    ("Odd < 9007199254740993.5", true), ("Odd > -.5", true), ("Odd < 1e300", true),
    ("Least > -1e300", true),
  ])
  func digitsNextToTheEndsOfATypeCount(condition: String, holds: Bool) throws {
    var schema = schema
    try MOFParser.read(
      "class Numbers { [key] string Name; sint64 Least; uint64 Greatest; uint64 Odd; };",
      into: &schema)
    guard
      case .select(let select) = try WQLQuery("select * from Numbers where " + condition),
      let condition = select.condition
    else { throw WQLError(.syntax, "no condition") }
    let filter = try CIMFilter(condition, on: try #require(schema["Numbers"]), in: schema)
    let instance = CIMInstance(
      className: "Numbers",
      values: [
        "Least": .signed(.min), "Greatest": .unsigned(.max),
        "Odd": .unsigned(9_007_199_254_740_993),
      ])
    #expect(filter.matches(instance) == holds)
  }

  @Test(arguments: [
    ("NoSuch = 1", "the class Win32_Service has no property NoSuch"),
    ("ProcessId = 'many'", "many is no uint32, which ProcessId is"),
    ("ProcessId like '9%'", "LIKE needs a text; ProcessId is uint32"),
    ("Started > true", "Started can be compared with = and <> only"),
    ("InstallDate = 'yesterday'", "yesterday is no datetime, which InstallDate is"),
    ("Name isa 'Win32_Service'", "ISA needs __THIS; Name is no object"),
  ])
  func whatDoesNotFitTheClassIsRefused(condition: String, problem: String) {
    #expect(throws: WQLError(.unfitting, problem)) { try filter(condition) }
  }

  @Test(arguments: [
    ("%", "", true), ("_", "", false), ("a%b%c", "axxbyyc", true), ("a%b%c", "axxbyy", false),
    ("[^a]x", "bx", true), ("[^a]x", "ax", false), ("[", "[", true), ("100[%]", "100%", true),
    ("[a=c]", "b", true), ("Ä%", "äpfel", true), ("a_", "a🙂", true),
  ])
  func patterns(pattern: String, text: String, fits: Bool) {
    #expect(WQLPattern(pattern).matches(text) == fits)
  }

  @Test func aHostilePatternTakesNoLongTime() {
    let pattern = WQLPattern(String(repeating: "%a", count: 500) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 5000)))
  }
}
