import Foundation
import Testing
import WSManService
import WireSecurity

@testable import Lab

struct LabNetworkTests {
  @Test func computersAreFoundByEachOfTheirNames() throws {
    let network = try LabNetwork([LabFile.named("contoso")], keepingChangesIn: nil)
    #expect(network.computers.map(\.name) == ["server01", "server02", "dc01"])
    for name in [
      "server02", "SERVER02", "server02.contoso.com", "Server02.Contoso.com.",
      "192.0.2.12", "[192.0.2.12]",
    ] {
      #expect(network.computer(named: name)?.fullName == "server02.contoso.com", "\(name)")
    }
    for name in ["", ".", "server", "server02.fabrikam.com", "127.0.0.1", "localhost"] {
      #expect(network.computer(named: name) == nil, "\(name)")
    }
  }

  @Test func severalLabsShareNoFullName() throws {
    let contoso = try LabFile.named("contoso")
    #expect(throws: LabFileError.self) {
      try LabNetwork([contoso, contoso], keepingChangesIn: nil)
    }
    let other = try LabFile(text: "computers: [{name: server01}]", file: "other.yaml")
    let network = try LabNetwork([other, contoso], keepingChangesIn: nil)
    #expect(network.computer(named: "server01")?.fullName == "server01")
    #expect(network.computer(named: "server01.contoso.com")?.fullName == "server01.contoso.com")
  }

  @Test func accounts() async throws {
    let network = try LabNetwork([LabFile.named("contoso")], keepingChangesIn: nil)
    let accounts = try #require(network.computer(named: "server02")).accounts
    for name in ["administrator", #"SERVER02\Administrator"#, #".\administrator"#] {
      let account = try #require(await accounts.account(named: name))
      #expect(account.qualifiedName == #"SERVER02\administrator"#)
      #expect(account.isLocal && account.groups.contains(WellKnownSIDs.administrators))
      let verifier = try #require(account.passwordVerifier.flatMap(PasswordVerifier.init(text:)))
      #expect(verifier.matches("P@ssw0rd") && !verifier.matches("p@ssw0rd"))
    }
    for name in [#"CONTOSO\alice"#, "alice@contoso.com", #"contoso.com\ALICE"#] {
      let account = try #require(await accounts.account(named: name))
      #expect(account.qualifiedName == #"CONTOSO\alice"# && !account.isLocal)
      #expect(!account.groups.contains(WellKnownSIDs.administrators))
    }
    let chief = try #require(await accounts.account(named: #"CONTOSO\administrator"#))
    #expect(chief.groups.contains(WellKnownSIDs.administrators))
    for name in ["alice", "", #"FABRIKAM\alice"#, "admin", #"\administrator"#, "operator@server01"]
    {
      #expect(try await accounts.account(named: name) == nil, "\(name)")
    }
  }

  /// Ten thousand computers whose services have all been used once.
  @Test func manyComputersCostLittle() async throws {
    let lab = try LabFile(
      text: "computers: [{name: 'pc[00001-10000]', addresses: [10.0.0.1]}]", file: "many.yaml")
    let network = try LabNetwork([lab], keepingChangesIn: nil)
    #expect(network.computers.count == 10_000)
    let before = try Self.residentBytes()
    for computer in network.computers { _ = try await computer.service.policy() }
    let each = try (Self.residentBytes() - before) / network.computers.count
    #expect(each < 10_000, "\(each) bytes for each computer")
    #expect(network.computer(named: "10.0.39.16")?.name == "pc10000")
  }

  private static func residentBytes() throws -> Int {
    let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
      .split(separator: " ")
    return try #require(Int(pages[1])) * sysconf(Int32(_SC_PAGESIZE))
  }
}
