#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads lines where there is no terminal, or none that libedit can use.
final class PlainLineReader: LineEditor {
  /// A line longer than this is not a command (64 MB).
  private static let longestLine = 64 << 20

  private let showsPrompt: Bool
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private var isFirst = true

  /// - Parameter showsPrompt: whether prompts are written, for a terminal that libedit refuses.
  init(showsPrompt: Bool) { self.showsPrompt = showsPrompt }

  func readLine(prompt: String) -> LineInput {
    if showsPrompt {
      Terminal.write(prompt)
      Terminal.flush()
    }
    guard let bytes = nextLine() else { return .end }
    return .line(String(decoding: bytes, as: UTF8.self))
  }

  func readAnswer(prompt: String, echo: Bool) -> LineInput {
    if Terminal.isInput, !echo { return SecretReader.read(prompt: prompt) }
    Terminal.write(prompt)
    Terminal.flush()
    guard let bytes = nextLine() else { return .end }
    return .line(String(decoding: bytes, as: UTF8.self))
  }

  func remember(_ input: String) {}

  private func nextLine() -> [UInt8]? {
    while true {
      if let end = buffer[position...].firstIndex(of: 0x0A) {
        defer { position = end + 1 }
        return line(buffer[position..<end])
      }
      if isAtEnd || buffer.count - position > Self.longestLine {
        defer {
          buffer.removeAll()
          position = 0
        }
        return position < buffer.count ? line(buffer[position...]) : nil
      }
      buffer.removeSubrange(..<position)
      position = 0
      fill()
    }
  }

  private func fill() {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { isAtEnd = true } else { buffer.append(contentsOf: chunk[..<count]) }
      return
    }
  }

  private func line(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = bytes.last == 0x0D ? bytes.dropLast() : bytes
    if isFirst, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    isFirst = false
    return Array(bytes)
  }
}
