import ArgumentParser
import Testing

@testable import ShellApp

@Suite("Spellings of the command line")
struct SpellingTests {
  @Test("PowerShell's spellings are understood")
  func spellings() throws {
    let command = try RunCommand.parse(["-NoProfile", "-File", "a.ps1", "-File", "b", "-Name", "c"])
    #expect(command.noProfile)
    #expect(command.script == "a.ps1")
    #expect(command.arguments == ["-File", "b", "-Name", "c"])
    #expect(try RunCommand.parse(["-NonInteractive", "-Command", "1"]).command == "1")
  }
}
