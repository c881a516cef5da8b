import Testing
import WSManProtocol
import XMLStream

@testable import WSManService

/// `winrm/config/service/security` (`configuration.md` 2 and 9.5).
struct PluginSecurityTests {
  private static let cimv2 = ResourceURI.wmi.text + "/root/cimv2"
  private static let administrators = "O:NSG:BAD:P(A;;GA;;;BA)S:P(AU;FA;GA;;;WD)"
  private let computer = TestComputer()

  private func put(
    _ attributes: String, uri: String = cimv2, root: String = "Security",
    namespace: String = Namespaces.pluginConfiguration
  ) async throws -> ResponseBody {
    let body = try XMLFragment(parsing: "<\(root) xmlns='\(namespace)' \(attributes)/>")
    return await computer.send(.put(body), to: "/service/security", selectors: ["uri": uri])
  }

  private func sddl(_ uri: String) async -> String? {
    await computer.get("/service/security", selectors: ["Uri": uri])?
      .attribute(localName: "Sddl")
  }

  @Test func anEntryIsAddedAndWorksAtOnce() async throws {
    let before = try #require(await sddl(Self.cimv2))
    let answer = try await put(
      "Uri='\(Self.cimv2)' ExactMatch='false' Sddl='\(Self.administrators)'")
    guard case .put(let document?) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(document.attribute(localName: "Name") == "WMI Provider")
    #expect(await sddl(Self.cimv2 + "/Win32_Service") == Self.administrators)
    #expect(await sddl(ResourceURI.wmi.text + "/root/other") == before)
    let configuration = try await computer.store.configuration()
    let started = try #require(await computer.service.started)
    let uri = ResourceURI(Self.cimv2 + "/Win32_Service")
    let manager = Caller(
      userName: #"S\m"#, groups: [WellKnownSIDs.remoteManagementUsers], connection: .http)
    let check = AccessCheck(caller: manager, configuration: configuration)
    #expect(!check.allows(.read, on: uri, through: PluginRoute.find(uri, in: started.plugins)))
    // The same again replaces the entry.
    #expect(try await put("Sddl='\(before)'").fault == nil)
    #expect(await sddl(Self.cimv2) == before)
    let plugin = try #require(
      try await computer.store.configuration().plugins.first { $0.isNamed("WMI Provider") })
    let resource = plugin.document.child(localName: "Resources")?.child(localName: "Resource")
    #expect(resource?.children.filter { $0.localName == "Security" }.count == 2)
  }

  @Test(arguments: [
    ("Sddl='D:P(A;;GA;;;BA)'", 2_150_859_100), ("", 2_150_859_100), ("Sddl=''", 2_150_859_100),
    ("Sddl='O:NSG:BAD:P(A;;GA;;;BA)' ExactMatch='x'", 2_150_858_817),
    ("Sddl='O:NSG:BAD:P(A;;GA;;;BA)' Uri='http://other/'", 2_150_858_989),
    ("Sddl='O:NSG:BAD:P(A;;GA;;;BA)' Color='red'", 2_150_858_817),
  ])
  func badEntries(attributes: String, code: UInt32) async throws {
    #expect(try await put(attributes).fault?.code.rawValue == code)
    #expect(try await computer.store.configuration() == ComputerConfiguration())
  }

  @Test func unknownURIsAndRoots() async throws {
    let good = "Sddl='\(Self.administrators)'"
    #expect(try await put(good, uri: "urn:x").fault?.code.rawValue == 2_150_859_199)
    #expect(try await put(good, root: "Other").fault?.code.rawValue == 2_150_858_773)
    #expect(try await put(good, namespace: "urn:x").fault?.code.rawValue == 2_150_858_840)
    let get = await computer.send(.get, to: "/service/security", selectors: ["Uri": "urn:x"])
    #expect(get.fault?.code.rawValue == 2_150_859_199)
  }
}
