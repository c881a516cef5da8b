import PSEngine
import WSManProtocol

/// `ConvertFrom-WSManFault`: what a number of Windows means, why it comes, what to try.
final class ConvertFromWSManFaultCommand: Cmdlet {
  private static let code = Parameter<PSValue>(
    "Code", aliases: ["ErrorCode", "HResult"], position: 0, mandatory: true,
    pipeline: [.byValue, .byPropertyName], completion: .source("FaultCode"),
    help: "A number, signed or not, in decimal or hexadecimal, a symbol, or an error record.")

  private static let description = CmdletMetadata(
    "ConvertFrom-WSManFault", typeName: "WSManShell.ConvertFromWSManFaultCommand",
    parameters: [code.definition],
    synopsis: "Explains an error number of WinRM: its meaning, usual causes, what to try.",
    outputTypes: [FaultExplanation.typeName])

  override class var metadata: CmdletMetadata { description }

  private var texts = TeachingTexts.english

  override func beginProcessing(_ context: CommandContext) async throws {
    texts = TeachingTexts(context.session, .faults)
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let given = context[Self.code] else { return }
    for value in given.enumerated {
      if let code = Self.code(value) {
        try await context.write(.object(FaultExplanation(code, texts)))
      } else {
        try await context.writeError(Self.unreadable(value))
      }
    }
  }

  private static func code(_ value: PSValue) -> WSManErrorCode? {
    if let record = value.asObject as? ErrorRecord { return code(of: record) }
    return WSManErrorCode(
      reading: TextConversion.text(of: value).split(separator: " ").joined(separator: ""))
  }

  /// The number in an error; `nil` when it has none of those that are known.
  private static func code(of record: ErrorRecord) -> WSManErrorCode? {
    let result = String(record.exception.hresult)
    guard let code = WSManErrorCode(reading: result), WSManErrorTable.symbol(for: code) != nil
    else { return nil }
    return code
  }

  private static func unreadable(_ value: PSValue) -> ErrorRecord {
    let text = TextConversion.text(of: value)
    return ErrorRecord(
      PSException(
        "System.ArgumentException",
        "'\(text)' is no error number and no symbol. Give a number such as 2150858770, "
          + "-2144108526 or 0x80338012, or a name such as ACCESS_DENIED."),
      id: "UnknownFault", category: .invalidArgument, target: value)
  }
}
