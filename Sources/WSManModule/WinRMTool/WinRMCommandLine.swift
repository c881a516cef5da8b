import PSEngine

/// A command line of `winrm`, checked against its grammar (`cmdlets.md` 7.1).
struct WinRMCommandLine: Equatable {
  let operation: WinRMOperation
  /// The arguments without a dash.
  private(set) var arguments: [String] = []
  /// `@{KEY="VALUE"}`; `nil` without it.
  private(set) var input: WinRMHash?
  private(set) var switches: [WinRMSwitch: String] = [:]
  /// Whether help about the operation is asked for: `-?`.
  private(set) var asksForHelp = false

  /// The value of a switch; empty for one that takes none.
  subscript(_ option: WinRMSwitch) -> String? { switches[option] }

  /// Whether a switch is there.
  func has(_ option: WinRMSwitch) -> Bool { switches[option] != nil }

  /// Reads the words of a command line.
  /// - Parameter environment: gives the values of `%NAME%`.
  /// - Throws: ``WinRMUsageError``.
  init(
    _ words: [String], environment: (String) -> String? = { _ in nil }
  ) throws(WinRMUsageError) {
    let words = words.map { Self.expanded($0, environment) }
    guard let first = words.first, !Self.isQuestion(first) else {
      operation = .help
      return
    }
    guard let operation = WinRMOperation(word: first) else {
      throw .usage([WinRMMessages.unknownOperation(first)])
    }
    self.operation = operation
    var reader = SwitchReader()
    for word in words.dropFirst() {
      if Self.isQuestion(word) {
        asksForHelp = true
      } else if operation == .help {
        // What is a switch or input elsewhere is a topic here.
        arguments.append(word)
      } else if word.hasPrefix("@{") {
        guard input == nil else { throw .usage([WinRMMessages.inputTwice]) }
        input = try WinRMHash(word)
      } else if word.hasPrefix("-") && !Self.isNumber(word, operation) || word.hasPrefix("/") {
        try reader.read(word)
      } else {
        guard reader.isEmpty else { throw .usage([WinRMMessages.argumentBehindSwitch(word)]) }
        arguments.append(word)
      }
    }
    if asksForHelp { return }
    guard operation.argumentCounts.contains(arguments.count) else {
      throw .usage([WinRMMessages.wrongArguments(operation)])
    }
    if input != nil, operation.input == .refused {
      throw .usage([WinRMMessages.inputRefused(operation)])
    }
    switches = try reader.switches(for: operation)
  }

  private static func isQuestion(_ word: String) -> Bool { word == "-?" || word == "/?" }

  /// Whether the word is the negative number that `helpmsg` takes.
  private static func isNumber(_ word: String, _ operation: WinRMOperation) -> Bool {
    operation == .helpmsg && word.dropFirst().first?.isNumber == true
  }

  /// The word with `%NAME%` replaced by the values of variables; unknown ones stay.
  private static func expanded(_ word: String, _ value: (String) -> String?) -> String {
    guard word.contains("%") else { return word }
    var result = ""
    var rest = Substring(word)
    while let mark = rest.firstIndex(of: "%") {
      let behind = rest[rest.index(after: mark)...]
      result += rest[..<mark]
      guard let end = behind.firstIndex(of: "%"), let text = value(String(behind[..<end])) else {
        result += "%"
        rest = behind
        continue
      }
      result += text
      rest = behind[behind.index(after: end)...]
    }
    return result + rest
  }
}

/// Collects the switches of a command line; what is wrong with their names is told together.
private struct SwitchReader {
  private var read: [(name: String, value: String?)] = []

  var isEmpty: Bool { read.isEmpty }

  /// Takes `-name` or `-name:value`. Two dashes mean nothing.
  mutating func read(_ word: String) throws(WinRMUsageError) {
    let text = word.dropFirst()
    guard text.first != "-", text.first != "/" else { return }
    let end = text.firstIndex(of: ":") ?? text.endIndex
    let name = String(text[..<end])
    let value = end == text.endIndex ? nil : String(text[text.index(after: end)...])
    let option = WinRMSwitch(word: name)
    let isTwice = read.contains { other in
      option.map { WinRMSwitch(word: other.name) == $0 } ?? other.name.equalsIgnoringCase(name)
    }
    if isTwice { throw .usage([WinRMMessages.switchTwice(name)]) }
    read.append(
      (name, try value.map { (text) throws(WinRMUsageError) in try unquoted(text, name) }))
  }

  /// A value in quotes without them.
  private func unquoted(_ text: String, _ name: String) throws(WinRMUsageError) -> String {
    guard text.first == "\"" else { return text }
    guard text.count > 1, text.last == "\"" else { throw .usage([WinRMMessages.openQuote(name)]) }
    return String(text.dropFirst().dropLast())
  }

  /// The switches, when all of them go with the operation.
  func switches(
    for operation: WinRMOperation
  ) throws(WinRMUsageError) -> [WinRMSwitch: String] {
    var problems: [String] = []
    var switches: [WinRMSwitch: String] = [:]
    for (name, value) in read {
      guard let option = WinRMSwitch(word: name) else {
        problems.append(WinRMMessages.unknownSwitch(name))
        continue
      }
      guard option.isAllowed(with: operation) else {
        problems.append(WinRMMessages.switchNotAllowed(name, operation))
        continue
      }
      let isRight = option.takesValue ? value?.isEmpty == false : value == nil
      if !isRight { problems.append(WinRMMessages.wrongValueCount(option)) }
      switches[option] = value ?? ""
    }
    guard problems.isEmpty else { throw .usage(problems) }
    for (option, value) in switches { try check(value, of: option) }
    return switches
  }

  private func check(_ value: String, of option: WinRMSwitch) throws(WinRMUsageError) {
    if option == .timeout, Int32(value).map({ $0 > 0 }) != true {
      throw .rule(WinRMMessages.timeoutIsNoNumber(value))
    }
    guard let values = option.values else { return }
    let plain = option == .format && value.hasPrefix("#") ? String(value.dropFirst()) : value
    guard values.contains(plain.lowercased()) else {
      throw .rule(WinRMMessages.unknownValue(value, option, values))
    }
  }
}
