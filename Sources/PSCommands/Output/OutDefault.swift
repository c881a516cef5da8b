import PSEngine
import PSFormatting

/// What `Out-Default` and `Out-Host` have in common: they write to the host.
class HostOutputCommand: Cmdlet {
  static let inputObject = Parameter<PSValue>(
    "InputObject", pipeline: .byValue, help: "The objects.")

  /// How long a table whose widths follow its values may wait for more rows while somebody watches.
  private static let groupingDelay = Duration.milliseconds(300)

  private var formatter: ObjectFormatter?

  /// Writes finished lines.
  func show(_ lines: [OutputLine], _ context: CommandContext) async throws {
    HostLines(context.host).write(lines)
  }

  final override func processRecord(_ context: CommandContext) async throws {
    guard let item = context[Self.inputObject] else { return }
    let formatter = formatter ?? makeFormatter(context)
    self.formatter = formatter
    if let record = item.asObject as? StreamRecord, record.kind != .information {
      // Merged from another stream (`3>&1`): shown as that stream shows it.
      context.host.write(record.prefixed + "\n", to: record.hostStream)
      return
    }
    try await show(formatter.write(item), context)
  }

  final override func endProcessing(_ context: CommandContext) async throws {
    guard let formatter else { return }
    self.formatter = nil
    try await show(formatter.finish(), context)
  }

  /// Rows that were collected when an error or Ctrl+C ended the pipeline are shown all the same.
  final override func dispose(_ context: CommandContext) async {
    guard let formatter else { return }
    self.formatter = nil
    HostLines(context.host).write(formatter.finish())
  }

  private func makeFormatter(_ context: CommandContext) -> ObjectFormatter {
    // Where a person waits; and never where the look of a table would depend on the machine.
    let mayWait = context.host.isInteractive && !context.session.configuration.isReproducible
    return ObjectFormatter(
      in: context.execution, groupingDelay: mayWait ? Self.groupingDelay : nil)
  }
}

/// `Out-Default`: the end of every pipeline that has no other.
final class OutDefault: HostOutputCommand {
  static let transcript = Parameter<SwitchParameter>(
    "Transcript", help: "Accepted for compatibility; transcripts always get the output.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Out-Default", parameters: [transcript.definition, inputObject.definition],
      synopsis: "Formats objects and shows them; the shell puts it behind every command line.")
  }
}

extension StreamRecord {
  /// The text with the prefix of its stream (`language.md` 8.6).
  var prefixed: String {
    switch kind {
    case .warning: return "WARNING: " + text
    case .verbose: return "VERBOSE: " + text
    case .debug: return "DEBUG: " + text
    case .information: return text
    }
  }

  var hostStream: HostStream {
    switch kind {
    case .warning: return .warning
    case .verbose: return .verbose
    case .debug: return .debug
    case .information:
      return .host(foreground: colors.foreground, background: colors.background)
    }
  }
}
