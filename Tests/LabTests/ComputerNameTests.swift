import CIMModel
import Testing
import ThrowawayFolder
import WSManProtocol

@testable import Lab
@testable import WSManService

/// Computers that get another name, another workgroup or another domain.
@Suite struct ComputerNameTests {
  private static let lab = """
    domain: contoso.com
    users:
      - name: alice
        password: Secret1
        groups: [Domain Admins]
      - name: bob
        password: Secret2
    computers:
      - name: server01
        users: [{name: admin, password: Own1, groups: [Administrators]}]
      - name: server02
      - name: alone
        domain: none
        users: [{name: admin, password: Own1, groups: [Administrators]}]
      - name: far
        domain: fabrikam.com
    """
  private static let domainAdministrator = Caller(
    userName: #"CONTOSO\alice"#, groups: [WellKnownSIDs.administrators], connection: .local)
  private static let localAdministrator = Caller(
    userName: #"SERVER01\admin"#, groups: [WellKnownSIDs.administrators], connection: .local)

  private func network(_ database: LabDatabase? = nil) throws -> LabNetwork {
    try LabNetwork(
      [LabFile(text: Self.lab, file: "names.yaml")], keepingChangesIn: database)
  }

  private func values(
    _ computer: LabComputer, _ className: String = "Win32_ComputerSystem"
  ) async throws -> CIMInstance {
    let found = try await computer.service.cimInstances(
      query: "SELECT * FROM \(className)", in: "root/cimv2")
    return try #require(found.first?.instance)
  }

  private func call(
    _ method: String, on computer: LabComputer, as caller: Caller = Self.domainAdministrator,
    _ inputs: [String: CIMValue] = [:]
  ) async throws -> UInt32 {
    let name = try await values(computer)["Name"].text
    return try await computer.service.callCIM(
      method, of: "Win32_ComputerSystem", keys: ["Name": name],
      inputs: Dictionary(
        inputs.map { (CIMName($0.key), $0.value) }, uniquingKeysWith: { first, _ in first }),
      in: "root/cimv2", caller: caller
    ).code
  }

  private func restart(_ computer: LabComputer) async throws {
    let name = try await values(computer, "Win32_OperatingSystem")["Name"].text
    _ = try await computer.service.callCIM(
      "Reboot", of: "Win32_OperatingSystem", keys: ["Name": name], inputs: [:],
      in: "root/cimv2", caller: Self.domainAdministrator)
  }

  @Test(
    arguments: [
      ("", 87), ("a name", 87), ("web.01", 87), ("sixteencharacter", 87), ("12345", 87),
      ("-web", 87), ("w\u{FC}b", 87), ("localhost", 87), ("CONTOSO", 87), ("SERVER02", 2224),
      ("alone", 2224), ("server01", 0), ("WEB01", 0),
    ] as [(String, UInt32)])
  func namesHaveToFit(name: String, code: UInt32) async throws {
    let network = try network()
    let computer = try #require(network.computer(named: "server01"))
    #expect(try await call("Rename", on: computer, ["Name": .string(name)]) == code)
    #expect(try await values(computer)["Name"] == "SERVER01")
  }

  @Test func aNameCountsFromTheNextStartOn() async throws {
    let network = try network()
    let computer = try #require(network.computer(named: "server01"))
    #expect(try await call("Rename", on: computer, ["Name": "Web01"]) == 0)
    var system = try await values(computer)
    #expect(system["Name"] == "SERVER01")
    #expect(system["DNSHostName"] == "Web01")
    #expect(computer.service.identity.computerName == "SERVER01")
    #expect(try await network.findComputer(named: "web01") == nil)

    try await restart(computer)
    system = try await values(computer)
    #expect(system["Name"] == "WEB01")
    #expect(system["Caption"] == "WEB01")
    #expect(computer.service.identity.computerName == "WEB01")
    #expect(computer.service.identity.fullName == "web01.contoso.com")
    for (className, property) in [
      ("Win32_Service", "SystemName"), ("Win32_OperatingSystem", "CSName"),
      ("Win32_Process", "CSName"), ("Win32_UserAccount", "Domain"), ("Win32_Group", "Domain"),
      ("Win32_SystemAccount", "Domain"), ("Win32_QuickFixEngineering", "CSName"),
    ] {
      #expect(try await values(computer, className)[property] == "WEB01")
    }
    let members = try await computer.service.cimInstances(
      query: "ASSOCIATORS OF {Win32_Group.Domain='WEB01',Name='Administrators'}", in: "root/cimv2")
    #expect(members.map { $0.instance["Caption"].text }.contains(#"WEB01\admin"#))

    // The name of the lab stays an address, and the new one is another.
    #expect(network.computer(named: "server01") === computer)
    for name in ["WEB01", "web01.contoso.com"] {
      #expect(try await network.findComputer(named: name) === computer)
    }
    #expect(
      try await computer.accounts.account(named: #"WEB01\admin"#)?.qualifiedName == #"WEB01\admin"#)
    #expect(try await computer.accounts.account(named: #"SERVER01\admin"#) == nil)
    let other = try #require(network.computer(named: "server02"))
    for taken in ["web01", "server01"] {
      #expect(try await call("Rename", on: other, ["Name": .string(taken)]) == 2224)
    }
    // Back again.
    #expect(try await call("Rename", on: computer, ["Name": "SERVER01"]) == 0)
    try await restart(computer)
    #expect(try await values(computer)["Name"] == "SERVER01")
    #expect(try await network.findComputer(named: "web01") == nil)
  }

  @Test func aNameThatWaitsCanBeTakenBack() async throws {
    let network = try network()
    let computer = try #require(network.computer(named: "server01"))
    #expect(try await call("Rename", on: computer, ["Name": "WEB01"]) == 0)
    #expect(try await call("Rename", on: computer, ["Name": "server01"]) == 0)
    try await restart(computer)
    let system = try await values(computer)
    #expect(system["Name"] == "SERVER01")
    #expect(system["DNSHostName"] == "server01")
  }

  @Test func theDomainAsksWhoWantsAnotherName() async throws {
    let network = try network()
    let computer = try #require(network.computer(named: "server01"))
    func rename(_ inputs: [String: CIMValue]) async throws -> UInt32 {
      try await call(
        "Rename", on: computer, as: Self.localAdministrator,
        inputs.merging(["Name": "WEB01"]) { first, _ in first })
    }
    #expect(try await rename([:]) == 5)
    #expect(try await rename(["UserName": #"CONTOSO\alice"#, "Password": "wrong"]) == 1326)
    #expect(try await rename(["UserName": #"FABRIKAM\alice"#, "Password": "Secret1"]) == 1326)
    #expect(try await rename(["UserName": "alice@contoso.com", "Password": "Secret1"]) == 0)
    let guest = Caller(userName: #"CONTOSO\bob"#, groups: [], connection: .local)
    #expect(try await call("Rename", on: computer, as: guest, ["Name": "WEB02"]) == 5)
  }

  @Test func workgroupsAreEnteredAtOnce() async throws {
    let network = try network()
    let computer = try #require(network.computer(named: "alone"))
    #expect(try await call("UnjoinDomainOrWorkgroup", on: computer) == 2692)
    for name in ["", "a/b", "sixteen letters!"] {
      #expect(try await call("JoinDomainOrWorkgroup", on: computer, ["Name": .string(name)]) == 87)
    }
    #expect(try await call("JoinDomainOrWorkgroup", on: computer, ["Name": "SALES"]) == 0)
    let system = try await values(computer)
    #expect(system["Workgroup"] == "SALES")
    #expect(system["Domain"] == "SALES")
    #expect(system["PartOfDomain"] == false)
  }

  @Test func domainsAreEnteredAndLeft() async throws {
    let network = try network()
    let computer = try #require(network.computer(named: "alone"))
    func join(_ name: String, _ password: String = "Secret1", options: UInt64 = 3) async throws
      -> UInt32
    {
      try await call(
        "JoinDomainOrWorkgroup", on: computer,
        [
          "Name": .string(name), "UserName": #"CONTOSO\alice"#, "Password": .string(password),
          "FJoinOptions": .unsigned(options),
        ])
    }
    #expect(try await join("nowhere.com") == 1355)
    #expect(try await join("contoso.com", "wrong") == 1326)
    #expect(try await join("contoso.com", options: 0x1000) == 87)
    #expect(try await join("contoso.com") == 0)
    #expect(try await join("contoso.com") == 2691)
    #expect(try await values(computer)["Domain"] == "contoso.com")
    #expect(computer.service.identity.fullName == "alone")
    try await restart(computer)
    #expect(computer.service.identity.fullName == "alone.contoso.com")
    #expect(try await network.findComputer(named: "alone.contoso.com") === computer)
    let alice = try await computer.accounts.account(named: #"CONTOSO\alice"#)
    #expect(alice?.groups.contains(WellKnownSIDs.administrators) == true)
    #expect(try await values(computer)["DomainRole"] == .unsigned(3))
    #expect(try await call("JoinDomainOrWorkgroup", on: computer, ["Name": "SALES"]) == 2691)

    #expect(
      try await call("UnjoinDomainOrWorkgroup", on: computer, ["FUnjoinOptions": .unsigned(2)])
        == 87)
    #expect(
      try await call(
        "UnjoinDomainOrWorkgroup", on: computer,
        ["UserName": #"CONTOSO\alice"#, "Password": "wrong"]) == 1326)
    #expect(try await call("UnjoinDomainOrWorkgroup", on: computer) == 0)
    try await restart(computer)
    #expect(computer.service.identity.fullName == "alone")
    #expect(try await computer.accounts.account(named: #"CONTOSO\alice"#) == nil)
    let administrators = try await computer.accounts.directory().group(named: "Administrators")
    #expect(administrators?.members.contains(#"CONTOSO\Domain Admins"#) == false)
    #expect(try await values(computer)["Workgroup"] == "WORKGROUP")
  }

  @Test func aNewNameIsKept() async throws {
    let folder = try ThrowawayFolder()
    let first = try network(LabDatabase(directory: folder.path + "/state"))
    let computer = try #require(first.computer(named: "server01"))
    #expect(try await call("Rename", on: computer, ["Name": "WEB01"]) == 0)
    try await restart(computer)

    let second = try network(LabDatabase(directory: folder.path + "/state"))
    let found = try #require(try await second.findComputer(named: "web01"))
    #expect(found.name == "server01")
    #expect(found.service.identity.fullName == "web01.contoso.com")
    let other = try #require(second.computer(named: "server02"))
    #expect(try await call("Rename", on: other, ["Name": "Web01"]) == 2224)
  }

  @Test func aComputerThatWasOffHasItsNewName() async throws {
    let network = try network()
    let computer = try #require(network.computer(named: "server01"))
    #expect(try await call("Rename", on: computer, ["Name": "WEB01"]) == 0)
    let name = try await values(computer, "Win32_OperatingSystem")["Name"].text
    _ = try await computer.service.callCIM(
      "Shutdown", of: "Win32_OperatingSystem", keys: ["Name": name], inputs: [:],
      in: "root/cimv2", caller: Self.domainAdministrator)
    #expect(computer.service.identity.computerName == "SERVER01")
    try await computer.services.start("WinRM")
    #expect(computer.service.identity.computerName == "WEB01")
  }
}
