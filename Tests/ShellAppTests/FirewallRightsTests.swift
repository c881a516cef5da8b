import Testing

@Suite("The firewall without the rights of an administrator")
struct FirewallRightsTests {
  @Test("is shown") func shown() async throws {
    let result = try await Program().run(
      "--not-elevated", "-c",
      "(Get-NetFirewallProfile).Count; (netsh advfirewall show allprofiles state).Count")
    #expect(result.outputLines == ["3", "14"])
  }

  @Test(
    "is not changed, and the error says why",
    arguments: [
      "Set-NetFirewallProfile -All -Enabled False",
      "Get-NetFirewallProfile | Set-NetFirewallProfile -Enabled False",
      "New-NetFirewallRule -DisplayName x",
    ])
  func cmdlets(_ command: String) async throws {
    let result = try await Program().run(
      "--not-elevated", "-c",
      "\(command); $Error[0].FullyQualifiedErrorId; $Error[0].CategoryInfo.TargetName; "
        + "(Get-NetFirewallProfile).Enabled; (Get-NetFirewallRule).Count")
    let (cmdlet, target) =
      command.hasPrefix("New")
      ? ("New-NetFirewallRule", "MSFT_NetFirewallRule")
      : ("Set-NetFirewallProfile", "MSFT_NetFirewallProfile")
    #expect(result.errors.contains("Access is denied."))
    #expect(
      result.outputLines == [
        "Windows System Error 5,\(cmdlet)", target, "True", "True", "True", "2",
      ])
  }

  @Test(
    "is not changed by netsh either",
    arguments: [
      "advfirewall set allprofiles state off", "firewall set opmode disable",
      "advfirewall firewall add rule name=x dir=in action=allow",
    ])
  func netsh(_ words: String) async throws {
    let result = try await Program().run(
      "--not-elevated", "-c",
      "netsh \(words); $LASTEXITCODE; (Get-NetFirewallProfile).Enabled; (Get-NetFirewallRule).Count"
    )
    #expect(
      result.outputLines == [
        "The requested operation requires elevation (Run as administrator).", "1", "True",
        "True", "True", "2",
      ])
  }

  @Test("is as it was left when the program starts again") func kept() async throws {
    let program = try Program()
    _ = try await program.run("-c", "Set-NetFirewallProfile -Name Public -Enabled False")
    let result = try await program.run("-c", "(Get-NetFirewallProfile).Enabled")
    #expect(result.outputLines == ["True", "True", "False"])
  }
}
