/// A command line of `net`, taken apart.
struct NetCommandLine {
  /// The first word in lower case; empty when there is none.
  let command: String
  /// The other words that are no options.
  let words: [String]
  /// Options without their slash, and what stands behind a colon, in their order.
  let options: [(name: String, value: String?)]

  /// Takes arguments apart. A lone `/` is a word.
  init(_ arguments: [String]) {
    command = arguments.first?.lowercased() ?? ""
    var words: [String] = []
    var options: [(name: String, value: String?)] = []
    for argument in arguments.dropFirst() {
      guard argument.hasPrefix("/"), argument.count > 1 else {
        words.append(argument)
        continue
      }
      let parts = argument.dropFirst().split(
        separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      options.append((parts[0].lowercased(), parts.count > 1 ? String(parts[1]) : nil))
    }
    self.words = words
    self.options = options
  }

  /// The options by their whole names; the tool takes beginnings that fit one name only.
  ///
  /// - Throws: ``NetFailure`` with the usage when there is another one, or one is there twice.
  func options(
    from known: [String], or unsupported: [String] = [], usage: String
  ) throws(NetFailure) -> [String: String?] {
    var found: [String: String?] = [:]
    for (name, value) in options {
      let all = known + unsupported
      let fitting = all.filter { $0 == name }.isEmpty ? all.filter { $0.hasPrefix(name) } : [name]
      guard fitting.count == 1, found[fitting[0]] == nil else { throw .usage(usage) }
      guard known.contains(fitting[0]) else { throw .unsupportedOption(fitting[0], usage: usage) }
      found[fitting[0]] = .some(value)
    }
    return found
  }

  /// Whether people ask how to use the command.
  var asksForHelp: Bool { options.contains { $0.name == "?" || $0.name == "help" } }
}
