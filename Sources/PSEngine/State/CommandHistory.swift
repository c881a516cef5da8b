/// A command that was run (`Get-History`).
public final class HistoryEntry: PSObject {
  /// Number in this session, from 1.
  public let id: Int64
  /// The text as typed; what may be a secret is masked.
  public let commandLine: String
  /// Whether the text had something masked, so that it cannot be run again.
  public let isMasked: Bool
  /// When it began, in seconds since 1970-01-01 UTC.
  public let start: Double
  /// When it ended; equal to ``start`` while it runs.
  public var end: Double
  /// Whether it completed without being stopped.
  public var isCompleted = false

  init(id: Int64, commandLine: String, start: Double) {
    self.id = id
    self.commandLine = SensitiveInput.masked(commandLine)
    isMasked = self.commandLine != commandLine
    self.start = start
    end = start
  }

  public override var baseTypeNames: [String] {
    ["Microsoft.PowerShell.Commands.HistoryInfo", "System.Object"]
  }
  public override var text: String { commandLine }
  public override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("Id", "System.Int64"), PSPropertyInfo("CommandLine"),
      PSPropertyInfo("ExecutionStatus"),
    ]
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "id": return .number(.int64(id))
    case "commandline": return .string(commandLine)
    case "executionstatus": return .string(isCompleted ? "Completed" : "Stopped")
    default: return nil
    }
  }
}

/// The commands of a session in order (`language.md` 13.3).
public final class CommandHistory {
  /// The entries, oldest first.
  public private(set) var entries: [HistoryEntry] = []
  private var nextId: Int64 = 1

  init() {}

  /// Adds a command.
  /// - Parameters:
  ///   - time: when it began, in seconds since 1970-01-01 UTC.
  ///   - limit: the most entries to keep (`$MaximumHistoryCount`).
  @discardableResult
  public func add(_ commandLine: String, at time: Double, limit: Int = 4096) -> HistoryEntry {
    let entry = HistoryEntry(id: nextId, commandLine: commandLine, start: time)
    nextId += 1
    entries.append(entry)
    if entries.count > max(1, limit) { entries.removeFirst(entries.count - max(1, limit)) }
    return entry
  }

  /// The entry of that number.
  public func entry(_ id: Int64) -> HistoryEntry? { entries.first { $0.id == id } }

  /// Removes entries.
  public func remove(where condition: (HistoryEntry) -> Bool) {
    entries.removeAll(where: condition)
  }
}
