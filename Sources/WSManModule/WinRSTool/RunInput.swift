import PSEngine
import WSManClient

/// The input of a remote command: lines that were piped in, or what comes while the command runs.
struct RunInput: Sendable {
  private let lines: [String]?
  private let live: (any ProgramInput)?

  /// - Parameter echo: whether what is typed is shown.
  init(_ console: ProgramConsole, echo: Bool) async {
    lines = console.pipedInput
    live = await console.liveInput(echo: echo)
  }

  /// Sends the input to a command until it ends, then its end. A command that has ended takes no more,
  /// which is no failure.
  func feed(_ shell: CommandShell, _ commandID: String) async {
    if let lines {
      let bytes = Array(lines.map { $0 + "\r\n" }.joined().utf8)
      try? await shell.send(bytes, isEnd: true, to: commandID)
      return
    }
    guard let live else { return }
    var converter = LineEndConverter()
    while let bytes = await live.next() {
      guard (try? await shell.send(converter.converted(bytes), isEnd: false, to: commandID)) != nil
      else { return }
    }
    if !Task.isCancelled { try? await shell.send([], isEnd: true, to: commandID) }
  }

  /// Reads nothing more.
  func close() { live?.close() }
}

/// Makes the line ends of this shell those that programs of Windows expect.
struct LineEndConverter {
  private var last: UInt8 = 0

  /// The next piece, with a return in front of each line feed that has none.
  mutating func converted(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    for byte in bytes {
      if byte == 10, last != 13 { result.append(13) }
      result.append(byte)
      last = byte
    }
    return result
  }
}
