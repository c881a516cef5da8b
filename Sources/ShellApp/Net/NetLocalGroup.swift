import Lab
import PSEngine

/// `net localgroup`: lists, shows, adds and removes local groups and their members.
struct NetLocalGroup {
  private let computer: NetProgram.Computer
  private let console: ProgramConsole

  /// Options that the command takes here.
  static let options = ["add", "comment", "delete"]

  init(_ computer: NetProgram.Computer, _ console: ProgramConsole) {
    self.computer = computer
    self.console = console
  }

  func run(_ line: NetCommandLine) async throws {
    guard !line.asksForHelp else { throw NetFailure.usage(NetUsage.localGroup) }
    let options = try line.options(
      from: Self.options, or: ["domain"], usage: NetUsage.localGroup)
    guard let group = line.words.first else {
      guard options.isEmpty else { throw NetFailure.usage(NetUsage.localGroup) }
      return try await list()
    }
    let members = line.words.dropFirst()
    if options.isEmpty, members.isEmpty { return try await show(group) }
    let changes = try Self.changes(group, members, options)
    guard computer.isElevated else { throw NetFailure.system(5) }
    try await computer.accounts.apply(changes)
    try await console.write(NetReport.end)
  }

  private static func changes(
    _ group: String, _ members: ArraySlice<String>, _ options: [String: String?]
  ) throws(NetFailure) -> [AccountChange] {
    let comment = options["comment"] ?? nil
    let hasComment = options["comment"] != nil
    let hasValue = ["add", "delete"].contains { (options[$0] ?? nil) != nil }
    guard !hasValue, !hasComment || (comment != nil && members.isEmpty) else {
      throw .usage(NetUsage.localGroup)
    }
    switch (options["add"] != nil, options["delete"] != nil) {
    case (true, false) where members.isEmpty: return [.addGroup(group, comment: comment ?? "")]
    case (true, false): return members.map { .addMember($0, to: group) }
    case (false, true) where members.isEmpty && !hasComment: return [.deleteGroup(group)]
    case (false, true) where !hasComment: return members.map { .removeMember($0, from: group) }
    case (false, false) where hasComment: return [.setGroupComment(group, to: comment ?? "")]
    default: throw .usage(NetUsage.localGroup)
    }
  }

  private func list() async throws {
    let groups = try await computer.accounts.directory().groups
    try await console.write(
      "\nAliases for \\\\\(computer.name)\n\n\(NetReport.rule)\n"
        + groups.map { "*\($0.name)\n" }.joined() + NetReport.end)
  }

  private func show(_ name: String) async throws {
    guard let group = try await computer.accounts.directory().group(named: name) else {
      throw NetFailure.system(1376)
    }
    try await console.write(
      "Alias name     \(group.name)\nComment        \(group.comment)\n\nMembers\n\n"
        + "\(NetReport.rule)\n" + group.members.map { "\($0)\n" }.joined() + NetReport.end)
  }
}
