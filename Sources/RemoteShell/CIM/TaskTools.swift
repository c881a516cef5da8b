import PSEngine

/// `tasklist` and `taskkill`.
enum TaskTools {
  private struct Format {
    var name = "table"
    var hasHeader = true
  }

  private static let titles = ["Image Name", "PID", "Session Name", "Session#", "Mem Usage"]
  private static let widths = [25, 8, 16, 11, 12]

  static let listUsage = """
    TASKLIST [/FI filter] [/FO TABLE|LIST|CSV] [/NH]
        Shows the processes of this computer. Filters: IMAGENAME, PID, SESSION and MEMUSAGE with
        eq, ne, gt, lt, ge or le, such as /FI "IMAGENAME eq w*".
    """
  static let killUsage = """
    TASKKILL {/FI filter | /PID number | /IM name} [/F] [/T]
        Ends processes of this computer. /F ends those without a window too. Filters: those of
        TASKLIST.
    """

  @Sendable static func list(
    _ access: CIMAccess, _ arguments: [String], _ console: ProgramConsole
  ) async throws -> Int32 {
    var format = Format()
    var filters: [TaskFilter] = []
    var words = arguments[...]
    while let word = words.popFirst() {
      switch ComputerTool.option(word) {
      case "?":
        try await console.write(listUsage)
        return 0
      case "fi": filters.append(try filter(&words, word, "TASKLIST"))
      case "nh": format.hasHeader = false
      case "fo":
        guard let name = words.popFirst()?.lowercased() else {
          throw ComputerTool.Mistake.missingValue(word, of: "TASKLIST")
        }
        guard ["table", "list", "csv"].contains(name) else {
          throw ComputerTool.Mistake.unknown(name, of: "TASKLIST")
        }
        format.name = name
      default: throw ComputerTool.Mistake.unknown(word, of: "TASKLIST")
      }
    }
    let processes = try await ProcessCommand.all(access).sorted { $0.id < $1.id }
      .filter { process in filters.allSatisfy { $0.matches(process) } }
    guard !processes.isEmpty else {
      try await console.write("INFO: No tasks are running which match the specified criteria.")
      return 0
    }
    try await console.write(text(of: processes.map(row), format))
    return 0
  }

  private static func row(_ process: ProcessObject) -> [String] {
    [
      process.imageName, String(process.id), process.session == 0 ? "Services" : "Console",
      String(process.session), ComputerTool.grouped(process.workingSet / 1024) + " K",
    ]
  }

  private static func text(of rows: [[String]], _ format: Format) -> String {
    var lines: [String] = []
    switch format.name {
    case "csv":
      lines = ((format.hasHeader ? [titles] : []) + rows).map { row in
        row.map { "\"\($0)\"" }.joined(separator: ",")
      }
    case "list":
      for row in rows {
        lines.append("")
        for (title, value) in zip(titles, row) {
          lines.append((title + ":").padded(14) + value)
        }
      }
    default:
      if format.hasHeader {
        lines.append("")
        lines.append(line(titles))
        lines.append(widths.map { String(repeating: "=", count: $0) }.joined(separator: " "))
      }
      lines += rows.map(line)
    }
    return lines.joined(separator: "\n")
  }

  private static func line(_ row: [String]) -> String {
    zip(row, widths).enumerated().map { index, column in
      let text = String(column.0.prefix(column.1))
      let isLeft = index == 0 || index == 2
      let blanks = String(repeating: " ", count: column.1 - text.count)
      return isLeft ? text + blanks : blanks + text
    }.joined(separator: " ")
  }

  private static func filter(
    _ words: inout ArraySlice<String>, _ option: String, _ program: String
  ) throws -> TaskFilter {
    guard let text = words.popFirst() else {
      throw ComputerTool.Mistake.missingValue(option, of: program)
    }
    guard let filter = TaskFilter(text) else {
      throw ComputerTool.Mistake("The search filter cannot be recognized.")
    }
    return filter
  }

  @Sendable static func kill(
    _ access: CIMAccess, _ arguments: [String], _ console: ProgramConsole
  ) async throws -> Int32 {
    var wanted: [(text: String, filter: TaskFilter)] = []
    var filters: [TaskFilter] = []
    var isForced = false
    var words = arguments[...]
    while let word = words.popFirst() {
      switch ComputerTool.option(word) {
      case "?":
        try await console.write(killUsage)
        return 0
      case "f": isForced = true
      // Processes here have no children that would outlive them.
      case "t": break
      case "fi": filters.append(try filter(&words, word, "TASKKILL"))
      case .some(let option) where option == "im" || option == "pid":
        guard let value = words.popFirst() else {
          throw ComputerTool.Mistake.missingValue(word, of: "TASKKILL")
        }
        let field = option == "im" ? "IMAGENAME" : "PID"
        guard let filter = TaskFilter("\(field) eq \(value)") else {
          throw ComputerTool.Mistake.unknown(value, of: "TASKKILL")
        }
        wanted.append((value, filter))
      default: throw ComputerTool.Mistake.unknown(word, of: "TASKKILL")
      }
    }
    guard !wanted.isEmpty || !filters.isEmpty else {
      throw ComputerTool.Mistake(
        "Invalid syntax. Neither /FI nor /PID nor /IM were specified.\n"
          + "Type \"TASKKILL /?\" for usage.")
    }
    let all = try await ProcessCommand.all(access).filter { process in
      filters.allSatisfy { $0.matches(process) }
    }
    guard !wanted.isEmpty else {
      if all.isEmpty {
        try await console.write("INFO: No tasks running with the specified criteria.")
      }
      return try await end(all, isForced: isForced, access, console)
    }
    var code: Int32 = 0
    for (text, filter) in wanted {
      let chosen = all.filter { filter.matches($0) }
      if chosen.isEmpty {
        try await console.writeError("ERROR: The process \"\(text)\" not found.")
        code = 128
      } else {
        code = max(code, try await end(chosen, isForced: isForced, access, console))
      }
    }
    return code
  }

  private static func end(
    _ processes: [ProcessObject], isForced: Bool, _ access: CIMAccess, _ console: ProgramConsole
  ) async throws -> Int32 {
    var result: Int32 = 0
    for process in processes {
      let name = "\"\(process.imageName)\" with PID \(process.id)"
      // What runs as a service has no window that could be asked to close.
      let reason: String
      if !isForced, process.session == 0 {
        reason = "This process can only be terminated forcefully (with /F option)."
      } else {
        let code = try await process.terminate(access)
        if code == 0 {
          try await console.write(
            isForced
              ? "SUCCESS: The process \(name) has been terminated."
              : "SUCCESS: Sent termination signal to the process \(name).")
          continue
        }
        reason = code == 2 ? "Access is denied." : "The process is gone, or cannot be ended."
      }
      try await console.writeError(
        "ERROR: The process \(name) could not be terminated.\nReason: \(reason)")
      result = 1
    }
    return result
  }
}

/// Which processes are meant, such as `IMAGENAME eq w*` or `PID gt 1000`.
struct TaskFilter {
  private let field: String
  private let relation: String
  private let value: String

  init?(_ text: String) {
    let words = text.split(separator: " ", maxSplits: 2).map(String.init)
    guard words.count == 3 else { return nil }
    (field, relation, value) = (words[0].lowercased(), words[1].lowercased(), words[2].trimmed)
    switch field {
    case "imagename": guard ["eq", "ne"].contains(relation) else { return nil }
    case "pid", "session", "memusage":
      guard ["eq", "ne", "gt", "lt", "ge", "le"].contains(relation), UInt64(value) != nil else {
        return nil
      }
    default: return nil
    }
  }

  func matches(_ process: ProcessObject) -> Bool {
    let own: UInt64
    switch field {
    case "imagename":
      return WildcardPattern(value).matches(process.imageName) == (relation == "eq")
    case "pid": own = process.id
    case "session": own = process.session
    default: own = process.workingSet / 1024
    }
    guard let wanted = UInt64(value) else { return false }
    switch relation {
    case "eq": return own == wanted
    case "ne": return own != wanted
    case "gt": return own > wanted
    case "lt": return own < wanted
    case "ge": return own >= wanted
    default: return own <= wanted
    }
  }
}

extension String {
  /// The text with blanks behind it.
  func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
