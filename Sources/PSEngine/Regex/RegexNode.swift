/// A parsed regular expression.
indirect enum RegexNode {
  case empty
  /// One UTF-16 unit; folded to lower case when case is ignored.
  case unit(UInt16, ignoresCase: Bool)
  /// `.`; with the option Singleline also a line feed.
  case any(includesLineFeed: Bool)
  case set(RegexSet)
  case sequence([RegexNode])
  case alternation([RegexNode])
  case capture(RegexGroup, RegexNode)
  case repetition(RegexNode, min: Int, max: Int?, isLazy: Bool)
  case assertion(RegexAssertion)
  case look(isBehind: Bool, isNegative: Bool, RegexNode)
  /// `(?>…)`: once matched, it is not tried again.
  case atomic(RegexNode)
  case backreference(RegexGroup, ignoresCase: Bool)
}

/// A group by its number or its place among the named ones, which are numbered after the others.
enum RegexGroup: Hashable {
  case numbered(Int)
  case named(Int)
}

/// A test that takes no characters.
enum RegexAssertion: Sendable {
  case start, end, endOrLastLineFeed, lineStart, lineEnd, wordBoundary, notWordBoundary
  case searchStart
}

/// Options of `[regex]`, with .NET's numbers.
public struct RegexOptions: OptionSet, Sendable, Hashable {
  /// The number.
  public let rawValue: Int64

  /// Makes a set from its number.
  public init(rawValue: Int64) { self.rawValue = rawValue }
  /// Case is ignored.
  public static let ignoreCase = RegexOptions(rawValue: 1)
  /// `^` and `$` match at every line.
  public static let multiline = RegexOptions(rawValue: 2)
  /// Only named groups capture.
  public static let explicitCapture = RegexOptions(rawValue: 4)
  /// `.` matches a line feed too.
  public static let singleline = RegexOptions(rawValue: 16)
  /// White space and comments in the pattern are skipped.
  public static let ignorePatternWhitespace = RegexOptions(rawValue: 32)

  /// The enumeration as scripts see it.
  public static let enumType = PSEnumType(
    "System.Text.RegularExpressions.RegexOptions",
    [
      ("None", 0), ("IgnoreCase", 1), ("Multiline", 2), ("ExplicitCapture", 4), ("Compiled", 8),
      ("Singleline", 16), ("IgnorePatternWhitespace", 32), ("RightToLeft", 64),
      ("ECMAScript", 256), ("CultureInvariant", 512),
    ], isFlags: true)
}

/// A pattern that is no regular expression.
public struct RegexSyntaxError: Error, Sendable {
  /// `parsing "…" - …`, as .NET says it.
  public let message: String
}

/// A match that was given up because the pattern tries too many ways.
public struct RegexTimeout: Error, Sendable {
  /// Makes the error.
  public init() {}

  /// What to tell.
  public var message: String {
    "The regular expression needs too many steps on this text. Make nested repetitions such as "
      + "'(a+)+' simpler."
  }
}
