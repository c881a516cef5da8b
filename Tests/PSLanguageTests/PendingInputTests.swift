import PSLanguage
import Testing

/// Lines that are joined until the language is satisfied (`language.md` 2.11).
@Suite struct PendingInputTests {
  /// What the answers must be: those of a parser that reads the whole text each time.
  private func wanted(_ lines: [String]) -> [Bool] {
    lines.indices.map {
      Parser.parse(lines[...$0].joined(separator: "\n")).isIncompleteInput
    }
  }

  private static let inputs: [[String]] = [
    ["1"], [""], ["if (1) {", "2", "}"], ["@'", "it's", " x", "'@"],
    ["@\"", "$(", "1", ")", "\"@"],
    ["'a", "b\"", "c'"], ["\"a", "$(1", "+ 2)", "'", "b\""], ["<# a", "b", "#>"],
    ["f `", "a"], ["1 +", "2"], ["a |", "b"], ["try {", "}", "catch {", "}"], ["${a", "b}"],
    ["$x = @{", "a = 1", "b = '}'", "}"], ["f (", "'('", ")"], ["do {", "} ", "while (0)"],
  ]

  @Test(arguments: inputs) func shortInputsAreParsedAfterEachLine(_ lines: [String]) {
    var input = PendingInput()
    let answers = lines.map { input.append($0) }
    #expect(answers == wanted(lines))
    #expect(input.text == lines.joined(separator: "\n"))
  }

  private static let bodies: [[String]] = [
    ["  if ($x -eq 1) {", "    'v1'", "  }"], ["  $a[0] = \"x $y\" # a } comment", "  f {", "}"],
    ["  'it''s }'", "  \"`\" }\"", "  \"$(f ')')\""], ["  @'", "}", "'@"], ["  <# } #>"],
    ["  f `{ }", "  {", "}"], ["  ${a}}b} = 1", "  {", "}"], ["  a#b {", "}"], ["  --% {"],
    ["  f a}", "  {", ""], ["  \u{2018}}\u{2019}"], ["  (", "  ", "  )"],
  ]

  @Test("a long block ends where it ends, whatever stands in it", arguments: bodies)
  func longBlocks(_ body: [String]) {
    var lines = ["function f {"]
    while lines.joined().utf8.count < 6000 { lines += body }
    lines += ["}", "1"]
    var input = PendingInput()
    var complete: Int?
    for (index, line) in lines.enumerated() where complete == nil {
      if !input.append(line) { complete = index }
    }
    let text = lines[...(complete ?? 0)].joined(separator: "\n")
    let isWrong = Parser.parse(text).isIncompleteInput
    #expect(complete != nil && !isWrong)
    // No later than a parser of the whole text would tell, but for errors in the middle.
    if Parser.parse(text).diagnostics.isEmpty, let complete {
      let before = lines[..<complete].joined(separator: "\n")
      #expect(Parser.parse(before).isIncompleteInput)
    }
  }

  /// A first line, many lines made from their numbers, and a last line.
  private func input(
    _ first: String, _ count: Int, _ lines: (Int) -> [String], _ last: String
  ) -> [String] {
    var result = [first]
    for number in 0..<count { result += lines(number) }
    return result + [last]
  }

  @Test("a long input takes time in proportion to its length")
  func longInputs() {
    let inputs: [[String]] = [
      input("function f {", 5000, { ["  if ($x) { \"$($y + \($0)) }\" }"] }, "}"),
      input("$x = @\"", 10_000, { ["  \"name\($0)\": {},"] }, "\"@"),
      input("$x =", 10_000, { ["  \($0),"] }, "1"),
      input("@{", 3000, { ["  a\($0) = @'", "it's } here", "'@"] }, "}"),
      input("@'", 10_000, { ["line \($0)"] }, "'@"),
      input("function f {", 3000, { ["  if ($x -eq \($0)) {", "    'v\($0)'", "  }"] }, "}"),
    ]
    for lines in inputs {
      let start = ContinuousClock.now
      var input = PendingInput()
      let answers = lines.map { input.append($0) }
      #expect(answers.dropLast().allSatisfy { $0 } && answers.last == false)
      #expect(.now - start < .seconds(20))
    }
  }

  @Test func blanksAndClearing() {
    var input = PendingInput()
    #expect(input.isBlank)
    let isIncompleteAfterBlanks = input.append(" \t")
    #expect(!isIncompleteAfterBlanks && input.isBlank)
    let isIncomplete = input.append("(")
    #expect(isIncomplete && !input.isBlank)
    input.clear()
    #expect(input.text.isEmpty)
  }
}
