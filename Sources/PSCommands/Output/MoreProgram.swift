import PSEngine

/// `more.com`, to which the functions `more` and `help` hand their lines as on Windows: pages on a
/// terminal, and plain lines wherever the output goes to a file, a variable or another command.
struct MoreProgram: BuiltInProgram {
  let name = "more.com"

  func run(_ arguments: [String], _ console: ProgramConsole) async throws -> Int32 {
    guard arguments.isEmpty else {
      try await console.writeError(
        "more.com takes no arguments here: pipe lines into it, or use more FILE.")
      return 1
    }
    let lines = console.pipedInput ?? []
    let host = console.command.host
    guard host.isInteractive, console.isShown else {
      for line in lines { try await console.write(line) }
      return 0
    }
    try await console.flush()
    var pager = Pager()
    try await pager.show(lines, on: host) { page in
      host.write(page.map { $0 + "\n" }.joined(), to: .output)
    }
    return 0
  }

  func completions(for word: ProgramWord) -> [String]? { [] }
}
