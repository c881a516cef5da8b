import PSEngine
import Testing
import ThrowawayFolder

@Suite("Script files")
struct ScriptFileTests {
  private func shell(_ name: String, _ text: String) throws -> Shell {
    let shell = try Shell()
    try shell.folder.write(text, to: name)
    return shell
  }

  @Test func `a script has parameters, a scope of its own and its folder`() async throws {
    let shell = try shell(
      "a.ps1", "param($Name = 'def')\n\"$Name|$($args.Count)\"\n$inner = 1\nfunction g { 'g' }")
    #expect(
      try await shell.script("C:\\a.ps1; .\\a.ps1 -Name x y; $inner; & 'C:\\a.ps1' z")
        == ["def|0", "x|1", "", "z|0"])
    #expect(try await shell.script(". .\\a.ps1; $inner; g") == ["def|0", "1", "g"])
  }

  @Test func `exit leaves the script only`() async throws {
    let shell = try shell("b.ps1", "'first'\nif ($true) { exit 4 }\n'never'")
    #expect(
      try await shell.script(".\\b.ps1; $?; $LASTEXITCODE; 'on'")
        == ["first", "False", "4", "on"])
  }

  @Test func `script: is the scope of the file`() async throws {
    let shell = try shell("c.ps1", "function f { $script:v }\n$script:v = 7\nf")
    #expect(try await shell.script("$v = 1; .\\c.ps1; $v") == ["7", "1"])
  }

  @Test func `pipeline input reaches the blocks of a script`() async throws {
    let shell = try shell("d.ps1", "begin { 'b' }\nprocess { \"p $_\" }\nend { 'e' }")
    #expect(try await shell.script("1, 2 | .\\d.ps1") == ["b", "p 1", "p 2", "e"])
  }
}
