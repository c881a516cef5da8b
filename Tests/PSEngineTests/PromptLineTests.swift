import PSEngine
import Testing

@Suite("Prompts of recorded sessions")
struct PromptLineTests {
  @Test(
    arguments: [
      ("PS> dir", "PS>", nil, "dir"),
      ("PS C:\\> Connect-WSMan server01", "PS C:\\>", "C:\\", "Connect-WSMan server01"),
      ("PS C:> dir", "PS C:>", "C:", "dir"),
      ("C:\\PS> dir", "C:\\PS>", "C:\\PS", "dir"),
      (
        "PS WSMan:\\localhost\\Client> dir", "PS WSMan:\\localhost\\Client>",
        "WSMan:\\localhost\\Client", "dir"
      ),
      ("PS WSMan:\\>", "PS WSMan:\\>", "WSMan:\\", ""),
      ("PS > dir", "PS >", nil, "dir"),
      ("PS:\\> dir", "PS:\\>", "PS:\\", "dir"),
      ("[lab01]: PS C:\\> dir", "[lab01]: PS C:\\>", "C:\\", "dir"),
      ("[ADMIN]: PS> dir | ft", "[ADMIN]: PS>", nil, "dir | ft"),
    ] as [(String, String, String?, String)])
  func recognised(_ line: String, _ prompt: String, _ location: String?, _ command: String) throws {
    let parsed = try #require(PromptLine(line))
    #expect(parsed.prompt == prompt)
    #expect(parsed.location == location)
    #expect(parsed.command == command)
  }

  @Test(
    arguments: [
      "C:\\x.exe > out", "dir > x", "ps", "PS", "Name: value >", "http://server>x", "PSx> dir",
      "", "   WSManConfig: Microsoft.WSMan.Management\\WSMan::WSMan", "C:\\a;b> dir",
    ])
  func noPrompt(_ line: String) { #expect(PromptLine(line) == nil) }
}
