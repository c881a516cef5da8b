import WSManClient
import WSManProtocol

/// The command line of `winrs` (`cmdlets.md` 8).
struct WinRSCommandLine: Equatable {
  /// The switches; each may be cut short down to its shortest form.
  enum Switch: String, CaseIterable {
    case remote
    case unencrypted
    case username
    case password
    case timeout
    case directory
    case environment
    case noecho
    case noprofile
    case allowdelegate
    case compression
    case usessl
    case ssl
    case help = "?"

    /// What must be there of the name.
    fileprivate var shortest: String {
      switch self {
      case .remote: "r"
      case .unencrypted: "un"
      case .username: "u"
      case .password: "p"
      case .timeout: "t"
      case .directory: "d"
      case .environment: "env"
      case .noecho: "noe"
      case .noprofile: "nop"
      case .allowdelegate: "allowd"
      case .compression: "comp"
      case .usessl, .ssl, .help: rawValue
      }
    }

    /// Whether a value follows behind a colon.
    fileprivate var takesValue: Bool {
      switch self {
      case .remote, .username, .password, .timeout, .directory, .environment: true
      default: false
      }
    }

    fileprivate init?(word: String) {
      let word = word.lowercased()
      if word == "ad" {
        self = .allowdelegate
        return
      }
      let found = Self.allCases.first { $0.rawValue.hasPrefix(word) && word.hasPrefix($0.shortest) }
      guard let found else { return nil }
      self = found
    }
  }

  /// What is wrong with a command line; nothing was sent.
  struct Mistake: Error, Equatable {
    let text: String

    fileprivate init(_ reason: String) {
      text = "Error: \(reason)\nType \"winrs /?\" for help."
    }
  }

  /// The computer; nil is the local one.
  private(set) var remote: String?
  private(set) var userName: String?
  private(set) var password: String?
  private(set) var directory: String?
  private(set) var environment: [ShellDescription.Variable] = []
  private(set) var switches: Set<Switch> = []
  /// What runs there.
  private(set) var command = ""

  /// Reads the arguments.
  init(_ arguments: [String]) throws(Mistake) {
    var words = arguments[...]
    while let word = words.first, let mark = word.first, mark == "/" || mark == "-" {
      words.removeFirst()
      try read(word.dropFirst(), as: word)
    }
    if switches.contains(.help) || arguments.isEmpty {
      switches.insert(.help)
      return
    }
    command = Self.line(Array(words))
    if command.isEmpty {
      throw Mistake("The command to run is missing: it stands behind the switches.")
    }
    if password != nil, userName == nil {
      throw Mistake("The switch /password needs /username.")
    }
  }

  private mutating func read(_ text: Substring, as word: String) throws(Mistake) {
    let name = String(text.prefix { $0 != ":" })
    guard let found = Switch(word: name) else { throw Mistake("The switch \(word) is unknown.") }
    let value = text.count > name.count ? String(text.dropFirst(name.count + 1)) : nil
    guard found.takesValue == (value.map { !$0.isEmpty } ?? false) else {
      throw Mistake(
        found.takesValue
          ? "The switch \(word) needs a value: /\(found.rawValue):VALUE."
          : "The switch /\(found.rawValue) has no value.")
    }
    guard found == .environment || switches.insert(found).inserted else {
      throw Mistake("The switch /\(found.rawValue) is given twice.")
    }
    switch found {
    case .remote: remote = value
    case .username: userName = value
    case .password: password = value
    case .directory: directory = value
    case .environment: try addVariable(value ?? "")
    default: break
    }
  }

  private mutating func addVariable(_ text: String) throws(Mistake) {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
      throw Mistake("\"\(text)\" is no variable: write /environment:NAME=VALUE.")
    }
    environment.append(
      ShellDescription.Variable(
        name: String(text[..<equals]), value: String(text[text.index(after: equals)...])))
  }

  /// The words as one line. A single word is a line already; among several, those with blanks are put
  /// into quotes, which the shell has taken off.
  private static func line(_ words: [String]) -> String {
    guard words.count > 1 else { return words.first ?? "" }
    return words.map { word in
      let hasBlank = word.isEmpty || word.contains { $0 == " " || $0 == "\t" }
      return hasBlank && !word.contains("\"") ? "\"\(word)\"" : word
    }.joined(separator: " ")
  }

  /// The user whose password has to be asked for.
  var userWithoutPassword: String? { password == nil ? userName : nil }

  /// The options of the session.
  ///
  /// - Parameters:
  ///   - password: the answer to the question for it.
  ///   - client: the configuration that is obeyed.
  func options(password answer: String?, _ client: ClientConfiguration) -> WSManSessionOptions {
    var options = WSManSessionOptions()
    options.client = client
    options.credential = userName.map {
      SessionCredential(userName: $0, password: password ?? answer ?? "")
    }
    options.useSSL = switches.contains(.usessl) || switches.contains(.ssl)
    options.noEncryption =
      switches.contains(.unencrypted) && !options.useSSL
      && remote?.lowercased().hasPrefix("https:") != true
    return options
  }

  /// What the shell is to be like.
  var shell: ShellDescription {
    var shell = ShellDescription()
    shell.environment = environment
    shell.workingDirectory = directory
    shell.inputStreams = ["stdin"]
    shell.outputStreams = ["stdout", "stderr"]
    return shell
  }

  /// The options of the shell.
  var shellOptions: OptionSet {
    OptionSet([
      RequestOption(
        name: ShellOption.noProfile, value: switches.contains(.noprofile) ? "TRUE" : "FALSE"),
      RequestOption(name: ShellOption.codePage, value: "65001"),
    ])
  }
}
