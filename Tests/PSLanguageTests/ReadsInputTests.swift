import PSLanguage
import Testing

@Suite struct ReadsInputTests {
  @Test(arguments: [
    "$input", "$INPUT | sort", "dir; if ($true) { \"got ${input}\" }", "foreach ($x in $input) { }",
    "a $input.txt", "@($input)[0]", "process { $_ }", "param($x) begin { } process\n{ 1 }",
    "& { $input }",
  ])
  func whatIsPipedInIsWanted(_ text: String) {
    #expect(Parser.parse(text).readsInput)
  }

  @Test(arguments: [
    "dir", "'$input'", "# $input", "\"`$input\"", "$inputs", "$env:input", "get-process { }",
    "function f { $input }", "filter f { $_ }", "function f { process { $_ } }; 1 | f",
    "& { process { 1 } }",
  ])
  func nothingIsWanted(_ text: String) {
    #expect(!Parser.parse(text).readsInput)
  }
}
