import PSEngine

/// A program of Windows that tells of the computer what its CIM classes tell.
struct ComputerTool: BuiltInProgram {
  /// What it does with its arguments; it returns the exit code.
  typealias Work = @Sendable (CIMAccess, [String], ProgramConsole) async throws -> Int32

  let name: String
  let work: Work
  private let access: CIMAccess

  init(_ name: String, _ access: CIMAccess, _ work: @escaping Work) {
    self.name = name
    self.access = access
    self.work = work
  }

  /// The names of the programs.
  static let names: Set<String> = [
    "netstat", "shutdown", "systeminfo", "taskkill", "tasklist", "wmic",
  ]

  static func all(_ access: CIMAccess) -> [ComputerTool] {
    [
      ComputerTool("netstat", access, NetStatTool.run),
      ComputerTool("shutdown", access, PowerTool.run),
      ComputerTool("systeminfo", access, SystemInfoTool.run),
      ComputerTool("taskkill", access, TaskTools.kill),
      ComputerTool("tasklist", access, TaskTools.list),
      ComputerTool("wmic", access, WMICTool.run),
    ]
  }

  func run(_ arguments: [String], _ console: ProgramConsole) async throws -> Int32 {
    do {
      return try await work(access, arguments, console)
    } catch let mistake as Mistake {
      try await console.writeError("ERROR: \(mistake.text)")
      return 1
    }
  }

  func completions(for word: ProgramWord) -> [String]? { [] }

  /// What is wrong with the arguments.
  struct Mistake: Error {
    let text: String

    init(_ text: String) { self.text = text }

    static func unknown(_ option: String, of program: String) -> Mistake {
      Mistake("Invalid argument/option - '\(option)'.\nType \"\(program) /?\" for usage.")
    }

    static func missingValue(_ option: String, of program: String) -> Mistake {
      Mistake(
        "Invalid syntax. Value expected for '\(option)'.\nType \"\(program) /?\" for usage.")
    }
  }

  /// The name of an option in lower case; nil for a word that is none.
  static func option(_ word: String) -> String? {
    guard let first = word.first, first == "/" || first == "-" else { return nil }
    return word.dropFirst().lowercased()
  }

  /// A number with commas, such as `12,340`.
  static func grouped(_ number: UInt64) -> String {
    var text = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
