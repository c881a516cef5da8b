import Foundation
import Testing
import WSManService

@testable import RemoteShell

/// What a script of PowerShell leaves in the error stream of its process.
@Suite struct ErrorStreamTests {
  private static let script = "[Console]::Error.WriteLine('<as it is>'); throw '<kept>'"

  private func errors(of command: String) async throws -> String {
    let computer = EmulatedComputer(ServiceIdentity(computerName: "SERVER01"))
    let shell = ShellComputer(
      commands: ComputerCommands(computer, sessions: PlainSessions()))
    return try await shell.run(command).errors
  }

  /// An encoded command has its records as CLIXML, and what a script writes itself as it stands.
  @Test func ofAnEncodedCommand() async throws {
    let bytes = try #require(Self.script.data(using: .utf16LittleEndian))
    let errors = try await errors(of: "powershell -EncodedCommand \(bytes.base64EncodedString())")
    #expect(errors.hasPrefix("<as it is>\r\n#< CLIXML\r\n<Objs "), "\(errors)")
    #expect(errors.contains("<S S=\"Error\">&lt;kept&gt;_x000D__x000A_</S>"), "\(errors)")
    #expect(!errors.contains("&lt;as it is"), "\(errors)")
  }

  @Test func ofACommand() async throws {
    let errors = try await errors(of: "powershell -Command \"\(Self.script)\"")
    #expect(errors.contains("\r\n<as it is>\r\n<kept>\r\n"), "\(errors)")
  }
}
