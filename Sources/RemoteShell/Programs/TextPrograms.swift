import WSManService

/// Programs that read their input.
enum TextPrograms {
  /// `find "TEXT"` and `findstr TEXT`: the lines that hold a text.
  static func find(_ arguments: [String], _ streams: ProgramStreams) async -> Int32 {
    let switches = Set(arguments.filter { $0.hasPrefix("/") }.map { $0.lowercased() })
    let known: Set = ["/i", "/v", "/c", "/n"]
    if let unknown = switches.subtracting(known).first {
      streams.errorLine("The switch \(unknown) is not known here: /I, /V, /C and /N are.")
      return 2
    }
    guard let text = arguments.first(where: { !$0.hasPrefix("/") }) else {
      streams.errorLine("The text to look for is missing.")
      return 2
    }
    let ignoresCase = switches.contains("/i")
    let wanted = ignoresCase ? text.lowercased() : text
    var count = 0
    for (number, line) in await streams.readLines().enumerated() {
      let found = (ignoresCase ? line.lowercased() : String(line)).contains(wanted)
      guard found != switches.contains("/v") else { continue }
      count += 1
      guard !switches.contains("/c") else { continue }
      streams.line((switches.contains("/n") ? "\(number + 1):" : "") + line)
    }
    if switches.contains("/c") { streams.line(String(count)) }
    return count > 0 ? 0 : 1
  }

  /// `more`: passes on what it reads, line by line.
  static func more(_ streams: ProgramStreams) async -> Int32 {
    guard case .client = streams.input else {
      streams.write(await streams.readAll())
      return 0
    }
    while let bytes = await streams.client.read() { streams.write(bytes) }
    return 0
  }

  static func sort(_ streams: ProgramStreams) async -> Int32 {
    for line in await streams.readLines().sorted(by: { $0.lowercased() < $1.lowercased() }) {
      streams.line(String(line))
    }
    return 0
  }
}
