import Foundation
internal import GRDB
import Synchronization
public import WSManService
import WireSecurity

/// The accounts of a lab computer: its own, which can be changed, and those of its domain.
public final class LabAccountStore: AccountStore {
  /// What tells accounts of the computer apart from those of the domain.
  private var computerName: String { place.name() }
  private let firstUsers: [LabUser]
  private let firstGroups: [LabGroup]
  private var domain: LabDomain? { place.domain() }
  private let place: Place
  private let lockout: AccountDirectory.LockoutPolicy
  /// Where changes are kept, and under which name; nil keeps them as long as the object.
  private let kept: (database: LabDatabase, key: String)?
  private let instances: @Sendable () -> (any CIMRepository)?
  private let clock: @Sendable () -> Int64
  private let memory = Mutex<Memory>(Memory())
  private let verified = VerifiedPasswords()

  private struct Memory {
    /// The text in the database from which the accounts were read; nil before the first change.
    var text: String?
    var directory: AccountDirectory?
    /// What logged on with these names lately: it is asked for with each request.
    var accounts: [String: Account] = [:]
    /// What the computer was called then.
    var computerName = ""
    /// The stamp of the database before this was read; nil when it must be looked at again.
    var stamp: Int64?
  }

  /// Names come from strangers, and there are many ways to write one.
  private static let mostAccounts = 64

  /// What the computer is called and which domain it is in, asked for each time.
  struct Place: Sendable {
    /// The short name.
    let name: @Sendable () -> String
    let domain: @Sendable () -> LabDomain?

    init(
      name: @escaping @Sendable () -> String,
      domain: @escaping @Sendable () -> LabDomain? = { nil }
    ) {
      self.name = name
      self.domain = domain
    }
  }

  /// - Parameters:
  ///   - place: what the computer is called, and its domain.
  ///   - users: the accounts of the lab file.
  ///   - groups: the groups of the lab file.
  ///   - kept: where changes are kept; nil keeps them as long as the object.
  ///   - instances: the instances of CIM that follow the accounts; nil without any.
  ///   - clock: the seconds since 1970.
  init(
    of place: Place, users: [LabUser], groups: [LabGroup] = [],
    lockout: AccountDirectory.LockoutPolicy = AccountDirectory.LockoutPolicy(),
    keptIn kept: (database: LabDatabase, key: String)? = nil,
    instances: @escaping @Sendable () -> (any CIMRepository)? = { nil },
    clock: @escaping @Sendable () -> Int64 = { Int64(time(nil)) }
  ) {
    self.place = place
    firstUsers = users
    firstGroups = groups
    self.lockout = lockout
    self.kept = kept
    self.instances = instances
    self.clock = clock
  }

  // MARK: The directory

  /// The accounts and groups of the computer as they are now.
  ///
  /// - Throws: ``LabStorageError``.
  public func directory() async throws -> AccountDirectory {
    guard let place = kept else { return memory.withLock { present(in: &$0) } }
    let stamp = place.database.changeStamp
    if let stamp, let known = memory.withLock({ $0.stamp == stamp ? $0.directory : nil }) {
      return known
    }
    let directory = try await LabStorageError.explaining(file: place.database.file) {
      try await place.database.pool().read { try self.stored(in: $0, place.key) }
    }
    // Another task may have read a later state meanwhile.
    memory.withLock { $0.stamp = $0.directory == directory ? stamp : nil }
    return directory
  }

  /// Changes the accounts in one step that nothing else can come between: all changes are made, or
  /// none of them.
  ///
  /// - Throws: ``AccountProblem``, ``LabStorageError``.
  public func apply(_ changes: [AccountChange]) async throws {
    guard !changes.isEmpty else { return }
    let now = clock()
    try await update { directory in
      for change in changes {
        let known = directory
        try directory.apply(change, at: now) { self.member($0, in: known) }
      }
    }
    try await showInstances(at: now)
  }

  /// Changes an account as its instance of CIM was changed.
  public func edit(_ user: String, _ edit: AccountEdit) async throws {
    guard let known = try await directory().user(named: user) else { return }
    var changes: [AccountChange] = []
    if let isActive = edit.isActive { changes.append(.setActive(user, isActive)) }
    if edit.isUnlocked, edit.isActive ?? known.isActive { changes.append(.setActive(user, true)) }
    if let text = edit.fullName { changes.append(.setFullName(user, to: text)) }
    if let name = edit.name { changes.append(.renameUser(user, to: name)) }
    try await apply(changes)
  }

  /// Lets the groups have the members that a domain brings, and no longer those of others.
  public func follow(_ membership: ComputerMembership) async throws {
    let domain = domain
    try await update { $0.follow(domain: domain?.shortName) }
    memory.withLock { $0.accounts = [:] }
    try await showInstances(at: clock())
  }

  /// Lets the instances of CIM show the accounts as they are.
  private func showInstances(at now: Int64) async throws {
    guard let repository = instances() else { return }
    let directory = try await directory()
    let follower = AccountInstances(computerName: computerName.uppercased(), directory: directory)
    try await repository.update { writer in
      for name in AccountInstances.classes {
        for instance in try writer.all(name, in: CIMNamespaces.standard) {
          try writer.delete(instance, in: CIMNamespaces.standard)
        }
      }
      for instance in follower.all(at: now) {
        try writer.insert(instance, in: CIMNamespaces.standard)
      }
    }
  }

  private func update(
    _ change: @escaping @Sendable (inout AccountDirectory) throws -> Void
  ) async throws {
    guard let place = kept else {
      return try memory.withLock { memory in
        var directory = present(in: &memory)
        try change(&directory)
        memory = Memory(directory: directory)
      }
    }
    try await LabStorageError.explaining(file: place.database.file) {
      try await place.database.pool().write { database in
        var directory = try self.stored(in: database, place.key)
        try change(&directory)
        let text = String(decoding: try JSONEncoder().encode(directory), as: UTF8.self)
        try database.execute(
          sql: "INSERT OR REPLACE INTO account_directory (computer, document) VALUES (?, ?)",
          arguments: [place.key, text])
      }
    }
  }

  private func stored(in database: Database, _ key: String) throws -> AccountDirectory {
    let text = try String.fetchOne(
      database, sql: "SELECT document FROM account_directory WHERE computer = ?",
      arguments: [key])
    guard let text else {
      return memory.withLock { memory in
        if memory.text != nil { memory = Memory() }
        return present(in: &memory)
      }
    }
    if let known = memory.withLock({ $0.text == text ? $0.directory : nil }) { return known }
    guard let directory = try? JSONDecoder().decode(AccountDirectory.self, from: Data(text.utf8))
    else { throw LabStorageError(.damaged, file: kept?.database.file ?? "") }
    memory.withLock { $0 = Memory(text: text, directory: directory) }
    return directory
  }

  private func present(in memory: inout Memory) -> AccountDirectory {
    if let directory = memory.directory { return directory }
    let directory = first
    memory.directory = directory
    return directory
  }

  private var first: AccountDirectory {
    AccountDirectory(
      users: firstUsers, groups: firstGroups, domain: domain?.shortName, lockout: lockout)
  }

  // MARK: Logging on

  /// The account behind a name as a client writes it; a name without a domain is an account of
  /// the computer. One that is locked or not active has nothing to log on with.
  public func account(named name: String) async throws -> Account? {
    let directory = try await directory()
    // Locks come and go with time.
    guard directory.lockout.threshold == 0 else { return account(named: name, in: directory) }
    let computerName = computerName
    let known = memory.withLock { memory in
      if memory.computerName != computerName {
        memory.accounts = [:]
        memory.computerName = computerName
      }
      return memory.accounts[name]
    }
    if let known { return known }
    guard let account = account(named: name, in: directory) else { return nil }
    memory.withLock { memory in
      guard memory.directory == directory, memory.accounts.count < Self.mostAccounts else { return }
      memory.accounts[name] = account
    }
    return account
  }

  private func account(named name: String, in directory: AccountDirectory) -> Account? {
    let (place, user) = Self.split(name)
    guard let place, !isOwn(place) else {
      return directory.user(named: user).map { localAccount($0, in: directory) }
    }
    guard let domain, domain.isNamed(place) else { return nil }
    return Self.find(user, in: domain.users).map {
      Self.domainAccount($0, of: domain, in: directory)
    }
  }

  /// Whether the first part of a name stands for the computer itself.
  private func isOwn(_ place: String) -> Bool {
    place == "." || place.lowercased() == computerName.lowercased()
  }

  /// Whether a password is that of an account.
  public func isPassword(_ password: String, of account: Account) async throws -> Bool {
    guard let verifier = account.passwordVerifier.flatMap({ PasswordVerifier(text: $0) })
    else { return false }
    let isRight = verified.check(password, against: verifier)
    try await noteLogon(of: account, isRight: isRight)
    return isRight
  }

  /// Counts wrong passwords; a right one ends the count. The domain counts elsewhere.
  public func noteLogon(of account: Account, isRight: Bool) async throws {
    let name = Self.split(account.qualifiedName).user
    let directory = try await directory()
    guard account.isLocal, directory.lockout.threshold > 0,
      let user = directory.user(named: name), !isRight || user.failures > 0
    else { return }
    let now = clock()
    try await update { directory in
      let isLocked = directory.user(named: name).map { directory.isLocked($0, at: now) } ?? false
      let window = Int64(directory.lockout.window) &* 60
      try directory.update(name) { user in
        guard !isLocked else { return }
        let isFresh = isRight || now >= user.lastFailure &+ window
        user.failures = (isFresh ? 0 : user.failures) + (isRight ? 0 : 1)
        if !isRight { user.lastFailure = now }
      }
    }
  }

  private func localAccount(
    _ user: AccountDirectory.User, in directory: AccountDirectory
  ) -> Account {
    let groups = Set(directory.groups(of: user.name).map(\.sid))
    let mayLogOn = user.isActive && !directory.isLocked(user, at: clock())
    let first =
      mayLogOn && user.hasFirstPassword
      ? Self.find(user.firstName ?? user.name, in: firstUsers) : nil
    let secret = mayLogOn ? user.secret : nil
    return Account(
      qualifiedName: "\(computerName.uppercased())\\\(user.name)",
      groups: groups.union([WellKnownSIDs.users]), isLocal: true,
      passwordVerifier: secret?.verifier ?? first?.passwordVerifier,
      ntHash: secret?.ntHash ?? first?.ntHash)
  }

  private static func domainAccount(
    _ user: LabUser, of domain: LabDomain, in directory: AccountDirectory
  ) -> Account {
    let names =
      [user.name]
      + LabUser.groupNames(in: .domain).filter { name in
        LabUser.group(named: name, in: .domain).map(user.groups.contains) ?? false
      }
    let local = names.flatMap { directory.groups(of: "\(domain.shortName)\\\($0)") }
    return Account(
      qualifiedName: "\(domain.shortName)\\\(user.name)",
      groups: user.groups.union(local.map(\.sid)).union([WellKnownSIDs.users]), isLocal: false,
      passwordVerifier: user.passwordVerifier, ntHash: user.ntHash)
  }

  /// A user of the computer, or a user or a group of its domain, as it is kept among the members of
  /// groups; nil when there is nobody.
  private func member(_ name: String, in directory: AccountDirectory) -> String? {
    let (place, user) = Self.split(name)
    guard let place, !isOwn(place) else { return directory.user(named: user)?.name }
    guard let domain, domain.isNamed(place) else { return nil }
    let found =
      Self.find(user, in: domain.users)?.name
      ?? LabUser.groupNames(in: .domain).first { $0.lowercased() == user.lowercased() }
    return found.map { "\(domain.shortName)\\\($0)" }
  }

  static func find(_ name: String, in users: [LabUser]) -> LabUser? {
    users.first { $0.name.lowercased() == name.lowercased() }
  }

  /// `DOMAIN\name` and `name@domain`; anything else is a name alone.
  static func split(_ name: String) -> (place: String?, user: String) {
    let bytes = name.utf8
    if let slash = bytes.firstIndex(of: UInt8(ascii: "\\")) {
      return (String(name[..<slash]), String(name[bytes.index(after: slash)...]))
    }
    if let at = bytes.lastIndex(of: UInt8(ascii: "@")) {
      return (String(name[bytes.index(after: at)...]), String(name[..<at]))
    }
    return (nil, name)
  }
}

extension LabDomain {
  /// Whether a client means this domain.
  func isNamed(_ name: String) -> Bool {
    [self.name, shortName.lowercased()].contains(name.lowercased())
  }
}
