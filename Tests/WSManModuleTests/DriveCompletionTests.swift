import Testing

/// Completion on the drive (`provider.md` 10.3, 17).
@Suite struct DriveCompletionTests {
  private let shell: ModuleShell

  init() throws { shell = try ModuleShell() }

  private func complete(_ line: String) async -> [String] {
    await shell.complete(line)
  }

  @Test("17.30: every listener")
  func listeners() async {
    #expect(
      await complete("dir wsman:\\localhost\\listener\\listener")
        == ["wsman:\\localhost\\listener\\Listener_1084132640"])
  }

  @Test("17.31: a computer behind the provider's name")
  func qualified() async {
    #expect(await complete("dir wsman::localh") == ["WSMan::localhost"])
  }

  @Test(
    "17.32: parameters of New-Item by path",
    arguments: [
      ("wsman:\\ -conn", ["-ConnectionURI"]), ("wsman:\\ -op", ["-OptionSet"]),
      ("wsman:\\ -au", ["-Authentication"]), ("wsman:\\ -ce", ["-CertificateThumbprint"]),
      ("wsman:\\ -se", ["-SessionOption"]), ("wsman:\\ -ap", ["-ApplicationName"]),
      ("wsman:\\ -po", ["-Port"]), ("wsman:\\ -u", ["-UseSSL"]),
      ("wsman:\\localhost\\plugin -pl", ["-Plugin"]),
      ("wsman:\\localhost\\plugin -sd", ["-SDKVersion"]),
      ("wsman:\\localhost\\plugin -re", ["-Resource"]),
      ("wsman:\\localhost\\plugin -ca", ["-Capability"]),
      ("wsman:\\localhost\\plugin -xm", ["-XMLRenderingType"]),
      ("wsman:\\localhost\\plugin -fi", ["-FileName", "-File"]),
      ("wsman:\\localhost\\plugin -ru", ["-RunAsCredential"]),
      ("wsman:\\localhost\\plugin -us", ["-UseSharedProcess"]),
      ("wsman:\\localhost\\plugin -au", ["-AutoRestart"]),
      ("wsman:\\localhost\\plugin -proc", ["-ProcessIdleTimeoutSec"]),
      ("wsman:\\localhost\\plugin\\microsoft.powershell\\Resources\\ -re", ["-ResourceUri"]),
      ("wsman:\\localhost\\plugin\\microsoft.powershell\\Resources\\ -ca", ["-Capability"]),
      (
        "wsman:\\localhost\\plugin\\microsoft.powershell\\InitializationParameters\\ -param",
        ["-ParamName", "-ParamValue"]
      ),
      ("wsman:\\localhost\\Listener -t", ["-Transport"]),
      ("wsman:\\localhost\\ClientCertificate -iss", ["-Issuer"]),
      ("wsman:\\localhost\\Client -conc", []),
    ] as [(String, [String])])
  func newItem(_ rest: String, _ expected: [String]) async {
    #expect(await complete("new-item " + rest) == expected)
  }

  @Test(
    "the values that a setting may have",
    arguments: [
      ("Client\\Auth\\Basic ", ["true", "false"]), ("Service\\AllowUnencrypted f", ["false"]),
      ("Service\\Auth\\CbtHardeningLevel ", ["None", "Relaxed", "Strict"]),
      ("Listener\\Listener_1084132640\\Enabled t", ["true"]),
      ("Plugin\\microsoft.powershell\\OutputBufferingMode ", ["Block", "Drop"]),
    ] as [(String, [String])])
  func values(_ rest: String, _ expected: [String]) async {
    #expect(await complete("Set-Item WSMan:\\localhost\\" + rest) == expected)
    let named = rest.replacing(" ", with: " -Value ")
    #expect(await complete("Set-Item WSMan:\\localhost\\" + named) == expected)
  }

  @Test("-Concatenate at the client and at its list only")
  func concatenate() async {
    #expect(await complete("Set-Item wsman:\\localhost\\Client -conc") == ["-Concatenate"])
    #expect(
      await complete("Set-Item wsman:\\localhost\\client\\trustedhosts -conc") == ["-Concatenate"])
    #expect(await complete("Set-Item wsman:\\localhost\\Service -conc") == [])
  }

  @Test("values of parameters")
  func values() async {
    #expect(
      await complete("New-Item wsman:\\localhost\\Listener -Transport ") == ["HTTP", "HTTPS"])
    #expect(
      await complete("New-Item wsman:\\localhost\\Plugin -Capability E") == ["Enumerate"])
  }

  @Test("names in the drive's own spelling")
  func spelling() async {
    #expect(
      await complete("cd wsman:\\localhost\\plugin\\wmi")
        == ["'wsman:\\localhost\\plugin\\WMI Provider'"])
    #expect(
      await complete("cd WSMan:\\localhost\\cl") == [
        "WSMan:\\localhost\\Client", "WSMan:\\localhost\\ClientCertificate",
      ])
  }
}
