import Testing

@testable import PSLanguage

@Suite struct LiteralTests {
  static let numbers = [
    Case("1", "1"), Case("007", "7"), Case("1l", "1l"), Case("1L", "1l"), Case("1.5", "1.5"),
    Case(".5", "0.5"), Case("5.", "5.0"), Case("1e3", "1000.0"), Case("1E-2", "0.01"),
    Case("1.5d", "15e-1d"), Case("2d", "2d"), Case("1kb", "1024"), Case("4gb", "4294967296l"),
    Case("1.5kb", "1536.0"), Case("2lkb", "2048l"), Case("1dkb", "1024d"), Case("0x10", "16"),
    Case("0xFFFFFFFF", "-1"), Case("0xFFFFFFFFF", "68719476735l"),
    Case("0x7fffffffl", "2147483647l"),
    Case("2147483647", "2147483647"), Case("2147483648", "2147483648l"),
    Case("-2147483648", "-2147483648"), Case("9223372036854775807", "9223372036854775807l"),
    Case("9223372036854775808", "9223372036854775808d"),
    Case("100000000000000000000000000000", "1e+29"), Case("1pb", "1125899906842624l"),
    Case("-5", "-5"), Case("+5", "5"), Case("-1.5e2", "-150.0"), Case("0x10kb", "16384"),
    Case("99999999999999999999l", "error BadNumericConstant"),
    Case("1e999", "error BadNumericConstant"),
  ]

  @Test(arguments: numbers) func numbersChooseTheirType(_ example: Case) {
    #expect(tree(example.text) == example.tree)
  }

  @Test func textsConvertByTheSameRules() {
    #expect(NumberLiteral("0x10") == .int32(16))
    #expect(NumberLiteral("1kb") == .int32(1024))
    #expect(NumberLiteral("-2.5e3") == .double(-2500))
    #expect(NumberLiteral("1x") == nil)
    #expect(NumberLiteral("") == nil)
    #expect(NumberLiteral("-") == nil)
    #expect(NumberLiteral("1 ") == nil)
  }

  static let strings = [
    Case("'a''b'", #""a'b""#),
    Case("'a`n$x'", #""a`n$x""#),
    Case("\"a`tb`\"c`$d``\"", #""a\tb\"c$d`""#),
    Case("\"a\"\"b\"", #""a\"b""#),
    Case("\"`0\"", #""\0""#),
    Case("\"C:\\new\\\"", #""C:\\new\\""#),
    Case("\"$x.Name\"", #"(string $x ".Name")"#),
    Case("\"$x[0]\"", #"(string $x "[0]")"#),
    Case("\"$($x.Name)\"", "(string ($ (. $x Name)))"),
    Case("\"$($map[\"key\"])\"", #"(string ($ (index $map "key")))"#),
    Case("\"$($a; \"b$(\"c\")\")\"", #"(string ($ $a (string "b" ($ "c"))))"#),
    Case("\"$server:5985\"", "(string $server:5985)"),
    Case("\"${server}:5985\"", #"(string $server ":5985")"#),
    Case("\"$a, $b\"", #"(string $a ", " $b)"#),
    Case("\"$Env:SystemRoot\\x\"", #"(string $Env:SystemRoot "\\x")"#),
    Case("\"a$\"", #""a$""#),
    Case("\"$ 5\"", #""$ 5""#),
    Case("\"$$ $? $^\"", #"(string $$ " " $? " " $^)"#),
    Case("\"$a::b\"", #"(string $a "::b")"#),
    Case("\"a\nb\"", #""a\nb""#),
    Case("@'\na'b\n\"c\"\n'@", #""a'b\n\"c\"""#),
    Case("@'\r\na\r\nb\r\n'@", #""a\r\nb""#),
    Case("@'\n'@", #""""#),
    Case("@\"\na $x\n\"@", #"(string "a " $x)"#),
    Case("@\"\n\n\"@", #""""#),
    Case("@\"\na\n\n\"@", #""a\n""#),
    Case(
      "@\"\n<a b=\"${env:windir}\">{0}</a>\n\"@ -f 1",
      #"(-f (string "<a b=\"" $env:windir "\">{0}</a>") 1)"#),
    Case("@\"\n $(1)\n'@\n\"@", #"(string " " ($ 1) "\n'@")"#),
    Case("\u{201C}a\u{201D}", #""a""#),
    Case("\u{2018}a\u{2019}", #""a""#),
    Case("@'x\n'@", "error UnexpectedCharactersAfterHereStringHeader"),
    Case("@'\nx\n  '@", "error WhitespaceBeforeHereStringFooter"),
    Case("\"$()\"", "(string ($))"),
  ]

  @Test(arguments: strings) func stringsResolveEscapesAndExpand(_ example: Case) {
    #expect(tree(example.text) == example.tree)
  }

  static let variables = [
    Case("$a", "$a"), Case("$_", "$_"), Case("$global:x", "$global:x"),
    Case("$env:PATH", "$env:PATH"),
    Case("${a b}", "$a b"), Case("${a`}b}", "$a}b"), Case("${C:\\a b.txt}", "$C:\\a b.txt"),
    Case("$using:x", "$using:x"), Case("$?", "$?"), Case("$$", "$$"), Case("$^", "$^"),
    Case("$h\u{E9}", "$h\u{E9}"), Case("${}", "error EmptyVariableReference"),
    Case("$x:", "error InvalidVariableReferenceWithDrive"),
  ]

  @Test(arguments: variables) func variablesHaveNames(_ example: Case) {
    #expect(tree(example.text) == example.tree)
  }

  @Test func variablePathsSplitAtTheColon() {
    #expect(VariablePath("Global:Abc").qualifier == .global)
    #expect(VariablePath("Global:Abc").key == "abc")
    #expect(VariablePath("C:\\a:b").driveName == "C")
    #expect(VariablePath("C:\\a:b").name == "\\a:b")
    #expect(VariablePath("env:X").userPath == "env:X")
  }

  @Test func expandableTextNeedsNoQuotes() throws {
    let (expression, diagnostics) = Parser.parseExpandableText("a \"$x\" $(1)")
    #expect(diagnostics.isEmpty)
    #expect(try #require(expression).description == #"(string "a \"" $x "\" " ($ 1))"#)
    #expect(Parser.parseExpandableText("$(").expression == nil)
  }
}
