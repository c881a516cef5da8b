import ArgumentParser
import Testing

@testable import ShellApp

@Suite("Spellings of the command line")
struct SpellingTests {
  @Test("PowerShell's spellings are understood")
  func spellings() throws {
    let words = ["-NOPROFILE", "-File", "a.ps1", "-File", "b", "-Name", "c"]
    let command = try RunCommand.parse(PowerShellSpelling.translated(words))
    #expect(command.noProfile)
    #expect(command.script == "a.ps1")
    #expect(command.arguments == ["-File", "b", "-Name", "c"])
    #expect(
      PowerShellSpelling.translated(["-NonInteractive", "-Command", "a", "-NoProfile"])
        == ["--non-interactive", "--command", "a -NoProfile"])
    #expect(PowerShellSpelling.translated(["-NoLogo", "-ep", "Bypass"]) == ["--no-logo"])
  }

  @Test(
    "what belongs to this program, a script or a subcommand stays",
    arguments: [
      ["-c", "-NoProfile"], ["--lab", "-File", "-nop"], ["a.ps1", "-NoProfile"],
      ["replay", "-Version"], ["--no-profile", "--", "-File"], ["-"], [""],
    ])
  func others(_ words: [String]) {
    let expected =
      words == ["--lab", "-File", "-nop"] ? ["--lab", "-File", "--no-profile"] : words
    #expect(PowerShellSpelling.translated(words) == expected)
  }

  @Test(
    "options of the session may stand before a subcommand",
    arguments: [
      ("--state-dir s learn connect", "learn --state-dir s connect"),
      ("--lab=contoso --keep-lab serve --port 0", "serve --lab=contoso --keep-lab --port 0"),
      ("--culture fr-FR winrm get x", "winrm --culture fr-FR get x"),
      ("--state-dir s shell -c exit", "shell --state-dir s -c exit"),
      // A value and a script are none, whatever their name.
      ("--lab learn", "--lab learn"), ("--lab contoso ./learn", "--lab contoso ./learn"),
      ("learn --lab contoso replay", "learn --lab contoso replay"),
      ("--no-profile a.ps1 learn", "--no-profile a.ps1 learn"), ("--lab", "--lab"), ("", ""),
    ])
  func order(_ typed: String, _ expected: String) throws {
    let words = typed.split(separator: " ").map(String.init)
    #expect(try SubcommandOrder.translated(words).joined(separator: " ") == expected)
  }

  @Test("a subcommand that does not take an option says so")
  func refused() throws {
    let shellOnly = ["--no-profile", "learn"]
    let error = #expect(throws: ValidationError.self) {
      try SubcommandOrder.translated(shellOnly) { _ in false }
    }
    #expect(error?.message.contains("leave the option out, or write './learn'") == true)
    #expect(try SubcommandOrder.translated(shellOnly) { $0 == "learn" } == shellOnly)
    let own = #expect(throws: ValidationError.self) {
      try SubcommandOrder.translated(["--state-dir", "s", "lesson", "check", "x"])
    }
    #expect(own?.message.contains("takes no '--state-dir'") == true)
  }
}
