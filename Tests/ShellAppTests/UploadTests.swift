import Foundation
import Testing

/// Files that other people's programs carry to an emulated computer arrive byte by byte.
@Suite("Uploads of other programs")
struct UploadTests {
  private static let lab = """
    computers:
      - name: fixture
        addresses: [192.0.2.77]
        configuration:
          Service\\Auth\\Basic: true
          Service\\AllowUnencrypted: true
        users:
          - name: operator
            password: s3cret
            groups: [Administrators]
    """

  /// Every byte, more than one message of each way, and an end that fills no group of Base64.
  private static let content = Data(
    (0..<70_001).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) })

  /// What another program printed.
  private func run(
    _ program: Program, _ executable: String, _ arguments: [String]
  ) async throws -> String {
    let client = try RunningProgram(program, arguments, executable: executable)
    _ = try await client.end()
    return client.text
  }

  /// Ansible's way, with the content on the input of a script, and that of Ruby's winrm-fs.
  @Test(.enabled(if: Peers.hasPython), arguments: [("pipe", "sha1"), ("echo", "md5")])
  func throughStreams(way: String, digest: String) async throws {
    let service = try await ServedLab(Self.lab)
    let program = service.program
    let computer = try #require(try service.ready().computers.first)
    let local = program.home.appending(path: "local.bin")
    let back = program.home.appending(path: "back.bin")
    try Self.content.write(to: local)
    let text = try await run(
      program, Peers.python,
      [
        Peers.script("upload_client.py"), computer.url, "operator", "s3cret", way, local.path,
        "C:\\Windows\\Temp\\it''s there.bin", back.path,
      ])
    #expect(text == "\(digest) True\n")
    #expect(try Data(contentsOf: back) == Self.content)
    try await service.end()
  }

  /// Packer's way: pieces that cmd appends, and a script that decodes their lines.
  @Test(.enabled(if: Peers.hasWinrmcp && Peers.hasPython), arguments: [0, 1, 70_001])
  func winrmcp(size: Int) async throws {
    let service = try await ServedLab(Self.lab)
    let program = service.program
    let computer = try #require(try service.ready().computers.first)
    let local = program.home.appending(path: "local.bin")
    try Self.content.prefix(size).write(to: local)
    let account = ["-addr", "127.0.0.1:\(computer.port)", "-user", "operator", "-pass", "s3cret"]
    let text = try await run(
      program, Peers.winrmcp, account + [local.path, "C:/new folder/copy.bin"])
    #expect(text == "")
    let answer = try await run(
      program, Peers.python,
      [
        Peers.script("shell_command.py"), computer.url, "operator", "s3cret",
        "(Get-FileHash 'C:\\new folder\\copy.bin').Hash; dir $env:TEMP | % Name",
      ])
    // Without content the script of the program writes nothing but a line end, as on Windows.
    let digest = try await run(program, "/usr/bin/sha256sum", [local.path])
    if size > 0 { #expect(answer == "\(digest.prefix(64).uppercased())\n") }
    try await service.end()
  }
}
