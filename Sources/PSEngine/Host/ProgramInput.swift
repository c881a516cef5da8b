/// What somebody types, or a file or a pipe holds, for a program while it runs.
public protocol ProgramInput: Sendable {
  /// The next bytes; waits for them. One task asks.
  /// - Returns: `nil` at the end of input, and after ``close()``.
  func next() async -> [UInt8]?
  /// Reads nothing more. What nobody has asked for stays for whoever reads next.
  func close()
}
