/// `if` and `for`.
extension CommandInterpreter {
  /// Whether a condition holds.
  func holds(_ condition: CommandCondition) -> Bool {
    let holds =
      switch condition.test {
      case .errorLevel(let number): Self.number(expanded(number)).map { errorLevel >= $0 } ?? false
      case .exists(let path): exists(expanded(path).filter { $0 != "\"" })
      case .defined(let name): environment[expanded(name)] != nil
      case .same(let left, let right):
        condition.ignoresCase
          ? expanded(left).lowercased() == expanded(right).lowercased()
          : expanded(left) == expanded(right)
      case .compare(let left, let comparison, let right):
        Self.compare(
          expanded(left), comparison, expanded(right), ignoresCase: condition.ignoresCase)
      }
    return holds != condition.isNegated
  }

  private func exists(_ path: String) -> Bool {
    guard Wildcards.arePresent(in: path) else {
      return ComputerFiles.absolute(path, from: folder).map(files.exists) ?? false
    }
    return !files.matching(path, from: folder).isEmpty
  }

  private static func compare(
    _ left: String, _ comparison: CommandCondition.Comparison, _ right: String, ignoresCase: Bool
  ) -> Bool {
    let order: Int
    if let first = number(left), let second = number(right) {
      order = first < second ? -1 : first > second ? 1 : 0
    } else {
      let (first, second) =
        ignoresCase ? (left.lowercased(), right.lowercased()) : (left, right)
      order = first < second ? -1 : first > second ? 1 : 0
    }
    return switch comparison {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }

  /// A number as `cmd` reads it: decimal, with `0x` hexadecimal, with `0` octal.
  static func number(_ text: String) -> Int32? {
    let isNegative = text.hasPrefix("-")
    let digits = isNegative ? String(text.dropFirst()) : text
    let value: Int64?
    if digits.lowercased().hasPrefix("0x") {
      value = Int64(digits.dropFirst(2), radix: 16)
    } else if digits.count > 1, digits.hasPrefix("0") {
      value = Int64(digits, radix: 8)
    } else {
      value = digits.first?.isNumber == true ? Int64(digits) : nil
    }
    return value.map { Int32(truncatingIfNeeded: isNegative ? -$0 : $0) }
  }

  /// Runs a loop.
  mutating func run(
    _ loop: CommandLoop, _ body: CommandScript, _ streams: ProgramStreams
  ) async throws(CommandSyntaxError) -> Int32 {
    let outer = loopVariables
    defer { loopVariables = outer }
    let set = expanded(loop.set)
    switch loop.kind {
    case .words: return try await run(loop, body, with: words(set, .files), streams)
    case .folders: return try await run(loop, body, with: words(set, .folders), streams)
    case .tree(let root): return try await run(loop, body, with: tree(root, set), streams)
    case .numbers: return try await count(set, loop, body, streams)
    case .lines(let options):
      let fields = try LineFields(expanded(options))
      var code: Int32 = 0
      for line in await lines(set, fields, streams) where canGoOn {
        guard let values = fields.values(line) else { continue }
        var name = loop.variable
        for value in values {
          loopVariables[name] = value
          guard let next = name.asciiValue, next < 126 else { break }
          name = Character(UnicodeScalar(next + 1))
        }
        code = try await pass(loop, body, streams)
      }
      return code
    }
  }

  /// Runs what a loop runs once. It is shown first, unless `@` stands in front or echo is off.
  private mutating func pass(
    _ loop: CommandLoop, _ body: CommandScript, _ streams: ProgramStreams
  ) async throws(CommandSyntaxError) -> Int32 {
    if echoes, loop.text.first != "@" {
      streams.write("\n\(ComputerFiles.shown(folder))>\(expanded(loop.text)) \n")
    }
    return try await run(body, streams)
  }

  private mutating func run(
    _ loop: CommandLoop, _ body: CommandScript, with values: [String], _ streams: ProgramStreams
  ) async throws(CommandSyntaxError) -> Int32 {
    var code: Int32 = 0
    for value in values where canGoOn {
      loopVariables[loop.variable] = value
      code = try await pass(loop, body, streams)
    }
    return code
  }

  private mutating func count(
    _ set: String, _ loop: CommandLoop, _ body: CommandScript, _ streams: ProgramStreams
  ) async throws(CommandSyntaxError) -> Int32 {
    let numbers = Self.words(set).map { Int64(Self.number($0) ?? 0) }
    guard numbers.count >= 3 else { return 0 }
    let (step, end) = (numbers[1], numbers[2])
    var (code, value): (Int32, Int64) = (0, numbers[0])
    while step < 0 ? value >= end : value <= end, canGoOn {
      loopVariables[loop.variable] = String(value)
      code = try await pass(loop, body, streams)
      value += step
    }
    return code
  }

  // MARK: What is gone through

  /// The words of a set; those with wildcards stand for what is there.
  private func words(_ set: String, _ kind: ComputerFiles.EntryKind) -> [String] {
    Self.words(set).flatMap { word in
      Wildcards.arePresent(in: word)
        ? files.matching(word.filter { $0 != "\"" }, from: folder, kind) : [word]
    }
  }

  /// The words of a set in each folder of a tree: those with wildcards stand for what is there, others
  /// are put behind each folder.
  private func tree(_ root: String?, _ set: String) -> [String] {
    let start = expanded(root ?? ".").filter { $0 != "\"" }
    guard let path = ComputerFiles.absolute(start, from: folder), files.isFolder(path) else {
      return []
    }
    let words = Self.words(set).map { $0.filter { $0 != "\"" } }
    return files.folders(below: files.properName(path)).flatMap { place in
      words.flatMap { word in
        Wildcards.arePresent(in: word)
          ? files.matching(place + "\\" + word, from: folder, .files)
          : [place + "\\" + word]
      }
    }
  }

  private static func words(_ set: String) -> [String] {
    CommandArguments.written(set) { $0.isWhitespace || ",;=".contains($0) }
  }

  /// The lines that `for /f` goes through.
  private func lines(
    _ set: String, _ fields: LineFields, _ streams: ProgramStreams
  ) async -> [Substring] {
    let text = set.trimmed
    let inner = text.count > 1 ? String(text.dropFirst().dropLast()) : ""
    let isEnclosed = text.count > 1 && text.first == text.last
    let lines: [Substring]
    if isEnclosed, text.first == (fields.usesBackquotes ? "`" : "'") {
      lines = await output(of: inner, streams)
    } else if isEnclosed, text.first == (fields.usesBackquotes ? "'" : "\"") {
      lines = [Substring(inner)]
    } else {
      var found: [Substring] = []
      for name in Self.words(text).map({ $0.filter { $0 != "\"" } }) {
        guard let path = ComputerFiles.absolute(name, from: folder),
          let bytes = try? files.contents(path)
        else {
          streams.errorLine("The system cannot find the file \(name).")
          continue
        }
        found += codec.decode(bytes).lines.dropFirst(fields.skipped)
      }
      return found
    }
    return Array(lines.dropFirst(fields.skipped))
  }

  private func output(of line: String, _ streams: ProgramStreams) async -> [Substring] {
    var shell = self
    let buffer = OutputBuffer()
    var own = streams
    own.output = .buffer(buffer)
    _ = await shell.run(line, own)
    return codec.decode(buffer.contents).lines
  }
}

extension String {
  /// The lines of the text without their ends.
  var lines: [Substring] {
    var lines = split(omittingEmptySubsequences: false) { $0.isNewline }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
