import Foundation
import SystemFiles
import Testing
import ThrowawayFolder

@testable import ShellApp

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Parts of the terminal")
struct TerminalUnitTests {
  private func completion(_ typed: Int, _ texts: [String]) -> LineCompletion {
    LineCompletion(
      replacedCharacters: typed,
      candidates: texts.map { LineCompletion.Candidate(text: $0, label: $0, isFinal: true) })
  }

  @Test func tabCompletesWhatIsCertainThenLists() {
    var lister = CompletionLister()
    let all = completion(2, ["server01", "server02"])
    #expect(
      lister.step(all, line: "connect se", width: 80) == .replace(characters: 2, text: "server0"))
    let rest = completion(7, ["server01", "server02"])
    #expect(
      lister.step(rest, line: "connect server0", width: 80) == .list(["server01  server02"]))
    let one = completion(8, ["server01"])
    #expect(
      lister.step(one, line: "connect server01", width: 80)
        == .replace(characters: 8, text: "server01 "))
  }

  @Test func tabListsWhatNeedsQuotes() {
    var lister = CompletionLister()
    let texts = ["'Windows One'", "'Windows Two'"]
    let line = "show "
    #expect(
      lister.step(completion(0, texts), line: line, width: 80)
        == .replace(characters: 0, text: "'Windows "))
    #expect(
      lister.step(completion(9, texts), line: line + "'Windows ", width: 80)
        == .list(["'Windows One'  'Windows Two'"]))
    // Another line in between begins anew.
    #expect(lister.step(completion(1, texts), line: line + "'", width: 80) != .beep)
    #expect(lister.step(completion(9, texts), line: "x" + line + "'Windows ", width: 80) == .beep)
  }

  @Test func listsGoDownColumns() {
    let rows = CompletionLister.columns(["a", "bb", "ccc", "d", "e"], width: 12)
    #expect(rows == ["a    d", "bb   e", "ccc"])
    #expect(CompletionLister.columns(["long label"], width: 5) == ["long label"])
  }

  @Test func blocksAreOneLineOfHistory() {
    #expect(HistoryStore.encode("if (1) {\n\t'\\' }") == "if\\040(1)\\040{\\012\\011'\\134'\\040}")
    #expect(!HistoryStore.mayKeep("  \n "))
    #expect(HistoryStore.mayKeep("dir WSMan:"))
  }

  @Test("an entry that waited while another shell replaced the history is in the new one")
  func historyIsReplacedMeanwhile() async throws {
    let folder = try ThrowawayFolder()
    let path = folder("history")
    let store = HistoryStore(path: path)
    store.append("first")
    let lock = open(path, O_RDWR)
    try #require(flock(lock, LOCK_EX) == 0)
    let other = Task.detached { HistoryStore(path: path).append("second") }
    // Long enough for the other one to stand before the lock.
    try await Task.sleep(for: .milliseconds(100))
    let old = Array(try Data(contentsOf: URL(filePath: path)))
    try FileReplacement.write(old, to: path, safety: .process)
    close(lock)
    await other.value
    #expect(try folder.text("history") == "_HiStOrY_V2_\nfirst\nsecond\n")
  }

  @Test(arguments: [
    "ConvertTo-SecureString x -AsPlainText -Force", "$s = convertto-securestring x -asplain -force",
    "winrm get winrm/config -u:a -p:b", "net user alice hunter2 /add",
    "net use Z: \\\\srv\\share hunter2 /user:alice", "$password = 'hunter2'",
    "Set-Item .\\RunAsPassword hunter2", "mysql --password=hunter2", "cmdkey /add:x /pass:hunter2",
    "Connect-WSMan -ConnectionURI http://alice:hunter2@server01/wsman",
    "curl -u alice:hunter2 http://x", "[Net.NetworkCredential]::new('a', 'hunter2')",
    "$env:API_TOKEN = 'x'", "sqlcmd 'Uid=sa;Pwd=hunter2'", "$c = 'client_secret'",
  ])
  func inputsWithSecretsAreNotKept(_ input: String) {
    #expect(!HistoryStore.mayKeep(input))
  }

  @Test(arguments: [
    "$s = Read-Host -AsSecureString", "net user", "net user alice", "net use Z:", "cd $pwd",
    "Connect-WSMan server01 -Credential (Get-Credential)", "curl -u alice http://x", "a:b@c",
  ])
  func inputsWithoutSecretsAreKept(_ input: String) {
    #expect(HistoryStore.mayKeep(input))
  }

  @Test func pastedSessionsKeepTheirCommandsOnly() {
    let strip: (String) -> String? = { $0.hasPrefix("PS> ") ? String($0.dropFirst(4)) : nil }
    #expect(
      PastedSession.commands(["PS> dir `", ">> -Name", "out", "PS> cd"], strip: strip)
        == ["dir `", "-Name", "cd"])
    #expect(PastedSession.commands(["a", "b"], strip: strip) == ["a", "b"])
  }

  @Test func foldersFollowTheBaseDirectories() {
    let environment = ["HOME": "/h", "XDG_STATE_HOME": "/s", "XDG_CONFIG_HOME": "relative"]
    let paths = StatePaths(override: nil, environment: environment)
    #expect(paths.folder == "/s/wsmansh")
    #expect(paths.profile == "/h/.config/wsmansh/profile.ps1")
    #expect(StatePaths(override: "/x", environment: environment).folder == "/x")
  }

  @Test func credentialFilesMustBePrivate() throws {
    let path = "/tmp/wsmansh-credential-\(getpid())"
    defer { unlink(path) }
    let file = try #require(fopen(path, "w"))
    fputs("alice\nP@ss word\n", file)
    fclose(file)
    chmod(path, 0o644)
    #expect(throws: CredentialFile.Failure.self) { try CredentialFile(path: path) }
    chmod(path, 0o600)
    let credential = try CredentialFile(path: path)
    #expect(credential.userName == "alice")
    #expect(credential.password == "P@ss word")
    #expect(throws: CredentialFile.Failure.self) { try CredentialFile(path: path + "-missing") }
  }
}
