import Synchronization
import Testing

@testable import PSEngine

@Suite("Recording a session")
struct SessionRecordingTests {
  private final class Events: SessionRecorder {
    let all = Mutex<[SessionEvent]>([])
    let ends = Mutex(0)
    func record(_ event: SessionEvent) { all.withLock { $0.append(event) } }
    func finish(_ end: RecordingEnd) { ends.withLock { $0 += 1 } }
  }

  @Test("secrets that are known are masked wherever they are shown")
  func knownSecrets() {
    let recording = SessionRecording()
    let events = Events()
    recording.start(events)
    recording.hide("hunter2")
    recording.hide("abc")
    recording.hide("*****")
    recording.record(.output("it is hunter2, abc and *****\n"))
    recording.record(.input(prompt: "PS> ", text: "echo hunter2"))
    #expect(
      events.all.withLock { $0 } == [
        .output("it is ********, abc and *****\n"),
        .input(prompt: "PS> ", text: "echo ********"),
      ])
  }

  @Test("the recorder that was started last ends first, and all end once")
  func ends() {
    let recording = SessionRecording()
    let first = Events()
    let second = Events()
    recording.start(first)
    recording.start(second)
    #expect(recording.stopLast() === second)
    recording.end()
    recording.end()
    #expect(!recording.isActive)
    #expect(recording.stopLast() == nil)
    #expect(first.ends.withLock { $0 } == 1)
    #expect(second.ends.withLock { $0 } == 1)
  }

  @Test(
    "an input without its secrets",
    arguments: [
      ("dir C:\\", "dir C:\\"),
      (
        "$s = ConvertTo-SecureString 'hunter2' -AsPlainText -Force",
        "$s = ConvertTo-SecureString '********' -AsPlainText -Force"
      ),
      ("winrm id -u:alice -p:hunter2 -r:h", "winrm id -u:alice -p:******** -r:h"),
      ("winrs -r:h -u:me \"-p:hunter 2\" dir C:\\", "winrs -r:h -u:me \"-p:********\" dir C:\\"),
      ("$password = \"hunter2\"", "$password = \"********\""),
      ("$password = hunter2", "$password = ********"),
      ("$password = 'hunt' + 'er2'; 'x'", "$password = '********' + '********'; 'x'"),
      ("$x.Password = 'hunter2'", "$x.Password = '********'"),
      ("$h['Password'] = 'hunter2'", "$h['Password'] = '********'"),
      ("$password = @'\nhunter2\n'@", "$password = @'\n********\n'@"),
      ("net user alice hunter2 /add", "net user alice ******** /add"),
      ("net user alice * /add", "net user alice * /add"),
      ("net use X: \\\\h\\s hunter2", "net use X: \\\\h\\s ********"),
      ("@{ password = 'a'; port = 5985 }", "@{ password = '********'; port = 5985 }"),
      (
        "winrm create x @{UserName=\"alice\";Password=\"hunter2\"} -r:h",
        "winrm create x @{UserName=\"alice\";Password=\"********\"} -r:h"
      ),
      ("winrm create x '@{Password=\"hunter2\"}'", "winrm create x '@{Password=********'"),
      ("New-Item X:\\a -Password hunter2 -Value 5", "New-Item X:\\a -Password ******** -Value 5"),
      (
        "New-Item X:\\a -Password ('a' + 'b') -Value 5",
        "New-Item X:\\a -Password ('********' + '********') -Value 5"
      ),
      ("Set-Item X:\\RunAsPassword hunter2", "Set-Item X:\\RunAsPassword ********"),
      (
        "Set-Item -Value hunter2 -Path RunAsPassword",
        "Set-Item -Value ******** -Path RunAsPassword"
      ),
      ("'hunter2' | Set-Content password.txt", "'********' | Set-Content password.txt"),
      (
        "'hunter2' | ConvertTo-SecureString -AsPlainText -Force",
        "'********' | ConvertTo-SecureString -AsPlainText -Force"
      ),
      (
        "New-Object PSCredential alice, (ConvertTo-SecureString hunter2 -AsPlainText -Force)",
        "New-Object PSCredential alice, (ConvertTo-SecureString ******** -AsPlainText -Force)"
      ),
      ("curl -u alice:hunter2 http://x", "curl -u alice:******** http://x"),
      ("curl https://alice:hunter2@h/x", "curl https://alice:********@h/x"),
      ("$password -eq 'hunter2'", "$password -eq '********'"),
      // Nothing of these is a secret.
      ("$s = Read-Host -AsSecureString Secret", "$s = Read-Host -AsSecureString Secret"),
      (
        "$password = Read-Host 'Password' -AsSecureString",
        "$password = Read-Host 'Password' -AsSecureString"
      ),
      (
        "Get-Item WSMan:\\localhost\\Plugin\\x\\RunAsPassword",
        "Get-Item WSMan:\\localhost\\Plugin\\x\\RunAsPassword"
      ),
      ("$token = Get-Random 1000", "$token = Get-Random 1000"),
      ("Select-String password file.txt", "Select-String password file.txt"),
      ("Connect-WSMan h -Credential $secret", "Connect-WSMan h -Credential $secret"),
      // What is no simple input keeps names only.
      (
        "if ($a) { $password = 'x' } else { 'y' }",
        "if ($a) { $password = '********' } else { '********' }"
      ),
    ])
  func inputs(_ text: String, _ masked: String) {
    #expect(SensitiveInput.masked(text) == masked)
  }

  @Test("no piece of a secret input gets through, however it is broken")
  func brokenInputs() {
    for text in [
      "ConvertTo-SecureString 'hunter2", "$password = @'\nhunter2\n'@", "$password = hunter2.x(1",
      "curl -u alice:hunter2 http://x", "\"$($password = 'hunter2')\"",
      "password hunter2 # hunter2",
      "net user a --% hunter2", "hunter2 # the password", "'hunter2' | Set-Password",
      "echo 'my password is hunter2'", "$env:DB_PASSWORD = 'hunter2'",
      "Set-Variable password hunter2",
      "$password = Write-Output hunter2", "switch ($password) { 'hunter2' { 1 } }",
      "[Net.NetworkCredential]::new('alice', 'hunter2')", "set DB_PASSWORD=hunter2",
      "& 'C:\\x\\net.exe' user a hunter2", "schtasks /rp hunter2", "'hunter2' -eq $password",
      "-p:hunter2", "+ 1 -password:hunter2", "1 2 -p:hunter2 @(",
    ] {
      #expect(!SensitiveInput.masked(text).contains("hunter2"), "\(text)")
    }
  }

  /// What a recorder gets of an output behind an input.
  private func recorded(_ output: String, behind input: String) throws -> String {
    let recording = SessionRecording()
    let events = Events()
    recording.start(events)
    recording.note(source: input)
    recording.record(.output(output))
    let last = try #require(events.all.withLock { $0.last })
    guard case .output(let text) = last else { return "" }
    return text
  }

  @Test(
    "errors that repeat an input with a secret do not show it",
    arguments: [
      // As it was typed, cut, and broken by a narrow screen.
      "At line:1 char:1\n+ Set-Item X:\\a -Password hunter2 -Force\n+ ~~~~~~~~~~\n    + CategoryInfo\n",
      "At line:1 char:1\n+ ... sword hunter2 -F ...\n+ ~~~~~~~~~~\n",
      "At line:1 char:1\n+ ... sword hun ...\n+ ~~~~~~~~~~\n",
      "At line:1 char:1\n+ ... nter2 -F ...\n+ ~~~~~~~~~~\n",
      "At line:1 char:1\n+ Set-Item X:\\a -Passw\nord hunt\ner2 -Force\n+ ~~~~~\n~~~~\n",
      "Set-Item: \nLine |\n   1 |  Set-Item X:\\a -Password hunter2 -Force\n     |  ~~~~~~~\n",
      "Cannot convert hunter2 to a number.\n",
      "    + CategoryInfo : InvalidArgument: (hun\n   ter2:String) [], X\n",
    ])
  func repeatedSources(_ shown: String) throws {
    let text = try recorded(shown, behind: #"Set-Item X:\a -Password hunter2 -Force"#)
    for piece in ["hun", "nter2"] { #expect(!text.contains(piece), "\(text)") }
    #expect(text.contains("*******"))
  }

  @Test("source lines of inputs without secrets stay, and so does what only looks like one")
  func harmlessSources() throws {
    for shown in ["+ dir nowhere\n+ ~~~~~~~~~~~\n", "+ 1 ~ 2\n", "~~~\n+ a\n"] {
      #expect(try recorded(shown, behind: "dir nowhere") == shown)
      #expect(try recorded(shown, behind: "$password = 'hunter2'") == shown)
    }
  }

  @Test("of a text with several lines, those without secrets are shown")
  func linesOfSources() throws {
    let source = "Set-Item X:\\a -Password `\n  hunter2 -Force\nGet-Item nowhere\n2"
    let shown = "+ Get-Item nowhere\n+ ~~~~~~~~~~\n"
    #expect(try recorded(shown, behind: source) == shown)
    let cut = "+ ... -Item nowh ...\n+ ~~~~~~~~~~\n"
    #expect(try recorded(cut, behind: source) == cut)
    for piece in ["+ ...   hunt ...\n+ ~~~~\n", "+ -Force\n+ ~~~~\n", "+ 2\n+ ~\n"] {
      #expect(try recorded(piece, behind: source).hasPrefix("+ ********\n"))
    }
    let spread = "$password = @'\nfirst\nsecond\n'@\nfirst"
    #expect(try recorded("+ first\n+ ~~~~~\n", behind: spread).hasPrefix("+ ********\n"))
  }

  @Test("an error of a script shows no secret either")
  func scripts() throws {
    let text = try recorded(
      "+ $password = 'hunter2' + 1\n+ ~~~~~\n", behind: ".\\script.ps1")
    #expect(text == "+ $password = '********' + ********\n+ ~~~~~\n")
  }

  @Test(
    "values that are announced as secrets",
    arguments: [
      ("winrm get x -r:h -u:me -p:hunter2", ["hunter2"]),
      ("winrm get x '-password:hunter2' /p:other2", ["hunter2", "other2"]),
      ("$password = 'it''s'; $other = 'harmless'", ["it's"]),
      ("$password = hunter2", ["hunter2"]),
      ("$token = Get-Random 1000", []),
      ("$token = (Get-Content 'file.txt')", []),
      ("New-Item -Name server01 -Password $p -Value abcd", []),
      ("ConvertTo-SecureString \"hunter2\" -AsPlainText -Force", ["hunter2"]),
      ("ConvertTo-SecureString -AsPlainText -Force -String hunter2", ["hunter2"]),
      ("[Net.NetworkCredential]::new('alice', 'hunter2')", ["alice", "hunter2"]),
      ("New-X -ValueSet @{UserName='alice';Password='hunter2'}", ["hunter2"]),
      ("winrm create x @{UserName=\"alice\";Password=\"hunter2\"}", ["hunter2"]),
      (#"Set-Item WSMan:\h\Plugin\x\RunAsPassword -Force -Value hunter2"#, ["hunter2"]),
      ("net user alice hunter2 /add", ["hunter2"]),
      ("curl https://alice:hunter2@host/ -u bob:other2", ["hunter2", "other2"]),
      ("Select-String password file.txt", []),
      ("dir -Password", []),
      ("$AllowPassword = $true; dir -Password:$true x", []),
    ] as [(String, [String])])
  func announced(_ text: String, _ values: [String]) {
    #expect(SensitiveInput.announced(in: text) == values)
  }

  @Test("a question that is answered with a command shows no secret of it")
  func answers() {
    let recording = SessionRecording()
    let events = Events()
    recording.start(events)
    recording.record(.answer(question: "[Y] Yes: ", text: "$password = 'hunter2'"))
    recording.record(.output("$password = 'hunter2'\n"))
    recording.record(.answer(question: "Name: ", text: "alice"))
    #expect(
      events.all.withLock { $0 } == [
        .answer(question: "[Y] Yes: ", text: "$password = '********'"),
        .output("$password = '********'\n"),
        .answer(question: "Name: ", text: "alice"),
      ])
  }
}
