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
}
