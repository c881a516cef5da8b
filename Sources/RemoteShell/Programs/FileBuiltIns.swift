/// Commands on the files of the computer.
enum FileBuiltIns {
  static func changeFolder(
    _ rest: String, _ shell: inout CommandInterpreter, _ streams: ProgramStreams
  ) -> Int32 {
    var text = rest.trimmed
    if text.lowercased().hasPrefix("/d") { text = String(text.dropFirst(2)).trimmed }
    text = text.filter { $0 != "\"" }
    guard !text.isEmpty else {
      streams.line(ComputerFiles.shown(shell.folder))
      return 0
    }
    guard let path = ComputerFiles.absolute(text, from: shell.folder), shell.files.isFolder(path)
    else { return fail(.pathNotFound, streams) }
    shell.folder = shell.files.properName(path)
    return 0
  }

  static func type(
    _ arguments: [String], _ shell: CommandInterpreter, _ streams: ProgramStreams
  ) -> Int32 {
    guard !arguments.isEmpty else { return ShellBuiltIns.syntaxError(streams) }
    var code: Int32 = 0
    for argument in arguments {
      do throws(ComputerFiles.Failure) {
        for name in try names(argument, .files, shell) {
          guard let path = ComputerFiles.absolute(name, from: shell.folder) else {
            throw .pathNotFound
          }
          if name != argument { streams.write("\n\(name)\n\n\n") }
          streams.write(try shell.files.contents(path))
        }
      } catch {
        code = fail(error, streams)
      }
    }
    return code
  }

  static func list(
    _ arguments: [String], _ shell: CommandInterpreter, _ streams: ProgramStreams
  ) -> Int32 {
    let switches = arguments.filter { $0.hasPrefix("/") }.map { $0.lowercased() }
    let places = arguments.filter { !$0.hasPrefix("/") }
    let isBare = switches.contains { $0.hasPrefix("/b") }
    // What is no folder is a name in one, perhaps with wildcards.
    var place = (places.first ?? ".").replacing("/", with: "\\")
    var only: String?
    if ComputerFiles.absolute(place, from: shell.folder).map(shell.files.isFolder) != true {
      let start = place.lastIndex(of: "\\").map { place.index(after: $0) } ?? place.startIndex
      only = String(place[start...])
      place = start == place.startIndex ? "." : String(place[..<start])
    }
    guard let folder = ComputerFiles.absolute(place, from: shell.folder),
      shell.files.isFolder(folder)
    else { return fail(.notFound, streams) }
    let isDeep = switches.contains { $0.hasPrefix("/s") }
    let showsHidden = switches.contains { $0.hasPrefix("/a") }
    var isFirst = true
    do throws(ComputerFiles.Failure) {
      for folder in isDeep ? shell.files.folders(below: folder) : [folder] {
        let entries = try shell.files.entries(folder, showsHidden: showsHidden).filter { entry in
          only.map { Wildcards.matches(entry.name, $0 == "*.*" ? "*" : $0) } ?? true
        }
        if isDeep, entries.isEmpty { continue }
        let name = shell.files.properName(folder)
        if !isBare {
          streams.write(
            (isFirst ? volume : "") + "\n Directory of \(ComputerFiles.shown(name))\n\n")
        }
        isFirst = false
        guard !entries.isEmpty || only == nil else { throw .notFound }
        if isBare {
          for entry in entries { streams.line(isDeep ? name + "\\" + entry.name : entry.name) }
        } else {
          writeTable(entries, hasParents: only == nil && folder != "C:", streams)
        }
      }
      if isFirst { throw .notFound }
    } catch {
      streams.errorLine("File Not Found")
      return 1
    }
    return 0
  }

  /// What `vol` and `dir` say about the drive.
  static let volume = " Volume in drive C has no label.\n Volume Serial Number is 5C1A-2B3D\n"

  private static func writeTable(
    _ entries: [ComputerFiles.Entry], hasParents: Bool, _ streams: ProgramStreams
  ) {
    var folders = entries.filter { $0.size == nil }.map(\.name).count
    if hasParents {
      folders += 2
      for name in [".", ".."] {
        streams.line("\(WallTime.installation.stamp)    <DIR>          \(name)")
      }
    }
    for entry in entries {
      let size = entry.size.map { grouped($0).leftPadded(to: 18) } ?? "    <DIR>         "
      streams.line("\(entry.changed.stamp)\(size) \(entry.name)")
    }
    let files = entries.compactMap(\.size)
    let total = grouped(files.reduce(0, +)).leftPadded(to: 15)
    streams.line("\(String(files.count).leftPadded(to: 16)) File(s)\(total) bytes")
    let free = grouped(53_687_091_200).leftPadded(to: 16)
    streams.line("\(String(folders).leftPadded(to: 16)) Dir(s)\(free) bytes free")
  }

  static func makeFolders(
    _ arguments: [String], _ shell: CommandInterpreter, _ streams: ProgramStreams
  ) -> Int32 {
    each(arguments, shell, streams) { path throws(ComputerFiles.Failure) in
      try shell.files.makeFolder(path)
    }
  }

  static func removeFolders(
    _ arguments: [String], _ shell: CommandInterpreter, _ streams: ProgramStreams
  ) -> Int32 {
    let isDeep = arguments.contains { $0.lowercased() == "/s" }
    return each(arguments, shell, streams) { path throws(ComputerFiles.Failure) in
      try shell.files.removeFolder(path, withContents: isDeep)
    }
  }

  static func remove(
    _ arguments: [String], _ shell: CommandInterpreter, _ streams: ProgramStreams
  ) -> Int32 {
    each(arguments, shell, streams) { path throws(ComputerFiles.Failure) in
      try shell.files.removeFile(path)
    }
  }

  /// What a name with wildcards means; others stand for themselves.
  static func names(
    _ text: String, _ kind: ComputerFiles.EntryKind, _ shell: CommandInterpreter
  ) throws(ComputerFiles.Failure) -> [String] {
    guard Wildcards.arePresent(in: text) else { return [text] }
    let names = shell.files.matching(text, from: shell.folder, kind)
    guard !names.isEmpty else { throw .notFound }
    return names
  }

  private static func each(
    _ arguments: [String], _ shell: CommandInterpreter, _ streams: ProgramStreams,
    _ work: (String) throws(ComputerFiles.Failure) -> Void
  ) -> Int32 {
    let places = arguments.filter { !$0.hasPrefix("/") }
    guard !places.isEmpty else { return ShellBuiltIns.syntaxError(streams) }
    var code: Int32 = 0
    for place in places {
      do throws(ComputerFiles.Failure) {
        for name in try names(place, .files, shell) {
          guard let path = ComputerFiles.absolute(name, from: shell.folder) else {
            throw .pathNotFound
          }
          try work(path)
        }
      } catch {
        code = fail(error, streams)
      }
    }
    return code
  }

  private static func fail(_ failure: ComputerFiles.Failure, _ streams: ProgramStreams) -> Int32 {
    streams.errorLine(failure.text)
    return 1
  }

  /// A number with commas.
  private static func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}

extension String {
  /// The text with blanks in front.
  func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}

extension WallTime {
  /// As `dir` shows it: `01/31/2026  09:05 PM`.
  fileprivate var stamp: String { "\(date)  \(clock)" }
}
