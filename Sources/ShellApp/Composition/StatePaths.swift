import SystemFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where state and settings live, by the XDG base directories.
struct StatePaths: Sendable {
  /// Folder of the database, the lock and the history; created with mode 0700 when first needed.
  let folder: String
  /// The profile script.
  let profile: String

  /// - Parameter override: `--state-dir`.
  init(override: String?, environment: [String: String]) {
    let home = environment["HOME"] ?? "/"
    folder =
      override
      ?? Self.base("XDG_STATE_HOME", environment, default: home + "/.local/state") + "/wsmansh"
    profile =
      Self.base("XDG_CONFIG_HOME", environment, default: home + "/.config")
      + "/wsmansh/profile.ps1"
  }

  /// The database of emulated computers.
  var database: String { folder + "/lab.sqlite" }
  /// Progress with lessons.
  var lessons: String { folder + "/lessons" }
  /// The command history.
  var history: String { folder + "/history" }

  /// Relative values are ignored, as the XDG specification demands.
  private static func base(
    _ name: String, _ environment: [String: String], default value: String
  ) -> String {
    if let given = environment[name], given.hasPrefix("/") { return given }
    return value
  }

  /// Makes the state folder.
  /// - Returns: whether it exists now.
  @discardableResult
  func makeFolder() -> Bool {
    var path = ""
    for part in folder.split(separator: "/") {
      path += (path.isEmpty && !folder.hasPrefix("/") ? "" : "/") + part
      mkdir(path, 0o700)
    }
    return SystemCalls.isFolder(folder)
  }
}
