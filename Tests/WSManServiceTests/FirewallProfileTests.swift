import Testing

@testable import WSManService

@Suite("Profiles of the firewall")
struct FirewallProfileTests {
  private func stored(_ text: String) -> [FirewallProfileState] {
    var configuration = ComputerConfiguration()
    configuration.set([StoredItem(name: "WinRM", text: text)], .remoteManagement)
    return configuration.remoteManagement.firewallProfiles
  }

  @Test("are stored with all their values") func storing() {
    var configuration = ComputerConfiguration()
    configuration.remoteManagement.firewallProfiles[0].isEnabled = false
    configuration.remoteManagement.firewallProfiles[0].allowsInbound = true
    configuration.remoteManagement.firewallProfiles[1].isEnabled = nil
    configuration.remoteManagement.firewallProfiles[2].allowsOutbound = false
    let profiles = stored(configuration.itemText(.remoteManagement, at: 0))
    #expect(profiles == configuration.remoteManagement.firewallProfiles)
    #expect(profiles != FirewallProfileState.standard)
  }

  @Test("are those of a fresh computer where none were stored, and there are three") func before() {
    let start =
      "<State><Running>true</Running><StartMode>Manual</StartMode>"
      + "<NetworkProfile>Public</NetworkProfile>"
    #expect(stored(start + "</State>") == FirewallProfileState.standard)
    let one = "<Profile><Network>Private</Network><Enabled>false</Enabled></Profile>"
    let profiles = stored(
      start + "<FirewallProfiles>\(one)<Profile/>\(one)</FirewallProfiles></State>")
    #expect(profiles.map(\.network) == [.domain, .private, .public])
    #expect(profiles.map(\.isEnabled) == [true, false, true])
  }

  @Test("change for the networks that are named, and stay when set-up is taken back")
  func changes() async throws {
    let computer = TestComputer()
    let before = try await computer.service.remoteManagement()
    let changed = try await computer.service.changeFirewallProfiles([.public, .domain]) {
      $0.isEnabled = false
    }
    #expect(changed.map(\.network) == [.domain, .public])
    #expect(changed.allSatisfy { $0.isEnabled == false })
    try await computer.service.restore(before)
    let state = try await computer.service.remoteManagement()
    #expect(state.firewallProfiles.map(\.isEnabled) == [false, true, false])
    #expect(state.firewall == before.firewall)
  }
}
