import Foundation
import Synchronization
import Testing
import ThrowawayFolder
import WSManService
import WireSecurity

@testable import Lab

/// The accounts of a computer, and how they change.
struct AccountStoreTests {
  private let folder: ThrowawayFolder
  /// The seconds since 1970 in these tests.
  private let clock = Clock()

  private final class Clock: Sendable {
    private let seconds = Mutex<Int64>(1_000_000)
    var now: Int64 { seconds.withLock { $0 } }
    func advance(by minutes: Int64) { seconds.withLock { $0 += minutes * 60 } }
  }

  init() throws { folder = try ThrowawayFolder() }

  /// `server02` of the lab contoso; each time as a new process would see it.
  private func store(isKept: Bool = false) throws -> LabAccountStore {
    let lab = try LabFile.named("contoso")
    let entry = try #require(lab.entries.first { $0.names.name(at: 0) == "server02" })
    let database = LabDatabase(directory: folder.path + "/state")
    return LabAccountStore(
      of: .init(name: { "server02" }, domain: { entry.domain }), users: entry.users,
      keptIn: isKept ? (database, "server02.contoso.com") : nil, clock: { [clock] in clock.now })
  }

  private func isRight(
    _ password: String, of name: String, _ store: LabAccountStore
  ) async throws -> Bool {
    let account = try #require(try await store.account(named: name))
    return try await store.isPassword(password, of: account)
  }

  @Test(arguments: [false, true])
  func aNewAccountLogsOn(isKept: Bool) async throws {
    let store = try store(isKept: isKept)
    try await store.apply([.addUser("Dora", password: "Tr1cky")])
    let account = try #require(try await store.account(named: #".\DORA"#))
    #expect(account.qualifiedName == #"SERVER02\Dora"#)
    #expect(account.groups == [WellKnownSIDs.users])
    #expect(account.ntHash == NTLMAccount.ntHash(of: "Tr1cky"))
    #expect(try await isRight("Tr1cky", of: "dora", store))
    #expect(try await !isRight("tr1cky", of: "dora", store))
    try await store.apply([.addMember("dora", to: "Administrators")])
    #expect(
      try #require(try await store.account(named: "dora")).groups.contains(
        WellKnownSIDs.administrators))
    try await store.apply([.deleteUser("dora")])
    #expect(try await store.account(named: "dora") == nil)
    let group = try #require(try await store.directory().group(named: "administrators"))
    #expect(group.members == ["administrator", #"CONTOSO\Domain Admins"#])
  }

  @Test func theDatabaseKeepsThemWithoutTheirPasswords() async throws {
    try await store(isKept: true).apply([.addUser("dora", password: "Tr1cky")])
    let later = try store(isKept: true)
    #expect(try await isRight("Tr1cky", of: "dora", later))
    // Those of the lab file keep the password of the file.
    #expect(try await isRight("P@ssw0rd", of: "operator", later))
    try await later.apply([.setPassword("operator", to: "other")])
    #expect(try await !isRight("P@ssw0rd", of: "operator", store(isKept: true)))
    for file in ["lab.sqlite", "lab.sqlite-wal"] {
      let bytes = FileManager.default.contents(atPath: folder.path + "/state/" + file) ?? Data()
      #expect(bytes.range(of: Data("Tr1cky".utf8)) == nil, "\(file)")
    }
  }

  @Test func anAccountAddedAgainHasNothingOfTheOldOne() async throws {
    let store = try store()
    try await store.apply([.deleteUser("operator")])
    try await store.apply([.addUser("operator", password: "")])
    let account = try #require(try await store.account(named: "operator"))
    #expect(account.passwordVerifier == nil && account.ntHash == nil)
    #expect(!account.groups.contains(WellKnownSIDs.remoteManagementUsers))
  }

  @Test func administratorsOfTheDomainAreMembers() async throws {
    let store = try store()
    let admin = #"CONTOSO\administrator"#
    #expect(
      try #require(try await store.account(named: admin)).groups.contains(
        WellKnownSIDs.administrators))
    try await store.apply([.removeMember(#"contoso\domain admins"#, from: "Administrators")])
    #expect(
      try !#require(try await store.account(named: admin)).groups.contains(
        WellKnownSIDs.administrators))
    try await store.apply([.addMember("alice@contoso.com", to: "Remote Management Users")])
    #expect(
      try #require(try await store.account(named: #"CONTOSO\alice"#)).groups.contains(
        WellKnownSIDs.remoteManagementUsers))
    await #expect(throws: AccountProblem.noSuchMember(#"CONTOSO\bob"#)) {
      try await store.apply([.addMember(#"CONTOSO\bob"#, to: "Users")])
    }
  }

  @Test(arguments: [false, true])
  func allChangesAreMadeOrNone(isKept: Bool) async throws {
    let store = try store(isKept: isKept)
    let before = try await store.directory()
    await #expect(throws: AccountProblem.noSuchMember("nobody")) {
      try await store.apply([
        .addUser("dora", password: "Tr1cky"), .addMember("dora", to: "Administrators"),
        .addMember("nobody", to: "Administrators"),
      ])
    }
    #expect(try await store.directory() == before)
    // What the first change makes, the next one finds, under each of its names.
    try await store.apply([
      .addUser("dora", password: "Tr1cky"), .addMember(#".\DORA"#, to: "Administrators"),
      .addMember(#"server02\dora"#, to: "Remote Management Users"),
    ])
    let directory = try await store.directory()
    #expect(directory.groups(of: "dora").map(\.name).count == 3)
    try await store.apply([.removeMember(#"SERVER02\dora"#, from: "Administrators")])
    #expect(try await store.directory().groups(of: "dora").count == 2)
  }

  @Test(arguments: [false, true])
  func wrongPasswordsLock(isKept: Bool) async throws {
    let store = try store(isKept: isKept)
    var policy = AccountDirectory.LockoutPolicy()
    policy.threshold = 3
    policy.duration = 10
    policy.window = 5
    try await store.apply([.setLockout(policy)])
    for _ in 0..<2 { #expect(try await !isRight("wrong", of: "operator", store)) }
    // A right one ends the count, and so does time.
    #expect(try await isRight("P@ssw0rd", of: "operator", store))
    for _ in 0..<2 { #expect(try await !isRight("wrong", of: "operator", store)) }
    clock.advance(by: 5)
    for _ in 0..<2 { #expect(try await !isRight("wrong", of: "operator", store)) }
    #expect(try await isRight("P@ssw0rd", of: "operator", store))
    for _ in 0..<3 { #expect(try await !isRight("wrong", of: "operator", store)) }
    let locked = try #require(try await store.account(named: "operator"))
    #expect(locked.passwordVerifier == nil && locked.ntHash == nil)
    #expect(try await !isRight("P@ssw0rd", of: "operator", store))
    // Others are not concerned.
    #expect(try await isRight("P@ssw0rd", of: "administrator", store))
    clock.advance(by: 10)
    #expect(try await isRight("P@ssw0rd", of: "operator", store))

    policy.duration = 0
    try await store.apply([.setLockout(policy)])
    for _ in 0..<3 { #expect(try await !isRight("wrong", of: "operator", store)) }
    clock.advance(by: 100_000)
    #expect(try await !isRight("P@ssw0rd", of: "operator", store))
    try await store.apply([.setActive("operator", true)])
    #expect(try await isRight("P@ssw0rd", of: "operator", store))
  }

  @Test func manyAtOnceCountEachWrongPassword() async throws {
    let store = try store()
    var policy = AccountDirectory.LockoutPolicy()
    policy.threshold = 100
    try await store.apply([.setLockout(policy)])
    let account = try #require(try await store.account(named: "operator"))
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<100 {
        group.addTask { try? await store.noteLogon(of: account, isRight: false) }
      }
    }
    #expect(try #require(try await store.account(named: "operator")).passwordVerifier == nil)
  }

  @Test func aLabFileSaysWhenAccountsAreLocked() async throws {
    let lab = try LabFile(
      text: "computers: [{name: pc, lockout: {threshold: 4, duration: 15}}]", file: "lab.yaml")
    let network = try LabNetwork([lab], keepingChangesIn: nil)
    let policy = try await #require(network.computer(named: "pc")).accounts.directory().lockout
    #expect(policy.threshold == 4 && policy.duration == 15 && policy.window == 15)
    for text in ["{threshold: -1}", "{duration: 5, window: 6}", "{limit: 3}", "5"] {
      #expect(throws: LabFileError.self, "\(text)") {
        try LabFile(text: "computers: [{name: pc, lockout: \(text)}]", file: "lab.yaml")
      }
    }
  }
}
