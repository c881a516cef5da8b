import WSManService

/// The texts that a program reads: those of files, or its input.
struct TextSources {
  private let places: [String]
  private let shell: CommandInterpreter
  private let streams: ProgramStreams

  init(_ places: [String], _ shell: CommandInterpreter, _ streams: ProgramStreams) {
    self.places = places
    self.shell = shell
    self.streams = streams
  }

  /// The lines by the names of the files; the input has none. What cannot be read is told.
  ///
  /// - Parameter complaint: stands in front of the name of a file that is not there.
  func all(_ complaint: String) async -> [(name: String?, lines: [Substring])] {
    guard !places.isEmpty else { return [(nil, await streams.readLines())] }
    var sources: [(name: String?, lines: [Substring])] = []
    for place in places {
      let names =
        Wildcards.arePresent(in: place)
        ? shell.files.matching(place, from: shell.folder, .files) : [place]
      for name in names {
        guard let path = ComputerFiles.absolute(name, from: shell.folder),
          let bytes = try? shell.files.contents(path)
        else {
          streams.errorLine(complaint + name)
          continue
        }
        sources.append((name, shell.codec.decode(bytes).lines))
      }
      if names.isEmpty { streams.errorLine(complaint + place) }
    }
    return sources
  }
}

/// Programs that pass on what they read.
enum TextPrograms {
  /// `more`: passes on what it reads, line by line.
  static func more(
    _ arguments: [String], _ shell: CommandInterpreter, _ streams: ProgramStreams
  ) async -> Int32 {
    let places = arguments.filter { !$0.hasPrefix("/") && !$0.hasPrefix("+") }
    guard places.isEmpty else {
      let sources = await TextSources(places, shell, streams).all("Cannot access file ")
      for line in sources.flatMap(\.lines) { streams.line(String(line)) }
      return sources.isEmpty ? 1 : 0
    }
    guard case .client = streams.input else {
      streams.write(await streams.readAll())
      return 0
    }
    while let bytes = await streams.client.read() { streams.write(bytes) }
    return 0
  }

  /// `sort`: from a column, backwards, into a file.
  static func sort(
    _ arguments: [String], _ shell: CommandInterpreter, _ streams: ProgramStreams
  ) async -> Int32 {
    var places: [String] = []
    var target: String?
    var isBackwards = false
    var column = 0
    var words = arguments[...]
    while let word = words.popFirst() {
      switch word.lowercased() {
      case "/r", "/reverse": isBackwards = true
      case "/o", "/output": target = words.popFirst()
      case _ where word.hasPrefix("/+"):
        guard let number = Int(word.dropFirst(2)), number > 0 else { return fail(word, streams) }
        column = number - 1
      case _ where word.hasPrefix("/"): return fail(word, streams)
      default: places.append(word)
      }
    }
    let sources = await TextSources(places, shell, streams).all("The system cannot find the file ")
    guard !sources.isEmpty else { return 1 }
    let keyed = sources.flatMap(\.lines).map { (key: $0.dropFirst(column).lowercased(), line: $0) }
    var lines = keyed.sorted { $0.key < $1.key }.map { String($0.line) }
    if isBackwards { lines.reverse() }
    guard let target else {
      for line in lines { streams.line(line) }
      return 0
    }
    guard let path = ComputerFiles.absolute(target, from: shell.folder),
      (try? shell.files.write(
        shell.codec.encode(lines.map { $0 + "\r\n" }.joined()), to: path, appends: false)) != nil
    else {
      streams.errorLine("The system cannot write to the file \(target).")
      return 1
    }
    return 0
  }

  private static func fail(_ word: String, _ streams: ProgramStreams) -> Int32 {
    streams.errorLine("Invalid switch: \(word)")
    return 1
  }
}
