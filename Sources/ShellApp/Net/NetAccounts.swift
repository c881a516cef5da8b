import Lab
import PSEngine

/// `net accounts`: when accounts are locked after wrong passwords. The rules for passwords are those
/// of a computer without any, and cannot be changed.
struct NetAccounts {
  private typealias Policy = AccountDirectory.LockoutPolicy

  private let computer: NetProgram.Computer
  private let console: ProgramConsole

  /// Options that the command takes here.
  static let options = ["lockoutduration", "lockoutthreshold", "lockoutwindow"]
  private static let unsupported = [
    "domain", "forcelogoff", "maxpwage", "minpwage", "minpwlen", "uniquepw",
  ]

  init(_ computer: NetProgram.Computer, _ console: ProgramConsole) {
    self.computer = computer
    self.console = console
  }

  func run(_ line: NetCommandLine) async throws {
    guard !line.asksForHelp, line.words.isEmpty else { throw NetFailure.usage(NetUsage.accounts) }
    let options = try line.options(
      from: Self.options, or: Self.unsupported, usage: NetUsage.accounts)
    var policy = try await computer.accounts.directory().lockout
    guard !options.isEmpty else { return try await show(policy) }
    for (option, value) in options {
      switch option {
      case "lockoutthreshold":
        let text = value?.lowercased() == "no" ? "0" : value
        policy.threshold = try Self.number(text, most: Policy.largestThreshold)
      case "lockoutduration": policy.duration = try Self.number(value, most: Policy.longestTime)
      default: policy.window = try Self.number(value, most: Policy.longestTime)
      }
    }
    guard policy.isConsistent else {
      throw NetFailure.sentence(
        "The lockout duration has to be at least as long as the observation window, or 0. "
          + "Nothing was changed.")
    }
    guard computer.isElevated else { throw NetFailure.system(5) }
    try await computer.accounts.apply([.setLockout(policy)])
    try await console.write(NetReport.end)
  }

  private static func number(_ text: String?, most: Int) throws(NetFailure) -> Int {
    guard let text, let number = Int(text), (0...most).contains(number) else {
      throw .usage(NetUsage.accounts)
    }
    return number
  }

  private func show(_ policy: Policy) async throws {
    let rows: [(String, String)?] = [
      ("Force user logoff how long after time expires?:", "Never"),
      ("Minimum password age (days):", "0"), ("Maximum password age (days):", "Unlimited"),
      ("Minimum password length:", "0"), ("Length of password history maintained:", "None"),
      ("Lockout threshold:", policy.threshold == 0 ? "Never" : "\(policy.threshold)"),
      ("Lockout duration (minutes):", policy.duration == 0 ? "Never" : "\(policy.duration)"),
      ("Lockout observation window (minutes):", "\(policy.window)"),
      ("Computer role:", "WORKSTATION"),
    ]
    try await console.write(NetReport.rows(rows, width: 54) + "\n" + NetReport.end)
  }
}
