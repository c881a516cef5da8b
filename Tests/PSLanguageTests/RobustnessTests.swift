import Testing

@testable import PSLanguage

/// Inputs that must give a diagnostic or a tree, in time and without a crash.
@Suite struct RobustnessTests {
  private func firstDiagnostic(_ text: String) -> String {
    Parser.parse(text).diagnostics.first?.id ?? "none"
  }

  static let nests = [
    ("(", ")"), ("{", "}"), ("$(", ")"), ("@(", ")"), ("@{a=", "}"), ("if (1) { ", " }"),
    ("\"$(", ")\""), ("a (", ")"), ("$x[", "]"), ("[a(", ")]"), ("$a = ", ""), ("!", ""),
    ("[int]", ""), ("foreach ($x in 1) {", "}"), ("switch (1) { 1 {", "} }"), (",", ""),
    ("$x.M(", ")"), ("a { b | c { ", "} }"), ("try {", "} finally { }"), ("function f {", "}"),
    ("{ param($a = ", ") }"), ("1 + (", ")"), ("1, (", ")"), ("& { ", " }"), ("-not ", ""),
    ("[A[", "]]"), ("while (1) {", "}"),
  ]

  @Test(arguments: nests) func deepNestingIsADiagnostic(_ nest: (String, String)) {
    let count = 10_000
    let closed =
      String(repeating: nest.0, count: count) + "1" + String(repeating: nest.1, count: count)
    #expect(firstDiagnostic(closed) == "ScriptTooComplicated")
    let open = String(repeating: nest.0, count: count)
    #expect(firstDiagnostic(open) == "ScriptTooComplicated")
  }

  @Test(arguments: nests) func nestingUpToTheLimitIsRead(_ nest: (String, String)) {
    let count = 50
    let last = nest.0 == "[A[" ? "B" : "1"
    var closed = String(repeating: nest.0, count: count) + last
    closed += String(repeating: nest.1, count: count)
    if nest.0 == "[a(" { closed += "$x" }
    let id = firstDiagnostic(closed)
    #expect(id == "none" || nest.0.hasPrefix("[") && id == "UnexpectedAttribute")
  }

  static let long = [
    String(repeating: "1 + ", count: 62_500) + "1",
    String(repeating: "1,", count: 125_000) + "1",
    String(repeating: "a | ", count: 62_500) + "b",
    String(repeating: "a;", count: 125_000),
    "a " + String(repeating: "b ", count: 125_000),
    "'" + String(repeating: "x", count: 1_000_000) + "'",
    "\"" + String(repeating: "$x ", count: 82_500) + "\"",
    String(repeating: "x", count: 1_000_000),
    String(repeating: "`", count: 1_000_000) + "a",
    String(repeating: "if (1) { } ", count: 22_500),
    "if (1) { }" + String(repeating: "elseif (1) { }", count: 17_500),
    "@{" + String(repeating: "a=1;", count: 62_500) + "}",
    String(repeating: "\u{1F600}", count: 62_500),
    String(repeating: " ", count: 1_000_000),
    String(repeating: "#\n", count: 125_000),
    String(repeating: "<##>", count: 62_500),
    String(repeating: "$x.a\n", count: 50_000),
    String(repeating: ")\n", count: 75_000),
    String(repeating: "{", count: 1_000_000),
    String(repeating: "\"", count: 1_000_001),
    String(repeating: "@'\n", count: 75_000),
    String(repeating: "[", count: 1_000_000),
    String(repeating: "-", count: 1_000_000),
    String(repeating: "$", count: 1_000_000),
    String(repeating: "[a]", count: 82_500),
    String(repeating: "\0", count: 1_000_000),
  ]

  @Test(arguments: long.indices) func longTextsAreReadInLinearTime(_ index: Int) {
    let text = Self.long[index]
    let clock = ContinuousClock()
    let elapsed = clock.measure {
      let result = Parser.parse(text)
      for diagnostic in result.diagnostics {
        #expect(diagnostic.extent.startPosition.lineNumber >= 1)
      }
    }
    #expect(elapsed < .seconds(60))
  }

  @Test func longMemberChainsAreRefused() {
    let chain = "$x" + String(repeating: ".a", count: 10_000)
    #expect(firstDiagnostic(chain) == "ScriptTooComplicated")
    let array = "[int" + String(repeating: "[]", count: 10_000) + "]"
    #expect(firstDiagnostic(array) == "ScriptTooComplicated")
  }

  @Test func everyPrefixOfAScriptIsReadWithoutACrash() {
    let script = """
      using namespace System.Text
      [CmdletBinding()] param([Parameter(Mandatory)][string[]]$Name = "a$(Get-It "x")b", $b)
      begin { $x = @{ a = 1; 'b' = @(1, 2) } }
      process { foreach ($n in $Name) { "$n $($x.a)" | Where-Object { $_ -match 'a+' } 2>&1 } }
      end { try { throw 'x' } catch [System.Exception] { } finally { & $x.y -z:${q r} -- raw } }
      """
    let bytes = Array(script.utf8)
    for end in bytes.indices {
      let prefix = String(decoding: bytes[..<end], as: UTF8.self)
      let result = Parser.parse(prefix)
      #expect(result.tokens.allSatisfy { $0.extent.endOffset <= end })
    }
    #expect(Parser.parse(script).diagnostics.isEmpty)
  }

  @Test func randomTextsNeverCrash() {
    let pieces = [
      "(", ")", "{", "}", "[", "]", "$", "@", "\"", "'", "`", "\n", " ", "a", "1", "-", "--",
      "-eq", ",", ";", "|", "&", ".", "..", "::", "=", "+", "*", "/", "%", "!", "#", "<", ">",
      "<#", "#>", "@'", "'@", "@\"", "\"@", "$x", "${", "if", "foreach", "in", "switch", "param",
      "function", "try", "catch", "\0", "\u{2013}", "\u{201C}", "\u{1F600}", "[int]", "2>&1",
      ":", "?", "process", "default", "\r\n", "--%", "@x", "1kb", "0x", "1e", "[a(",
    ]
    var generator = SplitMix(state: 42)
    for _ in 0..<3_000 {
      var text = ""
      for _ in 0..<Int.random(in: 1...40, using: &generator) {
        text += pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }
      let core = Bool.random(using: &generator)
      let result = Parser.parse(text, options: ParserOptions(acceptsCoreSyntax: core))
      var last = -1
      for token in result.tokens {
        #expect(token.extent.startOffset > last || token.extent.isEmpty, "\(text.debugDescription)")
        last = token.extent.startOffset
      }
      #expect(result.ast.extent.endOffset == text.utf8.count)
    }
  }

  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}
