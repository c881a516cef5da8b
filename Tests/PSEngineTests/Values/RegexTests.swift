import PSEngine
import PSLanguage
import Testing

/// Regular expressions in .NET's syntax (`language.md` 3.4).
struct RegexTests {
  private let values = ValueContext()

  private static let found: [(String, String, String?)] = [
    ("b+", "abbbc", "bbb"), ("b+?", "abbbc", "b"), ("^a.c$", "abc", "abc"), ("^b", "abc", nil),
    ("a|bc", "xbc", "bc"), ("(a|ab)(c|bcd)", "abcd", "abcd"), ("\\d{2,3}", "1 22 333", "22"),
    ("[^a-c]+", "abcxyz", "xyz"), ("\\w+@\\w+\\.com", "to me@x.com!", "me@x.com"),
    ("\\bcat\\b", "concat cat", "cat"), ("(?<=\\$)\\d+", "cost $42", "42"),
    ("(?<!\\$)\\b\\d+", "$42 17", "17"), ("foo(?=bar)", "foobaz foobar", "foo"),
    ("foo(?!bar)", "foobar foox", "foo"), ("(?i)ABC", "xabc", "abc"), ("(?-i:a)b", "AB ab", "ab"),
    ("(a)(b)?c", "ac", "ac"), ("(?<y>\\d{4})-\\k<y>", "2024-2024", "2024-2024"),
    ("(\\w)\\1", "hello", "ll"), ("a{2}", "aaa", "aa"), ("a{,2}", "a{,2}", "a{,2}"),
    ("[]a]+", "]a", "]a"), ("[a\\-z]+", "-z", "-z"), ("[a-z-[aeiou]]+", "aebcd", "bcd"),
    ("\\p{Lu}+", "abCDe", "CD"), ("(?s)a.b", "a\nb", "a\nb"), ("a.b", "a\nb", nil),
    ("(?m)^b$", "a\nb\nc", "b"), ("a$", "a\n", "a"), ("a\\z", "a\n", nil),
    ("(?>a+)b", "aaab", "aaab"),
    ("(?>a+)ab", "aaab", nil), ("(?x) a b # note", "ab", "ab"), ("\\x41\\u0042", "AB", "AB"),
    ("(a*)*", "aaa", "aaa"), ("(a*)+b", "aaab", "aaab"), ("(|a)+", "aaa", ""), ("", "abc", ""),
    ("(?:ab){2}", "ababab", "abab"), ("x*", "aaa", ""), (".*?,", "a,b,", "a,"),
  ]

  @Test func firstMatches() throws {
    for (pattern, text, expected) in Self.found {
      let match = try PSPattern(pattern).firstMatch(in: text)
      #expect(match?.text() == expected, "\(pattern) in \(text)")
    }
  }

  @Test(arguments: [
    ("(", "Not enough )'s."), (")", "Too many )'s."), ("[a", "Unterminated [] set."),
    ("*a", "Quantifier {x,y} following nothing."), ("a**", "Nested quantifier *."),
    ("\\", "Illegal \\ at end of pattern."), ("[z-a]", "[x-y] range in reverse order."),
    ("\\2(a)", "Reference to undefined group number 2."), ("a{3,1}", "Illegal {x,y} with x > y."),
  ])
  func invalidPatterns(pattern: String, reason: String) {
    let error = #expect(throws: RegexSyntaxError.self) { try PSPattern(pattern) }
    #expect(error?.message == "parsing \"\(pattern)\" - \(reason)")
  }

  @Test func exponentialPatternsEnd() throws {
    let pattern = try PSPattern("^(a+)+$")
    #expect(throws: RegexTimeout.self) {
      try pattern.firstMatch(in: String(repeating: "a", count: 40) + "b")
    }
  }

  @Test func longTextsNeedNoStack() throws {
    let text = String(repeating: "ab", count: 200_000)
    #expect(try PSPattern("(?:a|b)*").firstMatch(in: text)?.end() == 400_000)
    #expect(try PSPattern("^(ab)*$").firstMatch(in: text) != nil)
  }

  @Test func matchSetsMatches() async throws {
    let hit = try await values.binary(
      .match(.unspecified), "Port 5985", "(?<name>PORT)\\s+(\\d+)(x)?")
    #expect(shown(hit) == "Boolean True")
    let matches = try #require(values.context.variable("Matches")?.asObject as? PSHashtable)
    #expect(matches.entries.map { TextConversion.text(of: $0.key) } == ["0", "1", "name"])
    #expect(matches[1].map(shown) == "String 5985")
    #expect(matches["name"].map(shown) == "String Port")
    #expect(
      shown(try await values.binary(.match(.unspecified), ["ab", "cd"], "B"))
        == "System.Object[] String ab")
    #expect(shown(try await values.binary(.notMatch(.unspecified), "a", "b")) == "Boolean True")
    let error = await values.error { _ = try await values.binary(.match(.unspecified), "a", "[") }
    #expect(error?.record.message == "parsing \"[\" - Unterminated [] set.")
  }

  @Test func replace() async throws {
    let cases: [(PSValue, PSValue, String)] = [
      ("Hello", ["L", "1"], "He11o"), ("a-b", ["(\\w)-(\\w)", "$2-$1"], "b-a"),
      ("abc", "b", "ac"), ("x", ["x", "[$&]$$"], "[x]$"),
      ("2024", ["(?<y>\\d\\d)", "${y}."], "20.24."),
      ("abc", ["", "-"], "-a-b-c-"), ("a1", ["(\\d)", "$10"], "a10"),
    ]
    for (left, right, expected) in cases {
      #expect(try await values.text(.replace(.unspecified), left, right) == expected)
    }
    #expect(try await values.text(.replace(.sensitive), "Aa", ["a", "b"]) == "Ab")
    let error = await values.error {
      _ = try await values.binary(.replace(.unspecified), "a", [1, 2, 3])
    }
    #expect(error?.record.errorId == "BadReplaceArgument")
  }

  @Test func splitAndJoin() async throws {
    let cases: [(PSValue, PSValue, [String])] = [
      ("a,b,c", ",", ["a", "b", "c"]), ("a,b,c", [",", 2], ["a", "b,c"]),
      ("a1b2c", "\\d", ["a", "b", "c"]), ("a1b", "(\\d)", ["a", "1", "b"]),
      ("a.b", [".", 0, "SimpleMatch"], ["a", "b"]), ("aXbxc", "x", ["a", "b", "c"]),
      ("abc", "", ["", "a", "b", "c", ""]),
    ]
    for (left, right, expected) in cases {
      let parts = try await values.binary(.split(.unspecified), left, right)
      #expect(parts.enumerated.map { TextConversion.text(of: $0) } == expected)
    }
    let words = try await Operators.unary(.split(.unspecified), "  a  b\tc ", in: values.context)
    #expect(words.enumerated.count == 3)
    #expect(try await values.text(.join, [1, 2, 3], "-") == "1-2-3")
  }

  @Test func staticsAndObjects() async throws {
    #expect(shown(try await values.callStatic("regex", "Escape", "a.b")) == "String a\\.b")
    #expect(shown(try await values.callStatic("regex", "IsMatch", "ABC", "b")) == "Boolean False")
    #expect(
      shown(try await values.callStatic("regex", "IsMatch", "ABC", "b", "IgnoreCase"))
        == "Boolean True")
    #expect(shown(try await values.callStatic("regex", "Replace", "aXb", "X", "-")) == "String a-b")
    let all = try await values.callStatic("regex", "Matches", "a1b22", "\\d+")
    #expect(all.enumerated.map { TextConversion.text(of: $0) } == ["1", "22"])
    let groups = try await MemberAccess.get(all.enumerated[1], "Groups", in: values.context)
    let first = try await MemberAccess.index(groups, [0], in: values.context)
    #expect(shown(try await MemberAccess.get(first, "Value", in: values.context)) == "String 22")
  }
}
