import PSEngine
import SystemFiles

/// Programs of the host in the folders of `PATH`, as `Get-Command` lists them.
struct ProgramListing {
  private let folders: [String]

  init(_ context: CommandContext) {
    let path = context.session.environment["PATH"] ?? ""
    folders =
      context.session.configuration.allowsPrograms
      ? path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") } : []
  }

  /// Programs whose name fits, the first of each name.
  func matching(_ pattern: WildcardPattern) -> [CommandInfo] {
    var seen: Set<String> = []
    var found: [CommandInfo] = []
    for folder in folders {
      for name in ((try? SystemCalls.names(in: folder)) ?? []).sorted()
      where pattern.matches(name) && seen.insert(name).inserted {
        if let program = program(folder, name) { found.append(program) }
      }
    }
    return found
  }

  /// All programs of one name, in the order of the folders.
  func named(_ name: String) -> [CommandInfo] { folders.compactMap { program($0, name) } }

  private func program(_ folder: String, _ name: String) -> CommandInfo? {
    let path = folder + "/" + name
    guard let status = try? FileCalls.status(path), status.kind == .file, status.mode & 0o111 != 0
    else { return nil }
    return CommandInfo(application: name, path: path)
  }
}
