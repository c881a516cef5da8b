import PSEngine
import Testing

/// Wildcards (`language.md` 3.4).
struct WildcardPatternTests {
  @Test(arguments: [
    ("*", "", true), ("a*c", "abbc", true), ("a*c", "abcd", false), ("a?c", "abc", true),
    ("a?c", "ac", false), ("[a-c]x", "Bx", true), ("[a-c]x", "dx", false), ("[abc", "[abc", true),
    ("a`*b", "a*b", true), ("a`*b", "axb", false), ("*.log", "X.LOG", true), ("[]]", "]", true),
    ("*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false), ("[a`-c]", "-", true),
  ])
  func matching(pattern: String, text: String, expected: Bool) {
    #expect(WildcardPattern(pattern).matches(text) == expected)
  }

  @Test func escapes() {
    #expect(WildcardPattern.escape("a*[b]") == "a`*`[b`]")
    #expect(WildcardPattern.unescape("a`*`[b`]`x") == "a*[b]`x")
    #expect(!WildcardPattern.containsWildcards("a`*b"))
    #expect(WildcardPattern.containsWildcards("a[b"))
    #expect(!WildcardPattern("ABC", ignoreCase: false).matches("abc"))
  }
}
