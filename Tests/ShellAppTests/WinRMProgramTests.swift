import Foundation
import Testing

/// `wsmansh winrm …` as people start it: output, error output and exit codes.
@Suite("wsmansh winrm")
struct WinRMProgramTests {
  @Test func aResource() async throws {
    let result = try await Program().run("winrm", "get", "winrm/config/client/defaultports")
    #expect(result.code == 0)
    #expect(result.output == "DefaultPorts\n    HTTP = 5985\n    HTTPS = 5986\n\n")
    #expect(result.errors == "")
  }

  @Test func changesStay() async throws {
    let program = try Program()
    let changed = try await program.run(
      "winrm", "set", "winrm/config/client", "@{TrustedHosts=\"server01\"}")
    #expect(changed.code == 0)
    #expect(changed.output.contains("    TrustedHosts = server01\n"))
    let read = try await program.run("winrm", "g", "winrm/config/client", "-f:pretty")
    #expect(read.output.contains("    <cfg:TrustedHosts>server01</cfg:TrustedHosts>\n"))
  }

  @Test(
    arguments: [
      [], ["-?"], ["help"], ["help", "uris"], ["help", "nonsense"], ["help", "all"], ["get", "-?"],
      ["helpmsg", "0x5"], ["helpmsg", "-2144108526"], ["helpmsg", "nonsense"],
      ["helpmsg", "12345"],
    ])
  func helpAndMessagesSucceed(_ arguments: [String]) async throws {
    let result = try await Program().run(["winrm"] + arguments)
    #expect(result.code == 0)
    #expect(!result.output.isEmpty)
    #expect(result.errors == "")
  }

  @Test("asked as any program of this system is asked", arguments: ["winrm", "winrs"])
  func helpOfTheProgram(_ name: String) async throws {
    let program = try Program()
    let help = try await program.run("help", name)
    for word in ["--help", "-h"] {
      let result = try await program.run(name, word)
      #expect(result.code == 0)
      #expect(result.output == help.output)
      #expect(result.output.contains("USAGE: wsmansh \(name)"))
      #expect(result.errors == "")
    }
  }

  @Test(
    arguments: [
      ["nosuch"], ["get"], ["get", "winrm/config", "-quiet"], ["get", "winrm/config", "-r", "h"],
      ["set", "winrm/config/client"], ["set", "winrm/config/client", "@{}"],
      ["set", "winrm/config/client", "@{Nothing=\"1\"}"],
      ["set", "winrm/config/client", "@{Auth=\"1\"}"],
      ["set", "winrm/config/client", "-file:missing.xml"],
      ["get", "winrm/config", "-a:basic"], ["get", "winrm/config", "-usessl"],
    ])
  func wrongCommandLinesFail(_ arguments: [String]) async throws {
    let result = try await Program().run(["winrm"] + arguments)
    #expect(result.code == 1)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("Error: "))
  }

  @Test func aHashThatIsNone() async throws {
    let result = try await Program().run("winrm", "set", "winrm/config/client", "@{A=1}")
    #expect(result.code == 1)
    #expect(result.errors.hasPrefix("Syntax error in @{A=1}"))
  }

  @Test func aFault() async throws {
    let result = try await Program().run("winrm", "get", "winrm/nothing")
    #expect(result.code == 1)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("WSManFault\n    Message = "))
    #expect(result.errors.contains("\n\nError number:  -2144108544 0x80338000\n"))
  }

  @Test func aFaultAsXML() async throws {
    let result = try await Program().run("winrm", "get", "winrm/nothing", "-format:xml")
    #expect(result.errors.hasPrefix("<f:WSManFault xmlns:f="))
  }

  @Test func anotherComputer() async throws {
    let result = try await Program().run(
      "winrm", "--lab", "contoso", "identify", "-r:server01", "-auth:none")
    #expect(result.code == 0)
    #expect(result.outputLines.first == "IdentifyResponse")
    #expect(result.outputLines.last == "    ProductVersion = OS: 0.0.0 SP: 0.0 Stack: 3.0")
  }

  @Test func standardInputAnswers() async throws {
    let program = try Program()
    let text = "O:NSG:BAD:P(A;;GA;;;BA)"
    let changed = try await program.run("winrm", "configsddl", "default", input: text + "\n")
    #expect(changed.code == 0)
    #expect(changed.output.hasPrefix("RootSDDL = O:NSG:BAD:"))
    #expect(changed.output.contains("    RootSDDL = \(text)\n"))
    let kept = try await program.run("winrm", "configsddl", "default")
    #expect(kept.code == 0)
    #expect(kept.output.hasPrefix("RootSDDL = \(text)\n"))
  }

  @Test func aPasswordIsNeverShown() async throws {
    let program = try Program()
    for arguments in [
      ["get", "winrm/config", "-r:server01", "-u:me", "-p:hunter2"],
      ["get", "winrm/config", "-r:server01", "-u:me", "-p:hunter2", "-bad"],
      ["get", "winrm/config", "-p:hunter2", "-p:hunter2"],
      ["create", "winrm/config/service/certmapping", "@{Password=\"hunter2\"x}"],
    ] {
      let result = try await program.run(["winrm"] + arguments)
      #expect(result.code == 1)
      #expect(!(result.output + result.errors).contains("hunter2"))
    }
  }
}
