import Testing

/// Where nobody answers a question, the error names what makes it needless.
@Suite("Questions that nobody answers")
struct PromptAdviceTests {
  @Test(
    "say what to add",
    arguments: [
      (#"Remove-Item WSMan:\localhost\Listener\Listener_*"#, "Add -Recurse."),
      (#"Remove-Item WSMan:\localhost\Listener\Listener_* -Force"#, "Add -Recurse."),
      (#"Set-Item WSMan:\localhost\Client\TrustedHosts a"#, "Add -Force."),
      (#"Clear-Item WSMan:\localhost\Client\TrustedHosts"#, "Add -Force."),
      (#"Set-Item WSMan:\localhost\MaxTimeoutms 30000 -Confirm"#, "Leave -Confirm out."),
      (
        #"$ConfirmPreference = 'Low'; Set-Item WSMan:\localhost\MaxTimeoutms 30000"#,
        "Add -Confirm:$false."
      ),
      (#"New-Item WSMan:\localhost\Listener -Address * -Transport HTTP"#, "Add -Force."),
      ("Set-WSManQuickConfig", "Add -Force."),
      ("Enable-WSManCredSSP Server", "Add -Force."),
      (#"Stop-Service WinRM; Get-Item WSMan:\localhost\Client"#, "Add -Force."),
      (
        #"Stop-Service WinRM; Test-Path WSMan:\localhost\Client"#,
        "Start it first: Start-Service WinRM"
      ),
      ("Write-Warning x -WarningAction Inquire", "Choose another action than Inquire."),
    ])
  func advice(_ command: String, _ advice: String) async throws {
    let result = try await Program().run("-c", command)
    let errors = result.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(errors.contains("so it cannot ask: "))
    #expect(errors.contains(advice), "\(errors)")
    #expect(!errors.contains("where the command has it"))
  }

  @Test("are answered by what is advised") func works() async throws {
    let result = try await Program().run(
      "-c",
      #"""
      Set-Item WSMan:\localhost\Client\TrustedHosts a -Force; (Get-Item WSMan:\localhost\Client\TrustedHosts).Value
      Remove-Item WSMan:\localhost\Listener\Listener_* -Recurse
      @(Get-ChildItem WSMan:\localhost\Listener).Count
      """#)
    #expect(result.errors == "")
    #expect(result.outputLines == ["a", "0"])
  }
}
