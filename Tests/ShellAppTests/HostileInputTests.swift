import Foundation
import Testing

/// Input of users that is wrong, hostile or endless, sent to a service in another process: an error
/// with a number in good time, nothing written by half, and the next request is answered.
@Suite("hostile input of users", .serialized) struct HostileInputTests {
  private func run(_ script: String, _ program: Program? = nil) async throws -> Program.Result {
    let place = try await CausePlace.shared.ready()
    return try await (program ?? Program()).run(
      input: place.filled(
        """
        $p = ConvertTo-SecureString s3cret -AsPlainText -Force
        Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true
        Set-Item WSMan:\\localhost\\MaxEnvelopeSizekb 8192
        $all = @{ ComputerName = '127.0.0.1'; Port = PLAIN; Authentication = 'Basic' }
        $all.Credential = [pscredential]::new('operator', $p)
        function code($e) { '{0:X8}' -f $e.Exception.HResult }
        \(script)

        """))
  }

  // MARK: Queries

  /// Expressions of PowerShell that give a query, and the number of the error.
  static let queries: [(String, String)] = [
    // Malformed.
    ("'select'", "8033801A"),
    ("'select * from'", "8033801A"),
    ("'select * from Win32_Service where'", "8033801A"),
    ("'select * from Win32_Service where Name ='", "8033801A"),
    ("\"select * from Win32_Service where Name = 'x\"", "8033801A"),
    ("'select * from Win32_Service where (Name = 1'", "8033801A"),
    ("'drop table cim_instance'", "8033801A"),
    ("'select * from Win32_Service; delete from cim_instance'", "8033801A"),
    ("\"select * from Win32_Service where Name = 'x' union select * from account\"", "8033801A"),
    // Too long or too deep.
    ("'select * from Win32_Service where ' + '(' * 100000 + 'Name=1' + ')' * 100000", "8033801A"),
    ("'select * from Win32_Service where ' + 'not ' * 90000 + 'Name=1'", "8033801A"),
    ("'select * from Win32_Service where Name=1' + ' or Name=1' * 40000", "8033801A"),
  ]

  private static let next = """
    @(Get-WSManInstance wmicimv2/* -Enumerate -Filter `
      "select Name from Win32_Service where Name = 'winrm'" @all).Count
    """

  @Test(arguments: queries) func query(_ query: String, _ code: String) async throws {
    let result = try await run(
      """
      try { Get-WSManInstance wmicimv2/* -Enumerate -Filter (\(query)) @all } catch { code $_ }
      \(Self.next)
      """)
    #expect(result.outputLines == [code, "1"], "\(result.errors.prefix(1_000))")
    #expect(result.seconds < 20 * Program.timeScale)
  }

  /// One service takes no request of this size, the other one looks at the query.
  @Test(arguments: [
    ("\"select * from Win32_Service where Name = '\" + 'x' * 1000000 + \"'\"", "0"),
    ("'select * from Win32_Service where ' + '(' * 1000000", "8033801A"),
    ("'(' * 1000000", "8033801A"),
    ("'\u{6F22}' * 1000000", "8033801A"),
    ("'select ' + 'a,' * 500000 + 'a from Win32_Service'", "8033801A"),
  ])
  func aMillionCharacters(_ query: String, _ code: String) async throws {
    let result = try await run(
      """
      foreach ($port in PLAIN, LARGE) {
        $all.Port = $port
        try { @(Get-WSManInstance wmicimv2/* -Enumerate -Filter (\(query)) @all).Count }
        catch { code $_ }
        \(Self.next)
      }
      """)
    #expect(
      result.outputLines == ["80338111", "1", code, "1"], "\(result.errors.prefix(1_000))")
    #expect(result.seconds < 30 * Program.timeScale)
  }

  /// What would be more than a value in another language is one here.
  @Test(arguments: ["x'' or 1=1 --", "'; drop table cim_instance; --", "%", "_", "[", "\\"])
  func valuesInQueries(_ value: String) async throws {
    let result = try await run(
      """
      $value = @'
      \(value)
      '@.Trim()
      $quoted = $value.Replace('\\', '\\\\').Replace("'", "\\'")
      $filter = "select * from Win32_Service where Name = '$quoted'"
      @(Get-WSManInstance wmicimv2/* -Enumerate -Filter $filter @all).Count
      @(Get-WSManInstance wmicimv2/Win32_Service -Enumerate @all).Count -gt 5
      """)
    #expect(result.outputLines == ["0", "True"], "\(result.errors)")
  }

  /// Patterns that make many matchers, or who reads them, try everything.
  @Test(arguments: ["'%a' * 2000", "'[' * 100000", "'[a-' * 60000 + ']'"])
  func aPatternThatTriesEverything(_ pattern: String) async throws {
    let result = try await run(
      """
      $filter = "select * from Win32_Service where DisplayName like '" + \(pattern) + "'"
      @(Get-WSManInstance wmicimv2/* -Enumerate -Filter $filter @all).Count
      """)
    #expect(result.outputLines == ["0"], "\(result.errors)")
    #expect(result.seconds < 20 * Program.timeScale)
  }

  // MARK: Values

  @Test func markupInValues() async throws {
    let result = try await run(
      """
      $r = @{ ResourceURI = 'wmicimv2/Test_Note'; SelectorSet = @{ Number = 77 } }
      $null = New-WSManInstance @r @all -ValueSet @{ Text = 'first' }
      $text = '</p:Text><p:Number>1</p:Number><!-- & ]]> <![CDATA[ &lt; "'' ?><?x'
      (Set-WSManInstance @r @all -ValueSet @{ Text = $text }).Text -ceq $text
      (Get-WSManInstance @r @all).Text -ceq $text
      foreach ($name in 'Text/><p:Number', 'a b', '1', '', 'x:y', '&amp;', '<') {
        try { $null = Set-WSManInstance @r @all -ValueSet @{ $name = 'second' }; 'written' } catch { }
        (Get-WSManInstance @r @all).Text -ceq $text
      }
      # What cannot stand in XML is not sent, and nothing of it is written.
      try { $null = Set-WSManInstance @r @all -ValueSet @{ Text = "a$([char]0)b" }; 'written' } catch { }
      (Get-WSManInstance @r @all).Text -ceq $text
      try { Get-WSManInstance wmicimv2/Test_Note -SelectorSet @{ Number = '<1/>' } @all } catch { code $_ }
      Remove-WSManInstance @r @all
      """)
    #expect(
      result.outputLines.dropLast() == ArraySlice(Array(repeating: "True", count: 10)),
      "\(result.output) \(result.errors)")
    #expect(result.outputLines.last?.hasPrefix("8033") == true, "\(result.output)")
  }

  // MARK: Files

  @Test func inputFiles() async throws {
    let program = try Program()
    let namespace = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Test_Note"
    func note(_ text: String) -> String {
      "<p:Test_Note xmlns:p=\"\(namespace)\"><p:Number>78</p:Number><p:Text>\(text)</p:Text>"
        + "</p:Test_Note>"
    }
    let bad = [
      ("empty.xml", ""), ("text.xml", "hello"), ("half.xml", "<p:Test_Note"),
      ("two.xml", "<a/><b/>"), ("undeclared.xml", "<p:Test_Note/>"),
      ("entity.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + note("&e;")),
      ("bomb.xml", "<!DOCTYPE x [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>" + note("&b;")),
      ("deep.xml", String(repeating: "<a>", count: 100_000)),
      ("nul.xml", note("a\u{0}b")),
      ("huge.xml", note(String(repeating: "x", count: 64 << 20))),
      ("other.xml", "<p:Other xmlns:p=\"urn:x\"><p:Text>x</p:Text></p:Other>"),
    ]
    for (name, text) in bad { _ = try program.file(name, text) }
    try FileManager.default.createDirectory(
      at: program.home.appending(path: "folder.xml"), withIntermediateDirectories: true)
    let good = try program.file("good.xml", note("from a file"))
    let names = bad.map(\.0) + ["folder.xml", "missing.xml"]
    let result = try await run(
      """
      $r = @{ ResourceURI = 'wmicimv2/Test_Note'; SelectorSet = @{ Number = 78 } }
      $null = New-WSManInstance @r @all -ValueSet @{ Text = 'first' }
      foreach ($name in '\(names.joined(separator: "', '"))') {
        try { $null = Set-WSManInstance @r @all -FilePath "\(program.home.path)/$name"; 'written' }
        catch { "$name $((code $_) -ne '00000000')" }
        if ((Get-WSManInstance @r @all).Text -cne 'first') { 'changed' }
      }
      (Set-WSManInstance @r @all -FilePath '\(good)').Text
      Remove-WSManInstance @r @all
      """, program)
    #expect(
      result.outputLines == names.map { "\($0) True" } + ["from a file"],
      "\(result.output) \(result.errors.prefix(3_000))")
    #expect(!result.output.contains("root:") && !result.errors.contains("root:"))
  }
}
