import SystemFiles

/// Where the files lie that come with the program: found from the program itself, so that an
/// installed one can be moved with its prefix, and one that was just built uses its own sources.
enum SharedFolder {
  /// Levels between a built program and the folder of its package.
  private static let depth = 5

  /// The folder of that name, such as `lessons`.
  /// - Returns: `nil` when the program stands alone.
  static func path(_ name: String) -> String? {
    guard let program = programPath() else { return nil }
    return path(name, program: program)
  }

  /// The folder of that name beside a program.
  static func path(_ name: String, program: String) -> String? {
    var folder = parent(program)
    let installed = parent(folder) + "/share/wsmansh/" + name
    if SystemCalls.isFolder(installed) { return installed }
    for _ in 0..<depth where !folder.isEmpty {
      // Another package may have linked to the sources: what belongs to them lies beside them.
      if SystemCalls.isFolder(folder + "/Sources/ShellApp") {
        return existing(folder + "/Sources/../" + name)
      }
      folder = parent(folder)
    }
    return nil
  }

  private static func existing(_ path: String) -> String? {
    SystemCalls.isFolder(path) ? SystemCalls.realPath(path) : nil
  }

  private static func programPath() -> String? {
    #if os(Linux)
      let path = "/proc/self/exe"
    #else
      let path = CommandLine.arguments.first ?? ""
    #endif
    return SystemCalls.realPath(path)
  }

  private static func parent(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }
}
