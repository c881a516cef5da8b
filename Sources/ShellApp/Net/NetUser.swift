import Lab
import PSEngine

/// `net user`: lists, shows, adds, changes and removes accounts.
struct NetUser {
  private let computer: NetProgram.Computer
  private let console: ProgramConsole

  /// Options that the command takes here.
  static let options = ["active", "add", "comment", "delete", "fullname", "y", "yes"]
  /// Options that say what is so with every account here.
  private static let fixed = [
    "expires": "never", "logonpasswordchg": "no", "passwordchg": "yes", "passwordreq": "yes",
    "times": "all", "workstations": "*",
  ]
  private static let unsupported = [
    "countrycode", "domain", "homedir", "profilepath", "random", "scriptpath", "usercomment",
  ]
  /// Longer passwords are asked about, as Windows does.
  private static let askedLength = 14
  private static let longestPassword = 127

  init(_ computer: NetProgram.Computer, _ console: ProgramConsole) {
    self.computer = computer
    self.console = console
  }

  func run(_ line: NetCommandLine) async throws {
    guard !line.asksForHelp else { throw NetFailure.usage(NetUsage.user) }
    let options = try line.options(
      from: Self.options + Self.fixed.keys, or: Self.unsupported, usage: NetUsage.user)
    let changes = options.filter { $0.key != "y" && $0.key != "yes" }
    guard let name = line.words.first else {
      guard options.isEmpty else { throw NetFailure.usage(NetUsage.user) }
      return try await list()
    }
    let isDeletion = options["delete"] != nil
    let hasWrongWords = line.words.count > (isDeletion ? 1 : 2)
    let hasWrongValue = ["add", "delete"].contains { (options[$0] ?? nil) != nil }
    guard !hasWrongWords, !hasWrongValue, !isDeletion || changes.count == 1 else {
      throw NetFailure.usage(NetUsage.user)
    }
    guard line.words.count > 1 || !changes.isEmpty else { return try await show(name) }
    let properties = try Self.properties(of: name, changes)
    guard computer.isElevated else { throw NetFailure.system(5) }
    try await change(name, line, isDeletion, changes, properties)
    try await console.write(NetReport.end)
  }

  private func change(
    _ name: String, _ line: NetCommandLine, _ isDeletion: Bool, _ options: [String: String?],
    _ properties: [AccountChange]
  ) async throws {
    if isDeletion { return try await computer.accounts.apply([.deleteUser(name)]) }
    let isNew = options["add"] != nil
    if !isNew { _ = try await user(name) }
    var changes: [AccountChange] = []
    if line.words.count > 1 {
      let password = try await password(line.words[1], isSure: line.isSure)
      changes.append(
        isNew ? .addUser(name, password: password) : .setPassword(name, to: password))
    } else if isNew {
      changes.append(.addUser(name, password: ""))
    }
    try await computer.accounts.apply(changes + properties)
  }

  private static func properties(
    of name: String, _ options: [String: String?]
  ) throws(NetFailure) -> [AccountChange] {
    var changes: [AccountChange] = []
    for (option, value) in options.sorted(by: { $0.key < $1.key }) {
      switch (option, value, value?.lowercased()) {
      case ("active", _, "yes"): changes.append(.setActive(name, true))
      case ("active", _, "no"): changes.append(.setActive(name, false))
      case ("comment", let text?, _): changes.append(.setComment(name, to: text))
      case ("fullname", let text?, _): changes.append(.setFullName(name, to: text))
      case ("add", _, _), ("delete", _, _): break
      case (let name, _, let value) where Self.fixed[name] != nil:
        guard value == Self.fixed[name] else {
          throw .unsupportedOption("\(name):\(value ?? "")", usage: NetUsage.user)
        }
      default: throw .usage(NetUsage.user)
      }
    }
    return changes
  }

  /// The password as it is written, or asked for where a star stands.
  private func password(_ word: String, isSure: Bool) async throws -> String {
    var password = word
    if word == "*" {
      let first = try await console.readSecret(prompt: "Type a password for the user: ")
      let second = try await console.readSecret(prompt: "Retype the password to confirm: ")
      guard let first, first == second else {
        throw NetFailure.sentence("The passwords do not match. Nothing was changed.")
      }
      password = first
    }
    guard password.count <= Self.longestPassword else {
      throw NetFailure.sentence(
        "A password has at most \(Self.longestPassword) characters. Nothing was changed.")
    }
    guard password.count > Self.askedLength, word != "*", !isSure else { return password }
    try await console.write(
      "The password entered is longer than 14 characters.  Computers\n"
        + "with Windows prior to Windows 2000 will not be able to use")
    let answer = try await console.readLine(
      prompt: "this account. Do you want to continue this operation? (Y/N) [Y]: ")
    switch answer?.lowercased() {
    case "", "y", "yes": return password
    case nil: throw NetFailure.sentence("No valid response was provided.")
    default: throw NetFailure.sentence("The operation was cancelled. Nothing was changed.")
    }
  }

  // MARK: Looking

  private func list() async throws {
    let users = try await computer.accounts.directory().users
    try await console.write(
      "\nUser accounts for \\\\\(computer.name)\n\n\(NetReport.rule)\n"
        + "\(NetReport.columns(users.map(\.name)))\n\(NetReport.end)")
  }

  private func user(_ name: String) async throws -> AccountDirectory.User {
    guard let user = try await computer.accounts.directory().user(named: name) else {
      throw NetFailure.message(2221)
    }
    return user
  }

  private func show(_ name: String) async throws {
    let directory = try await computer.accounts.directory()
    guard let user = directory.user(named: name) else { throw NetFailure.message(2221) }
    let now = Int64(console.command.session.configuration.now())
    let state = !user.isActive ? "No" : directory.isLocked(user, at: now) ? "Locked" : "Yes"
    let date = PSDateTime(unixTime: Double(user.passwordSet)).formatted("M/d/yyyy h:mm:ss tt")
    let rows: [(String, String)?] = [
      ("User name", user.name), ("Full Name", user.fullName), ("Comment", user.comment),
      ("User's comment", ""), ("Country/region code", "000 (System Default)"),
      ("Account active", state), ("Account expires", "Never"), nil,
      ("Password last set", date), ("Password expires", "Never"), ("Password changeable", date),
      ("Password required", "Yes"), ("User may change password", "Yes"), nil,
      ("Workstations allowed", "All"), ("Logon script", ""), ("User profile", ""),
      ("Home directory", ""), ("Last logon", "Never"), nil,
      ("Logon hours allowed", "All"), nil,
      (
        "Local Group Memberships",
        NetReport.memberships(directory.groups(of: user.name).map(\.name))
      ),
      ("Global Group memberships", NetReport.memberships([])),
    ]
    try await console.write(NetReport.rows(rows, width: 29) + "\n" + NetReport.end)
  }
}

extension NetCommandLine {
  /// Whether the user answers questions with yes beforehand.
  fileprivate var isSure: Bool { options.contains { "yes".hasPrefix($0.name) } }
}
