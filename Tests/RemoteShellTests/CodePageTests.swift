import Testing
import WSManProtocol

/// The option `WINRS_CODEPAGE`: how the text of a command becomes bytes, and theirs text
/// (`protocol.md` 17.2 and 17.5).
@Suite struct CodePageTests {
  /// The bytes of `é€─Á` in each code page; what it does not have becomes a question mark. Without the
  /// option, and for a code page that is not known here, it is that of a computer in the United States.
  private static let pages: [(option: String?, bytes: [UInt8])] = [
    ("437", [0x82, 0x3F, 0xC4, 0x3F]), ("850", [0x82, 0x3F, 0xC4, 0xB5]),
    ("1252", [0xE9, 0x80, 0x3F, 0xC1]),
    ("65001", [0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xE2, 0x94, 0x80, 0xC3, 0x81]),
    (nil, [0x82, 0x3F, 0xC4, 0x3F]), ("12345", [0x82, 0x3F, 0xC4, 0x3F]),
  ]

  private static func options(_ page: String?) -> OptionSet {
    OptionSet(page.map { [RequestOption(name: "WINRS_CODEPAGE", value: $0)] } ?? [])
  }

  @Test(arguments: pages) func output(_ page: String?, _ bytes: [UInt8]) async throws {
    let computer = ShellComputer()
    let shell = try await computer.open(options: Self.options(page))
    let command = try await computer.start("echo é€─Á", in: shell)
    let output = try await computer.receive(command, in: shell)
    #expect(output.blocks.first?.bytes == bytes + [13, 10])
  }

  @Test(arguments: [("437", [0x82]), ("850", [0x82]), ("1252", [0xE9]), ("65001", [0xC3, 0xA9])])
  func input(_ page: String, _ bytes: [UInt8]) async throws {
    let computer = ShellComputer()
    let shell = try await computer.open(options: Self.options(page))
    let command = try await computer.start("findstr é", in: shell)
    let block = ShellStreamBlock(
      name: "stdin", commandID: command, bytes: [0x61] + bytes + [13, 10, 0x65, 13, 10], isEnd: true
    )
    _ = try await computer.send(.send, ShellInput([block]).element, shell: shell)
    #expect(
      try await computer.receive(command, in: shell).blocks.first?.bytes == [0x61] + bytes + [
        13, 10,
      ])
  }

  @Test(arguments: ["x", "-1", "65536", "65001.0"]) func noCodePage(_ text: String) async throws {
    let wish = ShellDescription().request
    let answer = try await ShellComputer().send(.create(wish), options: Self.options(text))
    #expect(answer.faultCode != nil)
  }
}
