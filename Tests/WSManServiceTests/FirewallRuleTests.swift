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
}
