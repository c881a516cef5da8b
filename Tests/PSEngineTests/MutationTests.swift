import PSEngine
import PSLanguage
import Testing

/// Scripts that nobody would write: pieces of others, cut, joined and repeated at random. They must end
/// as values or as errors.
@Suite struct MutationTests {
  /// Always the same sequence.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private static let scripts = [
    "$a = 1, 2, 3; $a[1..0] + $a[-1]; $a.Count", "[int]'5' * [long]::MaxValue / 0",
    "function f($x = 1, [int[]]$y) { begin { $n = 0 } process { $n += $_ } end { $n } }; 1..9 | f",
    "try { throw 'x' } catch [System.Exception] { $_.Exception.Message } finally { 'end' }",
    "switch -Regex ('a', 'b1') { '\\d' { 'digit'; continue } default { $_ } }",
    "\"$(1 + 1) and ${a} $($a.b[0].c)\" -replace '(?<n>\\w+)', '${n}$1$$'",
    "@{ a = @{ b = 1 }; 'c d' = { $args[0] } }.a.b++",
    "[datetime]'2024-05-01' - [timespan]::MaxValue",
    "-split 'a b c' -join ',' -f 1, 2; '{0:x8} {1,-5} {2:n2}' -f 255, 'a', 1e300",
    "for ($i = 0; $i -lt 3; $i++) { if ($i -band 1) { continue }; $i }", "1..5 | Take-First 2",
    "[char]65 + 'b'; 'abc'[-1]; 'abc'.Substring(1, 2).PadLeft(9).Insert(2, 'x')",
    "$h = [ordered]@{ z = 1 }; foreach ($k in $h.Keys) { $h.$k; $h[0] }; $h.Remove('z')",
    "& { param([Parameter(Mandatory)][ValidateRange(1, 5)][int]$n) $n } -n 3",
    "$b = { $x++; $x }.GetNewClosure(); & $b; . $b; $b.Invoke(1)", "$x = $y = @(); $x += , (1, 2)",
    "[math]::Round(2.5) ; [math]::Pow(2, 1024) -as [int]; 0xFFFFFFFFFF -shr 70; -bnot 5l",
    "[System.Collections.ArrayList]$l = 1..3; $l.Insert(0, 'a'); $l.RemoveRange(1, 2); $l.Sort()",
    "while ($true) { break }; do { $q-- } until ($q -lt -3); :o foreach ($i in 1) { break o }",
    "[regex]::Matches('aXbX', '(a|b)X') | Pass-Through; 'a' -match '(?<=x)|(a)+?'; $Matches",
    "[version]'1.2.3' -gt '1.2'; [guid]::Empty; [uri]'http://a/b?c#d'; [decimal]1.10 % 0.3",
    "\"a`tb`u{41}$_\"; @'\nit's\n'@; @\"\n$x \"q\"\n\"@; <# c #> 1 # d",
    "$null[0]; $null.a(); $a::b",
    "1 -and (0 -or !1 -xor 'x'); 5 -in 1..9; 'a' -clike 'A*'; 'b' -notin 'a', 'c'",
  ]

  private static let pieces = [
    "$", "(", ")", "{", "}", "[", "]", "@", "\"", "'", "`", ",", ";", "|", "&", ".", "..", "::",
    "-",
    "#", "<#", "\n", " ", "\0", "é", "\u{1F600}", "0", "-1", "1e308", "9999999999999999999",
    "2147483647", "$null", "$_", "@()", "@{}", "''", "[int]", "[string]", "-join", "-split", "-f",
    "[double]::NaN", "[long]::MinValue", "1..9", ".Length", "++", "--", "=", "+=", "*=", "%", "/",
  ]

  private static func mutant(_ random: inout Generator) -> String {
    var text = Array((scripts.randomElement(using: &random) ?? "").unicodeScalars)
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let place = Int.random(in: 0...text.count, using: &random)
      let end = min(text.count, place + Int.random(in: 0...8, using: &random))
      switch Int.random(in: 0..<5, using: &random) {
      case 0: text.removeSubrange(place..<end)
      case 1:
        text.insert(
          contentsOf: (pieces.randomElement(using: &random) ?? "").unicodeScalars, at: place)
      case 2: text.insert(contentsOf: text[place..<end], at: place)
      case 3:
        text.replaceSubrange(
          place..<end, with: (pieces.randomElement(using: &random) ?? "").unicodeScalars)
      default:
        let other = Array((scripts.randomElement(using: &random) ?? "").unicodeScalars)
        let start = Int.random(in: 0...other.count, using: &random)
        text.insert(contentsOf: other[start...].prefix(30), at: place)
      }
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: text)
    return String(result)
  }

  @Test(arguments: 1...4) func mutants(_ seed: UInt64) async throws {
    var random = Generator(state: seed)
    for _ in 0..<100 {
      let text = Self.mutant(&random)
      let task = Task { await Self.run(text) }
      let watchdog = Task {
        try await Task.sleep(for: .seconds(2))
        task.cancel()
      }
      let start = ContinuousClock.now
      await task.value
      watchdog.cancel()
      #expect(.now - start < .seconds(20), "\(text)")
    }
  }

  private static func run(_ text: String) async {
    let session = ScriptRun()
    _ = await session.runspace.run(text, interactive: false)
  }

  @Test(arguments: 1...4) func bytes(_ seed: UInt64) async throws {
    var random = Generator(state: seed)
    for _ in 0..<200 {
      let count = Int.random(in: 0...60, using: &random)
      let bytes = (0..<count).map { _ in
        // Mostly what the language gives a meaning.
        Bool.random(using: &random)
          ? Array("$({[@'\"`|&;,.-+*/%#<>=:!?]})\n a1".utf8).randomElement(using: &random) ?? 0
          : UInt8.random(in: 0...255, using: &random)
      }
      let result = Parser.parse(String(decoding: bytes, as: UTF8.self))
      #expect(result.tokens.allSatisfy { $0.extent.endOffset <= $0.extent.source.utf8.count })
    }
  }
}
