public import WSManProtocol

/// A request that the client's own rules forbid, found before anything is sent
/// (`cmdlets.md` 3.5 A to E).
public struct ClientRefusal: Error, Sendable, Equatable {
  /// The number of Windows for the rule.
  public var code: WSManErrorCode
  /// What is wrong, why, and the next thing to try.
  public var message: String

  /// A refusal; without a text, that of the table.
  public init(_ code: WSManErrorCode, message: String? = nil) {
    self.code = code
    self.message = message ?? WSManErrorTable.text(for: code)
  }

  /// A refusal with the text of the table, whose commands name a computer.
  init(_ code: WSManErrorCode, computer: String) {
    self.init(
      code,
      message: WSManErrorTable.naming(computer: computer, in: WSManErrorTable.text(for: code)))
  }
}

extension ClientRefusal: CustomStringConvertible {
  /// The text.
  public var description: String { message }
}
