import WSManProtocol

/// `certutil`, of which clients that upload files use `-decode` and `-encode`.
enum CertUtilProgram {
  /// 0x80070050: the file is there already.
  private static let fileExists = Int32(bitPattern: 0x8007_0050)
  /// 0x80070002: the file is not there.
  private static let fileNotFound = Int32(bitPattern: 0x8007_0002)
  /// 0x8007000D: what is read has another form.
  private static let invalidData = Int32(bitPattern: 0x8007_000D)

  static func run(
    _ arguments: [String], _ shell: CommandInterpreter, _ streams: ProgramStreams
  ) -> Int32 {
    var isForced = false
    var verb: String?
    var places: [String] = []
    for word in arguments {
      guard word.hasPrefix("-") || word.hasPrefix("/") else {
        places.append(word)
        continue
      }
      let name = word.dropFirst().lowercased()
      if name == "f" { isForced = true } else { verb = name }
    }
    guard let verb, verb == "decode" || verb == "encode", places.count == 2 else {
      streams.line(
        "CertUtil: the computer knows certutil [-f] -decode INFILE OUTFILE, and -encode.")
      return 1
    }
    guard let source = ComputerFiles.absolute(places[0], from: shell.folder),
      let bytes = try? shell.files.contents(source)
    else { return fail(verb, fileNotFound, "The system cannot find the file specified.", streams) }
    guard let target = ComputerFiles.absolute(places[1], from: shell.folder) else {
      return fail(verb, fileNotFound, "The system cannot find the file specified.", streams)
    }
    guard isForced || !shell.files.exists(target) else {
      return fail(verb, fileExists, "The file exists.", streams)
    }
    guard let result = verb == "decode" ? decoded(bytes) : encoded(bytes) else {
      return fail(verb, invalidData, "The data is invalid.", streams)
    }
    do throws(ComputerFiles.Failure) {
      try shell.files.write(result, to: target, appends: false)
    } catch {
      streams.line("CertUtil: \(error.text)")
      return 1
    }
    streams.write(
      "Input Length = \(bytes.count)\nOutput Length = \(result.count)\n"
        + "CertUtil: -\(verb) command completed successfully.\n")
    return 0
  }

  /// Base64, with lines around it that begin with dashes or without.
  private static func decoded(_ bytes: [UInt8]) -> [UInt8]? {
    let lines = String(decoding: bytes, as: UTF8.self).lines.filter { !$0.hasPrefix("-----") }
    return StreamText.decode(lines.joined().filter { !$0.isWhitespace })
  }

  private static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var rest = Array(StreamText.encode(bytes).utf8)[...]
    var text = Array("-----BEGIN CERTIFICATE-----\r\n".utf8)
    while !rest.isEmpty {
      text += rest.prefix(64) + [13, 10]
      rest = rest.dropFirst(64)
    }
    return text + Array("-----END CERTIFICATE-----\r\n".utf8)
  }

  private static func fail(
    _ verb: String, _ code: Int32, _ text: String, _ streams: ProgramStreams
  ) -> Int32 {
    let number = "0x" + String(UInt32(bitPattern: code), radix: 16)
    streams.write(
      "CertUtil: -\(verb) command FAILED: \(number) (WIN32: \(code & 0xFFFF))\n"
        + "CertUtil: \(text)\n")
    return code
  }
}
