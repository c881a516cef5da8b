import Testing

@testable import WSManService

@Suite("Rules of the firewall")
struct FirewallRuleTests {
  private func stored(_ configuration: ComputerConfiguration) -> ComputerConfiguration {
    var copy = ComputerConfiguration()
    copy.set(
      [StoredItem(name: "WinRM", text: configuration.itemText(.remoteManagement, at: 0))],
      .remoteManagement)
    return copy
  }

  @Test("are stored with all their values") func storing() {
    var rule = FirewallRule(name: "a<&>\"", displayName: "x, y")
    rule.about = " one "
    rule.group = "g"
    rule.isEnabled = false
    rule.networks = [.public, .domain]
    rule.isInbound = false
    rule.allows = false
    rule.transport = "UDP"
    rule.localPorts = ["1", "2-3"]
    rule.remotePorts = ["4"]
    rule.icmpTypes = ["8", "3:4"]
    rule.localAddresses = ["192.0.2.1"]
    rule.remoteAddresses = ["LocalSubnet", "2001:db8::1"]
    rule.program = #"C:\a.exe"#
    rule.edgeTraversal = "Allow"
    var configuration = ComputerConfiguration()
    configuration.remoteManagement.firewall.append(rule)
    #expect(stored(configuration).remoteManagement == configuration.remoteManagement)
    configuration.remoteManagement.firewall = []
    #expect(stored(configuration).remoteManagement.firewall == [])
  }

  @Test("are those of a fresh computer where none were stored") func before() {
    var configuration = ComputerConfiguration()
    configuration.set(
      [
        StoredItem(
          name: "WinRM",
          text: "<State><Running>true</Running><Starts>2</Starts><StartMode>Manual</StartMode>"
            + "<NetworkProfile>Public</NetworkProfile><HTTP>false</HTTP>"
            + "<RemoteRights>true</RemoteRights></State>")
      ], .remoteManagement)
    let state = configuration.remoteManagement
    #expect(state.firewall.map(\.name) == ["WINRM-HTTP-In-TCP", "WINRM-HTTP-In-TCP-PUBLIC"])
    #expect(!state.allowsHTTP && state.firewall.allSatisfy { !$0.isEnabled })
    #expect(state.networkProfile == .public && state.starts == 2)
  }

  @Test("of the service are switched, and made again when they are gone") func ofService() {
    var state = RemoteManagementState()
    let fresh = state
    state.allowsHTTP = false
    #expect(!state.allowsHTTP)
    state.allowsHTTP = true
    #expect(state == fresh)
    state.firewall = [FirewallRule(name: "mine", displayName: "mine")]
    #expect(!state.allowsHTTP)
    state.allowsHTTP = true
    #expect(state.firewall.map(\.name).first == "mine" && state.firewall.count == 3)
  }

  @Test("are no more than the computer keeps, whoever adds them") func count() async throws {
    let computer = TestComputer()
    try await computer.service.changeFirewall { rules in
      for number in rules.count..<[FirewallRule].largestCount - 1 {
        try rules.add(FirewallRule(name: "\(number)", displayName: "many"))
      }
    }
    let problems = await withTaskGroup(of: FirewallProblem?.self) { group -> [FirewallProblem] in
      for name in ["one", "two", "three"] {
        group.addTask {
          do {
            try await computer.service.changeFirewall {
              try $0.add(FirewallRule(name: name, displayName: name))
            }
          } catch { return error as? FirewallProblem }
          return nil
        }
      }
      return await group.reduce(into: []) { problems, problem in
        problems += problem.map { [$0] } ?? []
      }
    }
    #expect(problems == [.full, .full])
    let state = try await computer.service.remoteManagement()
    #expect(state.firewall.count == [FirewallRule].largestCount)
  }

  @Test("have names of their own, and a change that is wrong changes none") func changes()
    async throws
  {
    let computer = TestComputer()
    let before = try await computer.service.remoteManagement().firewall
    await #expect(throws: FirewallProblem.exists("winrm-http-IN-tcp")) {
      try await computer.service.changeFirewall {
        try $0.add(FirewallRule(name: "winrm-http-IN-tcp", displayName: "x"))
      }
    }
    await #expect(throws: FirewallProblem.self) {
      try await computer.service.changeFirewall { rules in
        try rules.change(named: rules.map(\.name)) {
          if $0.networks == [.public] { $0.localPorts = ["x"] } else { $0.localPorts = ["1"] }
        }
      }
    }
    #expect(try await computer.service.remoteManagement().firewall == before)
  }

  @Test(
    "hold addresses, subnets, ranges and words",
    arguments: [
      ("192.0.2.1", true), ("192.0.2.0/24", true), ("192.0.2.0/255.255.255.0", true),
      ("192.0.2.1-192.0.2.9", true), ("2001:db8::/32", true), ("LocalSubnet", true),
      ("localsubnet6", true), ("Any", true), ("server01", false), ("192.0.2.0/33", false),
      ("192.0.2.9-192.0.2.1", false), ("192.0.2.1-2001:db8::1", false), ("2001:db8::/129", false),
      ("192.0.2.1/", false), ("-", false), ("/", false), ("4", false), ("LocalSubnet5", false),
    ]) func addresses(_ text: String, _ isAddress: Bool)
  {
    var rule = FirewallRule(name: "x", displayName: "x")
    rule.remoteAddresses = [text]
    #expect(((try? rule.check()) != nil) == isAddress)
  }
}
