#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Decodes what a terminal sends: UTF-8 characters and bracketed pastes.
///
/// libedit has no notion of a paste; without this, every line of a pasted block would be run as if
/// Return had been pressed behind it, and control characters in it would be obeyed.
struct TerminalInput {
  /// One unit of input.
  enum Unit: Equatable {
    case character(Unicode.Scalar)
    case paste(String)
    case interrupt
    case windowChanged
    case end
  }

  private static let pasteBegin: [UInt8] = Array("\u{1B}[200~".utf8)
  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)
  /// A paste longer than this is cut: nobody types it, and memory must stay bounded.
  private static let longestPaste = 16 << 20

  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var position = 0
  private var replay: [Unicode.Scalar] = []

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// Text that the next reads deliver before anything from the terminal.
  mutating func push(_ text: String) {
    replay.insert(contentsOf: text.unicodeScalars, at: 0)
  }

  /// Reads the next unit, waiting for it.
  mutating func next() -> Unit {
    if !replay.isEmpty { return .character(replay.removeFirst()) }
    while true {
      switch fill() {
      case .input: break
      case .interrupt:
        buffer.removeAll()
        position = 0
        return .interrupt
      case .windowChanged: return .windowChanged
      case .failed: return .end
      }
      completeEscape()
      if startsPaste() { return readPaste() }
      if let scalar = decode() { return .character(scalar) }
    }
  }

  private mutating func fill() -> Interrupts.Event {
    if position < buffer.count { return .input }
    return readMore()
  }

  /// Takes the rest of a sequence that may announce a paste, as far as it has arrived.
  private mutating func completeEscape() {
    while buffer.count - position < Self.pasteBegin.count,
      Self.pasteBegin.starts(with: buffer[position...]), hasMore()
    {
      guard readMore() == .input else { return }
    }
  }

  private func hasMore() -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 0) == 1
  }

  /// - Parameter limit: one byte outside of pastes: what is typed ahead belongs to the program that
  ///   the line starts.
  private mutating func readMore(_ limit: Int = 1) -> Interrupts.Event {
    let event = Interrupts.shared.waitForInput(descriptor)
    guard event == .input else { return event }
    var chunk = [UInt8](repeating: 0, count: limit)
    let count = read(descriptor, &chunk, chunk.count)
    guard count > 0 else { return .failed }
    if position == buffer.count {
      buffer.removeAll(keepingCapacity: true)
      position = 0
    }
    buffer.append(contentsOf: chunk[..<count])
    return .input
  }

  private func startsPaste() -> Bool {
    buffer[position...].starts(with: Self.pasteBegin)
  }

  private mutating func readPaste() -> Unit {
    position += Self.pasteBegin.count
    var text: [UInt8] = []
    while true {
      while position < buffer.count {
        text.append(buffer[position])
        position += 1
        if text.last == 0x7E, text.suffix(Self.pasteEnd.count) == Self.pasteEnd[...] {
          text.removeLast(Self.pasteEnd.count)
          return .paste(String(decoding: text, as: UTF8.self))
        }
        if text.count > Self.longestPaste { return .paste("") }
      }
      switch readMore(4096) {
      case .input, .windowChanged: continue
      case .interrupt: return .interrupt
      case .failed: return .end
      }
    }
  }

  /// One character; invalid bytes become U+FFFD, an unfinished sequence waits for the rest.
  private mutating func decode() -> Unicode.Scalar? {
    let first = buffer[position]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    while buffer.count - position < length {
      guard readMore() == .input else {
        position = buffer.count
        return nil
      }
    }
    let bytes = buffer[position..<position + length]
    let text = String(decoding: bytes, as: UTF8.self)
    guard let scalar = text.unicodeScalars.first else {
      position += 1
      return nil
    }
    position += scalar == "\u{FFFD}" ? 1 : length
    return scalar
  }
}
