import Testing

@testable import PSEngine

/// Which inputs stay out of the history (`language.md` 13.2).
@Suite("Inputs with secrets")
struct SensitiveInputTests {
  @Test(
    arguments: [
      "winrm id -r:h -u:me -p:x", "winrm id /r:h /u:me /P:x", "winrm id -password:x",
      "winrm id -pp:x", "winrm id -proxypassword:x", "winrs /r:h /p:x dir",
      "winrm create winrm/config/service/certmapping @{Password=\"x\"}", "net user me x",
      "cd net; net user me x", "(net.exe user me x)", "& 'net' 'user' me x",
      "/usr/bin/net user me x",
    ])
  func secret(_ text: String) { #expect(SensitiveInput.mayContainSecret(text)) }

  @Test(arguments: [
    "winrm id -r:h -u:me", "winrm get winrm/config -f:pretty", "dir", "net user me",
  ])
  func plain(_ text: String) { #expect(!SensitiveInput.mayContainSecret(text)) }
}
