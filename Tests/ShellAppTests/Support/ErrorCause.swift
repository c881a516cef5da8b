import Foundation
import Testing

/// A way to fail, and what the error has to say about it.
struct ErrorCause: Sendable, CustomTestStringConvertible {
  let name: String
  /// What is typed; `PORT` and other words in capitals are filled in.
  let command: String
  let code: UInt32
  /// What the message has to say.
  let says: [String]

  init(_ name: String, _ command: String, _ code: UInt32, _ says: String...) {
    self.name = name
    self.command = command
    self.code = code
    self.says = says
  }

  var testDescription: String { name }

  /// Types the command and compares the error.
  ///
  /// - Parameters:
  ///   - setup: what is typed before it.
  ///   - filled: fills in ports and files.
  func check(after setup: String, _ filled: (String) -> String) async throws {
    let result = try await Program().run(
      input: filled(
        """
        function secret($name, $text) {
          [pscredential]::new($name, (ConvertTo-SecureString $text -AsPlainText -Force))
        }
        \(setup)
        try { \(command) } catch { }
        $e = $Error[0]
        $code = [long]$e.Exception.HResult
        if ($code -lt 0) { $code += 4294967296 }
        if ($code -ge 0x80070000L -and $code -lt 0x80080000L) { $code = $code -band 0xFFFF }
        $code
        $e.FullyQualifiedErrorId.Split(',')[0]
        $e.CategoryInfo.Category
        $e.Exception.Message

        """))
    let lines = result.outputLines
    try #require(lines.count >= 4, "\(result.output) \(result.errors)")
    #expect(lines[0] == "\(code)", "\(lines)")
    #expect(lines[1] == "WsManError")
    #expect(lines[2] == "InvalidOperation")
    let message = lines[3...].joined(separator: "\n")
    for part in says.map(filled) {
      #expect(message.contains(part), "\(part) is not in: \(message)")
    }
  }
}
