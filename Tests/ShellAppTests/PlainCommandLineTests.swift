import ArgumentParser
import Testing

@testable import ShellApp

@Suite("Plain command lines")
struct PlainCommandLineTests {
  @Test(arguments: [
    [], ["-c", "exit"], ["--command", "dir; exit 3", "--no-profile"],
    ["--lab", "contoso"], ["--lab", "a.yaml", "--lab", "b.yaml", "--keep-lab"],
    ["--no-profile", "--state-dir", "/tmp/x y", "-c", "$a = 1"],
    ["--credential-file", "c", "--not-elevated", "--non-interactive", "--no-logo"],
  ])
  func meanTheSameToArgumentParser(_ arguments: [String]) throws {
    let command = try #require(try ShellCommand.parseAsRoot(arguments) as? RunCommand)
    #expect(PlainCommandLine.request(arguments) == command.request)
  }

  @Test(arguments: [
    ["--help"], ["--version"], ["serve", "--lab", "contoso"], ["script.ps1", "-c", "x"],
    ["-c"], ["-c", "--no-profile"], ["-c", ""], ["-c", "a", "-c", "b"],
    ["-c", "a", "--command", "b"], ["--lab"], ["--lab=contoso"], ["--no-prof"], ["-NoProfile"],
    ["--state-dir", "a", "--state-dir", "b"], ["--no-profile", "--no-profile"], ["--unknown"],
    ["--persona", "core"], ["-c", "a", "b"], ["--", "-c"], [""],
  ])
  func leaveEverythingElseToArgumentParser(_ arguments: [String]) {
    #expect(PlainCommandLine.request(arguments) == nil)
  }
}
