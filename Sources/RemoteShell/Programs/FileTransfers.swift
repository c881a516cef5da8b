/// `copy`, `move` and `ren`.
enum FileTransfers {
  /// `copy SOURCE[+SOURCE…] [TARGET]`.
  static func copy(
    _ arguments: [String], _ shell: CommandInterpreter, _ streams: ProgramStreams
  ) -> Int32 {
    guard let (source, target) = operands(arguments) else {
      return ShellBuiltIns.syntaxError(streams)
    }
    let parts = source.split(separator: "+").map(String.init)
    let isNamed = parts.count > 1 || Wildcards.arePresent(in: source)
    var joined: [UInt8] = []
    var count = 0
    do throws(ComputerFiles.Failure) {
      var sources: [String] = []
      for part in parts { sources += try FileBuiltIns.names(part, .files, shell) }
      for name in sources {
        let bytes = try shell.files.contents(try path(name, shell))
        if isNamed { streams.line(name) }
        if parts.count > 1 {
          joined += bytes
          continue
        }
        let place = try place(target ?? ".", for: name, shell)
        guard place.lowercased() != (try path(name, shell)).lowercased() else {
          streams.line("The file cannot be copied onto itself.")
          streams.line("        0 file(s) copied.")
          return 1
        }
        try shell.files.write(bytes, to: place, appends: false)
        count += 1
      }
      if parts.count > 1 {
        try shell.files.write(
          joined, to: try place(target ?? parts[0], for: parts[0], shell),
          appends: false)
        count = 1
      }
    } catch {
      streams.errorLine(error.text)
      streams.line("        \(count) file(s) copied.")
      return 1
    }
    streams.line("        \(count) file(s) copied.")
    return 0
  }

  /// `move SOURCE TARGET`, of files and folders.
  static func move(
    _ arguments: [String], _ shell: CommandInterpreter, _ streams: ProgramStreams
  ) -> Int32 {
    guard let (source, target) = operands(arguments) else {
      return ShellBuiltIns.syntaxError(streams)
    }
    var (files, folders) = (0, 0)
    do throws(ComputerFiles.Failure) {
      for name in try FileBuiltIns.names(source, .files, shell) {
        let old = try path(name, shell)
        let isFolder = shell.files.isFolder(old)
        try shell.files.move(
          old, to: try place(target ?? ".", for: name, shell),
          replaces: !isFolder)
        if isFolder { folders += 1 } else { files += 1 }
      }
    } catch {
      streams.errorLine(error.text)
      return 1
    }
    streams.line(
      folders > 0 ? "        \(folders) dir(s) moved." : "        \(files) file(s) moved.")
    return 0
  }

  /// `ren OLD NEW`: the new name is one without a folder.
  static func rename(
    _ arguments: [String], _ shell: CommandInterpreter, _ streams: ProgramStreams
  ) -> Int32 {
    guard arguments.count == 2, !arguments[1].contains(where: { "\\/:*?".contains($0) }) else {
      return ShellBuiltIns.syntaxError(streams)
    }
    do throws(ComputerFiles.Failure) {
      let old = try path(arguments[0], shell)
      let folder = old.split(separator: "\\").dropLast().joined(separator: "\\")
      try shell.files.move(old, to: folder + "\\" + arguments[1], replaces: false)
      return 0
    } catch {
      streams.errorLine(
        error == .exists
          ? "A duplicate file name exists, or the file\ncannot be found." : error.text)
      return 1
    }
  }

  /// What is copied or moved, and where to; nil for a wrong number of names.
  private static func operands(_ arguments: [String]) -> (source: String, target: String?)? {
    let names = arguments.filter { !$0.hasPrefix("/") }
    guard let source = names.first, names.count < 3 else { return nil }
    return (source, names.count > 1 ? names[1] : nil)
  }

  private static func path(
    _ text: String, _ shell: CommandInterpreter
  ) throws(ComputerFiles.Failure) -> String {
    guard let path = ComputerFiles.absolute(text, from: shell.folder) else { throw .pathNotFound }
    return path
  }

  /// Where a file goes: into a folder under its own name, or to another name.
  private static func place(
    _ target: String, for source: String, _ shell: CommandInterpreter
  ) throws(ComputerFiles.Failure) -> String {
    let place = try path(target, shell)
    guard shell.files.isFolder(place) else { return place }
    let name = try path(source, shell).split(separator: "\\").last.map(String.init) ?? ""
    return place + "\\" + name
  }
}
