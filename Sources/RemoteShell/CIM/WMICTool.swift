import CIMModel
import PSEngine
import WSManService

/// `wmic`: instances of the computer's classes, and their methods.
enum WMICTool {
  static let usage = """
    WMIC {alias | PATH class} [WHERE condition] [GET property,... | LIST] [/VALUE | /FORMAT:name]
    WMIC {alias | PATH class} [WHERE condition] CALL method [parameter,...]
        Shows instances of this computer, or calls a method of theirs. Formats: TABLE, LIST, CSV.
        Aliases:
    """

  /// The words for well-known classes.
  private static let aliases = [
    "baseboard": "Win32_BaseBoard", "bios": "Win32_BIOS", "computersystem": "Win32_ComputerSystem",
    "cpu": "Win32_Processor", "csproduct": "Win32_ComputerSystemProduct",
    "diskdrive": "Win32_DiskDrive", "environment": "Win32_Environment", "group": "Win32_Group",
    "job": "Win32_ScheduledJob", "loadorder": "Win32_LoadOrderGroup",
    "logicaldisk": "Win32_LogicalDisk", "logon": "Win32_LogonSession",
    "memorychip": "Win32_PhysicalMemory", "nic": "Win32_NetworkAdapter",
    "nicconfig": "Win32_NetworkAdapterConfiguration", "os": "Win32_OperatingSystem",
    "pagefile": "Win32_PageFileUsage", "partition": "Win32_DiskPartition",
    "process": "Win32_Process", "qfe": "Win32_QuickFixEngineering", "service": "Win32_Service",
    "share": "Win32_Share", "sysaccount": "Win32_SystemAccount", "sysdriver": "Win32_SystemDriver",
    "timezone": "Win32_TimeZone", "useraccount": "Win32_UserAccount",
  ]

  private enum Format: String {
    case table, list, csv
  }

  private struct Request {
    var className = ""
    var condition: String?
    var properties: [String] = []
    var call: (method: String, arguments: [String])?
    var format = Format.table
    var asksForHelp = false
  }

  /// A request that cannot be carried out; the text is all that is written.
  private struct Refusal: Error {
    let text: String
  }

  @Sendable static func run(
    _ access: CIMAccess, _ arguments: [String], _ console: ProgramConsole
  ) async throws -> Int32 {
    do {
      let request = try read(arguments, access)
      guard !request.asksForHelp else {
        try await console.write(usage + " " + aliases.keys.sorted().joined(separator: ", "))
        return 0
      }
      return try await answer(request, access, console)
    } catch let refusal as Refusal {
      try await console.writeError(refusal.text)
      return 1
    } catch let error as CIMAccessError {
      try await console.writeError(
        "Node - \(access.computer)\nERROR:\nDescription = \(CIMErrors.text(error))")
      return 1
    }
  }

  // MARK: The command line

  private static func read(_ arguments: [String], _ access: CIMAccess) throws -> Request {
    var request = Request()
    var words: [String] = []
    for word in arguments {
      guard word.hasPrefix("/") else {
        words.append(word)
        continue
      }
      let parts = word.dropFirst().split(separator: ":", maxSplits: 1).map(String.init)
      let value = parts.count == 2 ? parts[1].filter { $0 != "\"" } : ""
      switch parts.first?.lowercased() {
      case "?": request.asksForHelp = true
      case "value": request.format = .list
      case "format":
        guard let format = Format(rawValue: value.lowercased()) else {
          throw Refusal(text: "Invalid XSL format (or) file name.")
        }
        request.format = format
      case "node":
        let own = [access.computer, access.service.identity.fullName, "localhost", "."]
        guard own.contains(where: { $0.equalsIgnoringCase(value) }) else {
          throw Refusal(
            text: "Node - \(value)\nERROR:\nDescription = The RPC server is unavailable: other "
              + "computers are not within reach from here.")
        }
      default: throw Refusal(text: "Invalid Global Switch.")
      }
    }
    if request.asksForHelp || words.isEmpty {
      request.asksForHelp = true
      return request
    }
    var rest = words[...]
    request.className = try className(&rest)
    if rest.first?.lowercased() == "where" {
      rest.removeFirst()
      var condition: [String] = []
      while let word = rest.first, !["get", "list", "call"].contains(word.lowercased()) {
        condition.append(word)
        rest.removeFirst()
      }
      guard !condition.isEmpty else { throw Refusal(text: "Invalid WHERE clause: it is empty.") }
      request.condition = condition.joined(separator: " ")
    }
    switch rest.popFirst()?.lowercased() {
    case nil: break
    case "get":
      request.properties = rest.flatMap { $0.split(separator: ",") }
        .map { String($0).trimmed }.filter { !$0.isEmpty && $0 != "*" }
    case "list":
      guard rest.isEmpty || ["brief", "full"].contains(rest.joined().lowercased()) else {
        throw Refusal(text: "Invalid Verb Switch: LIST knows BRIEF and FULL.")
      }
      if rest.first?.lowercased() == "full" { request.format = .list }
    case "call":
      guard let method = rest.popFirst() else { throw Refusal(text: "Invalid CALL: no method.") }
      request.call = (
        method,
        rest.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
          .map { String($0).trimmed }
      )
    case let verb?:
      throw Refusal(
        text: "\(verb) - Invalid Verb: this computer's wmic knows GET, LIST and CALL.")
    }
    return request
  }

  private static func className(_ words: inout ArraySlice<String>) throws -> String {
    let word = words.removeFirst()
    if ["path", "class"].contains(word.lowercased()) {
      guard let name = words.popFirst() else {
        throw Refusal(text: "Invalid PATH: no class is named.")
      }
      return name
    }
    guard let name = aliases[word.lowercased()] else {
      throw Refusal(text: "\(word) - Alias not found.")
    }
    return name
  }

  // MARK: The answer

  private static func answer(
    _ request: Request, _ access: CIMAccess, _ console: ProgramConsole
  ) async throws -> Int32 {
    let space = CIMAccess.namespace(nil)
    let type = try await access.service.cimClass(request.className, in: space)
    if let (name, arguments) = request.call {
      guard let method = type.method(name) else { throw CIMAccessError.invalidMethod(name) }
      let values = arguments.map { PSValue.string($0) }
      guard !method.isStatic else {
        return try await call(method, of: type, nil, values, access, console)
      }
      let targets = try await access.instances(
        CIMAccess.query(type.name, filter: request.condition), in: space, .wmi)
      for target in targets {
        _ = try await call(method, of: type, target, values, access, console)
      }
      return targets.isEmpty ? try await nothing(console) : 0
    }
    for name in request.properties where type.property(name) == nil {
      throw CIMAccessError.invalidQuery("\(type.name) has no property \"\(name)\"")
    }
    let found = try await access.service.cimInstances(
      query: CIMAccess.query(type.name, filter: request.condition), in: space
    ).map(\.instance)
    guard !found.isEmpty else { return try await nothing(console) }
    let properties = type.properties.map(\.name).filter { name in
      request.properties.isEmpty || request.properties.contains { $0.equalsIgnoringCase(name) }
    }.sorted { CIMName($0) < CIMName($1) }
    let rows = found.map { instance in properties.map { text(instance[$0]) } }
    try await console.write(lines(properties, rows, request.format, access).joined(separator: "\n"))
    return 0
  }

  private static func nothing(_ console: ProgramConsole) async throws -> Int32 {
    try await console.writeError("No Instance(s) Available.")
    return 0
  }

  private static func call(
    _ method: CIMMethod, of type: CIMClass, _ target: CIMObject?, _ values: [PSValue],
    _ access: CIMAccess, _ console: ProgramConsole
  ) async throws -> Int32 {
    let place =
      target.map { $0.path.split(separator: ":", maxSplits: 1).last.map(String.init) ?? "" }
      ?? type.name
    try await console.write("Executing (\(place))->\(method.name)()")
    let result = try await access.call(
      method, of: type.name, target, places: values, in: CIMAccess.namespace(nil), .wmi)
    var lines = [
      "Method execution successful.", "Out Parameters:", "instance of __PARAMETERS", "{",
    ]
    for member in result.asObject?.extendedMembers ?? [] where member.name != "PSComputerName" {
      guard case .note(let value) = member.kind, !value.isNull else { continue }
      lines.append("\t\(member.name) = \(TextConversion.text(of: value));")
    }
    try await console.write((lines + ["};", ""]).joined(separator: "\n"))
    return 0
  }

  private static func text(_ value: CIMValue) -> String {
    switch value {
    case .boolean(let isTrue): isTrue ? "TRUE" : "FALSE"
    case .array(let values):
      "{"
        + values.map { if case .string(let text) = $0 { "\"\(text)\"" } else { $0.text } }
        .joined(separator: ",") + "}"
    default: value.text
    }
  }

  private static func lines(
    _ names: [String], _ rows: [[String]], _ format: Format, _ access: CIMAccess
  ) -> [String] {
    switch format {
    case .list:
      return rows.flatMap { row in
        ["", ""] + zip(names, row).map { "\($0)=\($1)" } + [""]
      } + [""]
    case .csv:
      return [""]
        + ([["Node"] + names] + rows.map { [access.computer] + $0 }).map {
          $0.joined(separator: ",")
        }
    case .table:
      let widths = names.indices.map { column in
        ([names[column]] + rows.map { $0[column] }).map(\.count).max() ?? 0
      }
      return ([names] + rows).map { row in
        zip(row, widths).map { $0.padded($1 + 2) }.joined()
      } + [""]
    }
  }
}
