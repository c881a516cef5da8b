#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Finds scripts and programs of the host, in `PATH` or by path.
struct ProgramSearch {
  private let context: ExecutionContext

  init(_ context: ExecutionContext) { self.context = context }

  /// A program or script of `PATH`; a bare name in the current folder is not found.
  func find(_ name: String) -> CommandInfo? {
    guard !name.isEmpty, !name.contains("\0"),
      let path = context.session.environment["PATH"]
    else { return nil }
    for folder in path.split(separator: ":") where folder.hasPrefix("/") {
      if let found = command(at: "\(folder)/\(name)", name: name) { return found }
    }
    return nil
  }

  /// A program or script by its path on a drive of files. A path that leads nowhere, such as one on
  /// a drive that is not there, is that of no program.
  func find(path: String) -> CommandInfo? {
    guard !path.contains("\0"), var place = try? PathResolver(context).locate(path)
    else { return nil }
    if place.provider.provider.separator != "/" {
      // In another drive a path of the machine still means a program.
      guard path.hasPrefix("/"), let files = context.session.drives.provider(named: "FileSystem")
      else { return nil }
      place = ResolvedPath(drive: nil, provider: files, providerPath: path, display: .plain)
    }
    return command(at: place.providerPath, name: ProviderPath.childName(place.providerPath))
  }

  private func command(at path: String, name: String) -> CommandInfo? {
    if name.lowercased().hasSuffix(".ps1") {
      return isFile(path) ? script(at: path, name: name) : nil
    }
    if isFile(path + ".ps1") { return script(at: path + ".ps1", name: name + ".ps1") }
    guard isFile(path), access(path, X_OK) == 0 else { return nil }
    return CommandInfo(application: name, path: path)
  }

  /// A script; where programs are switched off, one outside of the start folder is refused as they are.
  private func script(at path: String, name: String) -> CommandInfo? {
    let configuration = context.session.configuration
    if !configuration.allowsPrograms {
      guard let real = realPath(path), let folder = realPath(configuration.startFolder),
        real.hasPrefix(folder == "/" ? "/" : folder + "/")
      else { return CommandInfo(application: name, path: path) }
    }
    return context.scriptCommand(name: name, file: path)
  }

  /// The path without links; nil when nothing is there.
  private func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private func isFile(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFREG
  }
}
