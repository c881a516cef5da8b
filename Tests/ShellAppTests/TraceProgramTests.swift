import Foundation
import Testing

/// Traces of a whole session with a lab.
@Suite("Traces of a session")
struct TraceProgramTests {
  private static let session = #"""
    $WSManTracePreference = 'Envelope'
    Connect-WSMan server01
    Test-WSMan server01
    Test-WSMan server01 -Authentication Default
    Set-Item WSMan:\server01\MaxBatchItems 20 -Force
    foreach ($kind in 'Object', 'EPR', 'ObjectAndEPR') {
      Get-WSManInstance winrm/config/listener -Enumerate -ComputerName server01 -ReturnType $kind
    }
    Get-WSManInstance wmicimv2/Win32_Service -Enumerate -ComputerName server01
    Get-WSManInstance wmicimv2/CIM_Service -Enumerate -Shallow -ComputerName server01
    Get-WSManInstance wmicimv2/* -Enumerate -Filter 'select Name from Win32_Service' -ComputerName server01 | select -First 1
    Get-WSManInstance wmicimv2/Win32_OperatingSystem -ComputerName server01
    Get-WSManInstance wmicimv2/Win32_Service?Name=WinRM -Fragment State -ComputerName server01
    Get-WSManInstance wmicimv2/* -Enumerate -Dialect Association -Filter '{Object=Win32_Service?Name=WinRM}' -ComputerName server01
    Get-WSManInstance wmicimv2/Win32_Service?Name=Nobody -ComputerName server01
    Get-WSManInstance nonsense/x -ComputerName server01
    Invoke-WSManAction wmicimv2/Win32_Service?Name=Spooler StopService -ComputerName server01
    Invoke-WSManAction wmicimv2/Win32_Process Create -ValueSet @{CommandLine = 'notepad.exe'} -ComputerName server01
    New-Item WSMan:\server01\Listener -Address * -Transport HTTP -Port 8090 -Force
    New-WSManInstance winrm/config/listener @{Address = 'IP:192.0.2.11'; Transport = 'HTTP'} -ValueSet @{Port = 8090} -ComputerName server01
    Remove-WSManInstance winrm/config/listener @{Address = 'IP:192.0.2.11'; Transport = 'HTTP'} -ComputerName server01
    Set-WSManInstance wmicimv2/Win32_Service?Name=WinRM -ValueSet @{Nope = 1} -ComputerName server01
    winrs -r:server01 -env:A=b 'hostname & nosuch'
    'typed' | winrs -r:server01 'findstr t'
    dir WSMan:\server01 -Recurse | Out-Null
    """#

  @Test("each element is explained, with its section") func explained() async throws {
    let result = try await Program().run(
      "--lab", "contoso", "-c", Self.session, limit: 120)
    let lines = result.outputLines.filter { $0.contains(/^ +<[a-zA-Z]/) }
    #expect(lines.count > 1000)
    #expect(lines.filter { !$0.contains(/\s\s[^<>]+ \([^()]+\)$/) } == [])
    let names = Set(lines.compactMap { $0.firstMatch(of: /<([^ \/>]+)/)?.1 })
    for wanted in ["n:Pull", "rsp:Receive", "w:XmlFragment", "f:WSManFault", "x:ResourceCreated"] {
      #expect(names.contains(wanted[...]), "\(wanted)")
    }
  }

  @Test("what is secret stands nowhere") func secrets() async throws {
    let commands = #"""
      $p = ConvertTo-SecureString 'P@ssw0rd' -AsPlainText -Force
      $c = New-Object PSCredential 'administrator', $p
      Set-Item WSMan:\localhost\Client\TrustedHosts * -Force
      $t = Trace-WSMan {
        Connect-WSMan server02 -Credential $c
        Set-Item WSMan:\localhost\Client\AllowUnencrypted true -Force
        Test-WSMan server02 -Authentication Basic -Credential $c
        winrs -r:server02 -u:administrator -p:P@ssw0rd -env:KEY=hiddenvalue hostname
        New-Item WSMan:\server02\ClientCertificate -Issuer 3031323334353637383930313233343536373839 -Subject a@b -URI * -Credential $c -Force
        Invoke-WSManAction wmicimv2/Win32_Service?Name=Spooler Change -ValueSet @{StartPassword = 'P@ssw0rd'} -ComputerName server02
      } -PassThru
      $t.Count
      $t | Show-WSManTrace -Path trace.html
      $t | Format-List * | Out-String -Width 4000
      $t | Show-WSManTrace -Detail Envelope
      """#
    let program = try Program()
    let result = try await program.run("--lab", "contoso", "-c", commands, limit: 60)
    let page = try String(contentsOf: program.home.appending(path: "trace.html"), encoding: .utf8)
    for text in [result.output, page] {
      #expect(text.contains("Identify"))
      #expect(!text.contains("P@ssw0rd") && !text.contains("UEBzc3cwcmQ"))
      #expect(!text.contains("P\\u0040ssw0rd") && !text.contains("hiddenvalue"))
    }
  }

  @Test("an answer that is no message is shown as text that does nothing") func noMessage()
    async throws
  {
    let body = "hello \u{1B}[2J\nAuthorization: Basic c2VjcmV0\n</script><script>alert(1)</script>"
    let host = try StrangeHost { connection in
      connection.readRequest()
      connection.send(
        "HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml;charset=UTF-8\r\n"
          + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }
    let program = try Program()
    let result = try await program.run(
      "-c",
      """
      Trace-WSMan { Test-WSMan 127.0.0.1 -Port \(host.port) } -Detail Envelope
      Show-WSManTrace -Path trace.html
      """)
    #expect(result.errors.contains("2150858999"))
    #expect(result.output.contains("This is no message:"))
    #expect(result.output.contains("Authorization: Basic ***"))
    #expect(!result.output.contains("\u{1B}") && !result.output.contains("c2VjcmV0"))
    let page = try String(contentsOf: program.home.appending(path: "trace.html"), encoding: .utf8)
    #expect(page.contains("hello") && !page.contains("<script>alert"))
  }
}
