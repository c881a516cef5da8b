/// A compiled regular expression: instructions for ``RegexMachine``.
struct RegexProgram: Sendable {
  /// One instruction. Targets are places in the same list of instructions.
  enum Instruction: Sendable {
    case unit(UInt16)
    case foldedUnit(UInt16)
    case any
    case anyButLineFeed
    case set(Int)
    /// Tries the first target, later the second.
    case split(Int, Int)
    case jump(Int)
    /// Stores the position in a slot.
    case save(Int)
    /// Goes on only when the position has moved since the slot was stored.
    case checkProgress(Int)
    case assertion(RegexAssertion)
    /// Runs another list without taking characters.
    case look(code: Int, isBehind: Bool, isNegative: Bool, minLength: Int, maxLength: Int?)
    case atomic(code: Int)
    case backreference(Int, ignoresCase: Bool)
    /// Repeats the one-character instruction that follows.
    case loop(min: Int, max: Int, isLazy: Bool)
    case accept
  }

  var codes: [[Instruction]] = []
  var sets: [RegexSet] = []
  /// Number of groups with group 0.
  var groupCount = 1
  /// Names of groups by number; numbers as text for unnamed ones.
  var groupNames: [String] = ["0"]
  /// Places for positions: two for each group, one for each loop.
  var slotCount = 2
  /// The unit that every match begins with, when there is one.
  var firstUnit: (unit: UInt16, isFolded: Bool)?
  /// Whether a match can only begin at the start of the text.
  var isAnchored = false
}

/// Turns a tree into a program.
struct RegexCompiler {
  /// Largest size of a program in instructions.
  static let maxSize = 50_000

  private var program = RegexProgram()
  private var unnamedCount: Int
  private var size = 0
  private let parser: RegexParser

  /// Compiles a pattern.
  static func compile(
    _ pattern: String, _ options: RegexOptions
  ) throws(RegexSyntaxError) -> RegexProgram {
    var parser = RegexParser(pattern, options)
    let tree = try parser.parse()
    var compiler = RegexCompiler(parser)
    return try compiler.run(tree)
  }

  private init(_ parser: RegexParser) {
    self.parser = parser
    unnamedCount = parser.unnamedCount
    program.groupCount = 1 + parser.unnamedCount + parser.names.count
    program.groupNames = (0...parser.unnamedCount).map { String($0) } + parser.names
    program.slotCount = 2 * program.groupCount
  }

  private mutating func run(_ tree: RegexNode) throws(RegexSyntaxError) -> RegexProgram {
    program.codes = [[]]
    var code: [RegexProgram.Instruction] = []
    try emit(tree, into: &code)
    code.append(.accept)
    program.codes[0] = code
    switch code.first {
    case .unit(let unit): program.firstUnit = (unit, false)
    case .foldedUnit(let unit): program.firstUnit = (unit, true)
    case .assertion(.start): program.isAnchored = true
    default: break
    }
    return program
  }

  private func number(_ group: RegexGroup) throws(RegexSyntaxError) -> Int {
    switch group {
    case .numbered(let number):
      guard number < program.groupCount else {
        throw parser.error("Reference to undefined group number \(number).")
      }
      return number
    case .named(let index): return 1 + unnamedCount + index
    }
  }

  private mutating func emit(
    _ node: RegexNode, into code: inout [RegexProgram.Instruction]
  ) throws(RegexSyntaxError) {
    size += 1
    guard size <= Self.maxSize else { throw parser.error("The pattern is too large.") }
    switch node {
    case .empty: break
    case .unit, .any, .set: code.append(single(node))
    case .sequence(let nodes): for part in nodes { try emit(part, into: &code) }
    case .alternation(let branches): try emit(branches, into: &code)
    case .capture(let group, let inner):
      let number = try number(group)
      code.append(.save(2 * number))
      try emit(inner, into: &code)
      code.append(.save(2 * number + 1))
    case .repetition(let inner, let min, let max, let isLazy):
      try emit(inner, min, max, isLazy, into: &code)
    case .assertion(let kind): code.append(.assertion(kind))
    case .look(let isBehind, let isNegative, let inner):
      let lengths = isBehind ? RegexLength.range(of: inner) : (0, nil)
      code.append(
        .look(
          code: try part(inner), isBehind: isBehind, isNegative: isNegative,
          minLength: lengths.0, maxLength: lengths.1))
    case .atomic(let inner): code.append(.atomic(code: try part(inner)))
    case .backreference(let group, let ignoresCase):
      code.append(.backreference(try number(group), ignoresCase: ignoresCase))
    }
  }

  /// A list of instructions of its own.
  private mutating func part(_ node: RegexNode) throws(RegexSyntaxError) -> Int {
    var code: [RegexProgram.Instruction] = []
    try emit(node, into: &code)
    code.append(.accept)
    program.codes.append(code)
    return program.codes.count - 1
  }

  private mutating func single(_ node: RegexNode) -> RegexProgram.Instruction {
    switch node {
    case .unit(let unit, let ignoresCase): return ignoresCase ? .foldedUnit(unit) : .unit(unit)
    case .any(let includesLineFeed): return includesLineFeed ? .any : .anyButLineFeed
    case .set(let set):
      program.sets.append(set)
      return .set(program.sets.count - 1)
    default: return .accept
    }
  }

  private mutating func emit(
    _ branches: [RegexNode], into code: inout [RegexProgram.Instruction]
  ) throws(RegexSyntaxError) {
    var ends: [Int] = []
    for (index, branch) in branches.enumerated() {
      guard index < branches.count - 1 else {
        try emit(branch, into: &code)
        break
      }
      let split = code.count
      code.append(.split(split + 1, 0))
      try emit(branch, into: &code)
      ends.append(code.count)
      code.append(.jump(0))
      code[split] = .split(split + 1, code.count)
    }
    for end in ends { code[end] = .jump(code.count) }
  }

  private mutating func emit(
    _ inner: RegexNode, _ min: Int, _ max: Int?, _ isLazy: Bool,
    into code: inout [RegexProgram.Instruction]
  ) throws(RegexSyntaxError) {
    switch inner {
    case .unit, .any, .set:
      code.append(.loop(min: min, max: max ?? .max, isLazy: isLazy))
      code.append(single(inner))
      return
    default: break
    }
    for _ in 0..<min { try emit(inner, into: &code) }
    if let max {
      // Each optional repetition may be left out together with all that follow.
      var splits: [Int] = []
      for _ in min..<Swift.max(min, max) {
        splits.append(code.count)
        code.append(.jump(0))
        try emit(inner, into: &code)
      }
      for split in splits {
        code[split] = isLazy ? .split(code.count, split + 1) : .split(split + 1, code.count)
      }
      return
    }
    let slot = program.slotCount
    program.slotCount += 1
    let start = code.count
    code.append(.jump(0))
    code.append(.save(slot))
    try emit(inner, into: &code)
    code.append(.checkProgress(slot))
    code.append(.jump(start))
    code[start] = isLazy ? .split(code.count, start + 1) : .split(start + 1, code.count)
  }
}

/// How many units a tree can take, to know where a look-behind may begin.
enum RegexLength {
  static func range(of node: RegexNode) -> (Int, Int?) {
    switch node {
    case .empty, .assertion, .look: return (0, 0)
    case .unit, .any, .set: return (1, 1)
    case .sequence(let nodes):
      return nodes.reduce((0, 0)) { sum, node in
        let range = range(of: node)
        return (add(sum.0, range.0), sum.1.flatMap { a in range.1.map { add(a, $0) } })
      }
    case .alternation(let nodes):
      let ranges = nodes.map { range(of: $0) }
      let longest = ranges.reduce(Optional(0)) { result, range in
        result.flatMap { a in range.1.map { Swift.max(a, $0) } }
      }
      return (ranges.map(\.0).min() ?? 0, longest)
    case .capture(_, let inner), .atomic(let inner): return range(of: inner)
    case .backreference: return (0, nil)
    case .repetition(let inner, let min, let max, _):
      let range = range(of: inner)
      let longest = max.flatMap { max in range.1.map { multiply($0, max) } }
      return (multiply(range.0, min), longest)
    }
  }

  private static func add(_ a: Int, _ b: Int) -> Int {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? .max : sum
  }

  private static func multiply(_ a: Int, _ b: Int) -> Int {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? .max : product
  }
}
