#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads lines where there is no terminal, or none that libedit can use.
final class PlainLineReader: LineEditor {
  /// A line longer than this is no command (64 MB).
  private static let longestLine = 64 << 20

  private let showsPrompt: Bool
  private var buffer: [UInt8] = []
  private var position = 0
  /// Up to where the buffer holds no line end.
  private var searched = 0
  private var isAtEnd = false
  private var failure: Int32?
  private var isFirst = true
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)

  /// - Parameter showsPrompt: whether prompts are written, for a terminal that libedit refuses.
  init(showsPrompt: Bool) { self.showsPrompt = showsPrompt }

  func readLine(prompt: String) -> LineInput {
    if showsPrompt {
      Terminal.write(prompt)
      Terminal.flush()
    }
    return nextLine()
  }

  func readAnswer(prompt: String, echo: Bool) -> LineInput {
    if Terminal.isInput, !echo { return SecretReader.read(prompt: prompt) }
    Terminal.write(prompt)
    Terminal.flush()
    return nextLine()
  }

  func remember(_ input: String) {}

  /// What was read beyond the last line, which this reader then knows no more.
  func takeRest() -> [UInt8] {
    defer {
      buffer = []
      position = 0
      searched = 0
    }
    return Array(buffer[position...])
  }

  private func nextLine() -> LineInput {
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer {
          position = end + 1
          searched = position
        }
        return .line(text(buffer[position..<end]))
      }
      searched = buffer.count
      if let failure {
        return .failed(
          "Standard input cannot be read: \(String(cString: strerror(failure))).")
      }
      if isAtEnd {
        defer { position = searched }
        return position < buffer.count ? .line(text(buffer[position...])) : .end
      }
      guard buffer.count - position <= Self.longestLine else {
        return .failed("A line of standard input is longer than \(Self.longestLine >> 20) MB.")
      }
      fill()
    }
  }

  private func fill() {
    buffer.removeSubrange(..<position)
    searched -= position
    position = 0
    while true {
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count > 0 {
        buffer.append(contentsOf: chunk[..<count])
      } else if count == 0 {
        isAtEnd = true
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        // Somebody else has made the common descriptor non-blocking.
        var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        _ = poll(&waiting, 1, -1)
        continue
      } else if errno == EINTR {
        continue
      } else {
        failure = errno
      }
      return
    }
  }

  /// A line as text: without the return in front of its end and the mark in front of the first one;
  /// invalid bytes become U+FFFD.
  private func text(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes.last == 0x0D ? bytes.dropLast() : bytes
    if isFirst, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    isFirst = false
    return String(decoding: bytes, as: UTF8.self)
  }
}
