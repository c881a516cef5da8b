/// Runs a program on a text: backtracking with a stack of its own, so that neither long texts nor
/// nested repetitions use up the thread's stack, and with a limit of steps against patterns that
/// try an exponential number of ways.
struct RegexMachine {
  /// Steps allowed for one search, and those after which Ctrl+C is looked for.
  static let maxSteps = 10_000_000
  private static let stepsBetweenLooks = 10_000

  /// What to do when the current way fails.
  private enum Retry {
    case branch(pc: Int, position: Int)
    /// A greedy loop that can give back one unit at a time.
    case greedy(pc: Int, least: Int, position: Int)
    /// A lazy loop that can take one unit more.
    case lazy(pc: Int, position: Int, left: Int)
    case restore(slot: Int, value: Int)
  }

  private let program: RegexProgram
  private let input: [UInt16]
  private var slots: [Int]
  private var stack: [Retry] = []
  private var steps = 0
  private var lastStep = maxSteps
  private var nextLook = stepsBetweenLooks
  private var searchStart = 0

  init(_ program: RegexProgram, _ input: [UInt16]) {
    self.program = program
    self.input = input
    slots = Array(repeating: -1, count: program.slotCount)
  }

  /// The first match at or behind a position.
  /// - Returns: start and end of every group, -1 for groups that took no part; `nil` without match.
  mutating func search(from start: Int) throws -> [Int]? {
    guard start <= input.count else { return nil }
    searchStart = start
    lastStep = steps + Self.maxSteps
    for position in start...input.count {
      if program.isAnchored && position > 0 { return nil }
      if let first = program.firstUnit {
        guard position < input.count else { return nil }
        let unit = first.isFolded ? RegexCharacters.lower(input[position]) : input[position]
        if unit != first.unit { continue }
      }
      for index in slots.indices { slots[index] = -1 }
      stack.removeAll(keepingCapacity: true)
      if let end = try run(0, at: position, endingAt: nil) {
        slots[0] = position
        slots[1] = end
        return Array(slots[..<(2 * program.groupCount)])
      }
    }
    return nil
  }

  /// Runs a list of instructions.
  /// - Parameter required: where the match must end, for look-behind.
  /// - Returns: where it ended; `nil` when nothing matches, with all slots as they were.
  private mutating func run(
    _ code: Int, at start: Int, endingAt required: Int?
  ) throws -> Int? {
    let instructions = program.codes[code]
    let base = stack.count
    var pc = 0
    var position = start
    while true {
      steps += 1
      if steps > nextLook {
        if steps > lastStep { throw RegexTimeout() }
        try Task.checkCancellation()
        nextLook = min(steps + Self.stepsBetweenLooks, lastStep)
      }
      var holds = true
      switch instructions[pc] {
      case .accept:
        if required == nil || required == position { return position }
        holds = false
      case .unit, .foldedUnit, .any, .anyButLineFeed, .set:
        holds = position < input.count && accepts(instructions[pc], input[position])
        position += 1
        pc += 1
      case .split(let first, let second):
        stack.append(.branch(pc: second, position: position))
        pc = first
      case .jump(let target): pc = target
      case .save(let slot):
        stack.append(.restore(slot: slot, value: slots[slot]))
        slots[slot] = position
        pc += 1
      case .checkProgress(let slot):
        // A repetition that took nothing ends the loop: the jump back is left out.
        pc += slots[slot] == position ? 2 : 1
      case .assertion(let kind):
        holds = self.holds(kind, position)
        pc += 1
      case .look(let part, let isBehind, let isNegative, let least, let most):
        holds = try look(part, isBehind, isNegative, least, most, at: position)
        pc += 1
      case .atomic(let part):
        let mark = stack.count
        if let end = try run(part, at: position, endingAt: nil) {
          keepRestores(above: mark)
          position = end
        } else {
          holds = false
        }
        pc += 1
      case .backreference(let group, let ignoresCase):
        if let length = reference(group, ignoresCase, at: position) {
          position += length
        } else {
          holds = false
        }
        pc += 1
      case .loop(let least, let most, let isLazy):
        let end = advance(instructions[pc + 1], from: position, atMost: isLazy ? least : most)
        steps += end - position
        holds = end - position >= least
        if holds {
          if isLazy {
            if least < most {
              stack.append(.lazy(pc: pc + 2, position: end, left: most - least))
            }
          } else if end - position > least {
            stack.append(.greedy(pc: pc + 2, least: position + least, position: end))
          }
          position = end
        }
        pc += 2
      }
      if !holds {
        guard let next = backtrack(to: base, instructions) else { return nil }
        (pc, position) = next
      }
    }
  }

  private func accepts(_ instruction: RegexProgram.Instruction, _ unit: UInt16) -> Bool {
    switch instruction {
    case .unit(let expected): return unit == expected
    case .foldedUnit(let expected): return RegexCharacters.lower(unit) == expected
    case .any: return true
    case .anyButLineFeed: return unit != 10
    case .set(let index): return program.sets[index].contains(unit)
    default: return false
    }
  }

  private func advance(
    _ instruction: RegexProgram.Instruction, from start: Int, atMost most: Int
  ) -> Int {
    var position = start
    while position < input.count, position - start < most, accepts(instruction, input[position]) {
      position += 1
    }
    return position
  }

  /// Takes the next way from the stack; `nil` when none is left above the base.
  private mutating func backtrack(
    to base: Int, _ instructions: [RegexProgram.Instruction]
  ) -> (Int, Int)? {
    while stack.count > base, let retry = stack.popLast() {
      switch retry {
      case .restore(let slot, let value): slots[slot] = value
      case .branch(let pc, let position): return (pc, position)
      case .greedy(let pc, let least, let position):
        let shorter = position - 1
        if shorter > least { stack.append(.greedy(pc: pc, least: least, position: shorter)) }
        return (pc, shorter)
      case .lazy(let pc, let position, let left):
        guard position < input.count, accepts(instructions[pc - 1], input[position]) else {
          continue
        }
        if left > 1 {
          let rest = left == .max ? left : left - 1
          stack.append(.lazy(pc: pc, position: position + 1, left: rest))
        }
        return (pc, position + 1)
      }
    }
    return nil
  }

  /// Forgets the ways above a mark but not how to undo captures.
  private mutating func keepRestores(above mark: Int) {
    let restores = stack[mark...].filter {
      if case .restore = $0 { return true }
      return false
    }
    stack.replaceSubrange(mark..., with: restores)
  }

  private mutating func look(
    _ part: Int, _ isBehind: Bool, _ isNegative: Bool, _ least: Int, _ most: Int?,
    at position: Int
  ) throws -> Bool {
    let mark = stack.count
    var found = false
    if isBehind {
      let earliest = max(0, position - min(most ?? position, position))
      var start = position - least
      while start >= earliest && !found {
        found = try run(part, at: start, endingAt: position) != nil
        start -= 1
      }
    } else {
      found = try run(part, at: position, endingAt: nil) != nil
    }
    if isNegative {
      while stack.count > mark, let retry = stack.popLast() {
        if case .restore(let slot, let value) = retry { slots[slot] = value }
      }
      return !found
    }
    if found { keepRestores(above: mark) }
    return found
  }

  private func reference(_ group: Int, _ ignoresCase: Bool, at position: Int) -> Int? {
    let (start, end) = (slots[2 * group], slots[2 * group + 1])
    guard start >= 0, end >= start else { return nil }
    let length = end - start
    guard position + length <= input.count else { return nil }
    for offset in 0..<length {
      let (a, b) = (input[start + offset], input[position + offset])
      if a == b { continue }
      guard ignoresCase, RegexCharacters.lower(a) == RegexCharacters.lower(b) else { return nil }
    }
    return length
  }

  private func holds(_ kind: RegexAssertion, _ position: Int) -> Bool {
    switch kind {
    case .start: return position == 0
    case .end: return position == input.count
    case .endOrLastLineFeed:
      return position == input.count || (position == input.count - 1 && input[position] == 10)
    case .lineStart: return position == 0 || input[position - 1] == 10
    case .lineEnd: return position == input.count || input[position] == 10
    case .wordBoundary: return isBoundary(position)
    case .notWordBoundary: return !isBoundary(position)
    case .searchStart: return position == searchStart
    }
  }

  private func isBoundary(_ position: Int) -> Bool {
    let before = position > 0 && RegexCharacters.isWord(input[position - 1])
    let after = position < input.count && RegexCharacters.isWord(input[position])
    return before != after
  }
}
