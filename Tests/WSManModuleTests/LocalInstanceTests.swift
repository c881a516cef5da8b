import Testing
import ThrowawayFolder

/// The instance cmdlets on the emulated local computer.
@Suite struct LocalInstanceTests {
  private let shell: ModuleShell

  init() throws { shell = try ModuleShell() }

  @Test func configuration() async throws {
    let result = try await shell.run(
      """
      $c = Get-WSManInstance winrm/config
      $c.PSObject.TypeNames[0]
      $c.PSObject.Properties | ForEach-Object { $_.Name }
      $c.MaxTimeoutms
      "$($c.Client)"
      $c.Client.TrustedHosts.Length
      """)
    #expect(result.errors.isEmpty)
    #expect(
      result.output == [
        "System.Xml.XmlElement#http://schemas.microsoft.com/wbem/wsman/1/config#Config", "cfg",
        "lang", "MaxEnvelopeSizekb", "MaxTimeoutms", "MaxBatchItems", "MaxProviderRequests",
        "Client", "Service", "Winrs", "60000", "Client", "0",
      ])
  }

  @Test func setting() async throws {
    let result = try await shell.run(
      """
      $x = Set-WSManInstance winrm/config/client -ValueSet @{TrustedHosts='a,b'; NetworkDelayms=6000}
      $x.TrustedHosts
      (Get-WSManInstance -ResourceURI winrm/config/client).NetworkDelayms
      (Get-WSManInstance http://schemas.microsoft.com/wbem/wsman/1/config).Client.TrustedHosts
      """)
    #expect(result == .init(output: ["a,b", "6000", "a,b"]))
  }

  @Test func settingsAreToldByTheirExactNames() async throws {
    let wrong = try await shell.run(
      "Set-WSManInstance winrm/config -ValueSet @{MaxEnvelopeSizeKB='200'}")
    #expect(
      wrong.errors.map(\.id) == [
        "System.ArgumentException,Microsoft.WSMan.Management.SetWSManInstanceCommand"
      ])
    #expect(wrong.errors.first?.category == "NotSpecified")
    #expect(wrong.errors.first?.message.contains("MaxEnvelopeSizekb") == true)
    let container = try await shell.run(
      "Set-WSManInstance winrm/config -ValueSet @{Client='x'}")
    #expect(container.errors.first?.message.contains("not a plain text property") == true)
    let right = try await shell.run(
      "(Set-WSManInstance winrm/config -ValueSet @{MaxEnvelopeSizekb = '200'}).MaxEnvelopeSizekb")
    #expect(right == .init(output: ["200"]))
  }

  @Test func listeners() async throws {
    let result = try await shell.run(
      """
      $all = @(Get-WSManInstance winrm/config/listener -Enumerate)
      $all.Count
      $l = Get-WSManInstance winrm/config/listener -SelectorSet @{Address='*';Transport='http'}
      "$($l.Address) $($l.Transport) $($l.Port) $($l.Enabled)"
      $r = Get-WSManInstance winrm/config/listener -Enumerate -ReturnType EPR
      $r.PSObject.TypeNames[0]
      $r.ReferenceParameters.SelectorSet.Selector.Count
      $b = Get-WSManInstance winrm/config/listener -Enumerate -ReturnType objectandepr
      "$($b.Listener.Port) $($b.EndpointReference.Address)"
      Get-WSManInstance winrm/config/listener -Enumerate | Select-Object -First 1 | % { $_.Transport }
      (Get-WSManInstance 'winrm/config/listener?Address=*+Transport=HTTP').Port
      """)
    #expect(result.errors.isEmpty)
    #expect(
      result.output == [
        "1", "* HTTP 5985 true",
        "System.Xml.XmlElement#http://schemas.xmlsoap.org/ws/2004/08/addressing#EndpointReference",
        "2", "5985 http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous", "HTTP",
        "5985",
      ])
  }

  @Test func faultsAreDocuments() async throws {
    let result = try await shell.run("Get-WSManInstance winrm/config/nothing")
    let problem = try #require(result.errors.first)
    #expect(problem.id == "WsManError,Microsoft.WSMan.Management.GetWSManInstanceCommand")
    #expect(problem.category == "InvalidOperation")
    #expect(problem.target == "winrm/config/nothing:Uri")
    #expect(
      problem.message.hasPrefix(
        "<f:WSManFault xmlns:f=\"http://schemas.microsoft.com/wbem/wsman/1/wsmanfault\" "
          + "Code=\"2150858752\" Machine=\""))
    let caught = try await shell.run(
      """
      try { Get-WSManInstance x:/y } catch { ([xml]$_.Exception.Message).WSManFault.Code }
      $?
      """)
    #expect(caught.errors.isEmpty)
    #expect(caught.output.count == 2)
  }

  @Test func failedEnumerationsAreToldTwice() async throws {
    let result = try await shell.run(
      "Get-WSManInstance winrm/config/listener -Enumerate -Filter 'select * from x'")
    #expect(
      result.errors.map(\.id) == [
        "Exception,Microsoft.WSMan.Management.GetWSManInstanceCommand",
        "WsManError,Microsoft.WSMan.Management.GetWSManInstanceCommand",
      ])
    #expect(result.errors.first?.target == ":")
    #expect(result.errors.last?.message.contains("Code=\"2150858776\"") == true)
  }

  @Test func localSessionsTakeNoCredentials() async throws {
    let result = try await shell.run(
      """
      $p = ConvertTo-SecureString 'x' -AsPlainText -Force
      $c = [pscredential]::new('u', $p)
      Get-WSManInstance winrm/config -Credential $c
      """)
    #expect(
      result.errors.map(\.id) == ["WsManError,Microsoft.WSMan.Management.GetWSManInstanceCommand"])
    #expect(result.errors.first?.message.hasPrefix("<") == false)
    #expect(result.errors.first?.target == ":")
  }

  @Test func addressesWithoutSchemeAreRefused() async throws {
    let result = try await shell.run(
      "Get-WSManInstance winrm/config -ConnectionURI server01/wsman")
    #expect(result.errors.first?.target == "server01/wsman:Uri")
    #expect(result.errors.first?.message.contains("Connection URI") == true)
  }

  @Test func withoutElevationTheServiceRefuses() async throws {
    let plain = try ModuleShell(isElevated: false)
    let result = try await plain.run("Get-WSManInstance winrm/config/service")
    #expect(result.errors.first?.message.contains("Code=\"5\"") == true)
  }

  @Test func selectorsComeFromThePipeline() async throws {
    let result = try await shell.run(
      """
      'winrm/config', 'winrm/config/client' | Get-WSManInstance | % { $_.PSObject.TypeNames[0] }
      """)
    #expect(
      result.output == [
        "System.Xml.XmlElement#http://schemas.microsoft.com/wbem/wsman/1/config#Config",
        "System.Xml.XmlElement#http://schemas.microsoft.com/wbem/wsman/1/config/client#Client",
      ])
  }

  @Test func bodiesComeFromFiles() async throws {
    try shell.folder.write(
      """
      <?xml version="1.0" encoding="utf-8"?>
      <c:Client xmlns:c="http://schemas.microsoft.com/wbem/wsman/1/config/client">
        <c:TrustedHosts>file</c:TrustedHosts></c:Client>
      """, to: "input.xml")
    try shell.folder.write("<a>", to: "bad.xml")
    let done = try await shell.run(
      """
      (Set-WSManInstance winrm/config/client -FilePath input.xml).TrustedHosts
      Set-Location WSMan:
      (Set-WSManInstance winrm/config/client -Path:C:\\input.xml).TrustedHosts
      (Set-WSManInstance winrm/config/client -FilePath input.xml).TrustedHosts
      """)
    #expect(done == .init(output: ["file", "file", "file"]))
    let missing = try await shell.run("Set-WSManInstance winrm/config/client -FilePath no.xml")
    #expect(
      missing.errors.map(\.id) == [
        "System.IO.FileNotFoundException,Microsoft.WSMan.Management.SetWSManInstanceCommand"
      ])
    let bad = try await shell.run(
      "Set-WSManInstance winrm/config/client -FilePath 'C:\\bad.xml'")
    #expect(bad.errors.first?.message.contains("Code=\"2150858819\"") == true)
  }

  @Test func unknownParametersAndSets() async throws {
    let whatIf = try await shell.run("Set-WSManInstance winrm/config -ValueSet @{ a = 1 } -WhatIf")
    #expect(
      whatIf.errors.map(\.id) == [
        "NamedParameterNotFound,Microsoft.WSMan.Management.SetWSManInstanceCommand"
      ])
    let sets = try await shell.run("Get-WSManInstance x -Enumerate -SelectorSet @{a=1}")
    #expect(
      sets.errors.map(\.id) == [
        "AmbiguousParameterSet,Microsoft.WSMan.Management.GetWSManInstanceCommand"
      ])
    let value = try await shell.run("Get-WSManInstance x -Enumerate -ReturnType all")
    #expect(
      value.errors.map(\.id) == [
        "ParameterArgumentValidationError,Microsoft.WSMan.Management.GetWSManInstanceCommand"
      ])
  }
}
