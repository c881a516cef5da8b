import WSManService

/// Programs that tell about the computer.
enum SystemPrograms {
  static func whoami(
    _ arguments: [String], _ command: RemoteCommand, _ streams: ProgramStreams
  ) -> Int32 {
    guard let first = arguments.first else {
      streams.line(command.userName.lowercased())
      return 0
    }
    streams.errorLine(
      "ERROR: Invalid argument/option - '\(first)'.\nType \"WHOAMI /?\" for usage.")
    return 1
  }

  /// `chcp`: the code page belongs to the shell, and is wished for when it is opened.
  static func codePage(
    _ arguments: [String], _ codec: TextCodec, _ streams: ProgramStreams
  ) -> Int32 {
    guard let wish = arguments.first, wish != String(codec.codePage) else {
      streams.line("Active code page: \(codec.codePage)")
      return 0
    }
    streams.errorLine("Invalid code page: the shell was opened with \(codec.codePage).")
    return 1
  }

  /// `reg`: there is no registry that it could show.
  static func registry(_ streams: ProgramStreams) -> Int32 {
    streams.errorLine(
      "ERROR: An emulated computer has no registry. What is kept there of WinRM: winrm get "
        + "winrm/config; of the computer: systeminfo, wmic os get /value.")
    return 1
  }

  /// `timeout`, which wants a keyboard.
  static func timeout(_ streams: ProgramStreams) -> Int32 {
    streams.errorLine(
      "ERROR: Input redirection is not supported, exiting the process immediately.")
    return 1
  }

  /// `where NAME`: files in the folder, then the programs that there are.
  static func place(
    _ arguments: [String], _ shell: CommandInterpreter, _ streams: ProgramStreams
  ) -> Int32 {
    var found: [String] = []
    for name in arguments where !name.hasPrefix("/") {
      found += shell.files.matching(name, from: shell.folder, .files).map {
        ComputerFiles.shown(shell.folder) + "\\" + $0
      }
      let plain = name.lowercased().hasSuffix(".exe") ? String(name.dropLast(4)) : name
      if let folder = ProgramCall.folder(ofProgram: plain.lowercased()) {
        found.append(folder + plain.lowercased() + ".exe")
      }
    }
    guard !found.isEmpty else {
      streams.errorLine("INFO: Could not find files for the given pattern(s).")
      return 1
    }
    for place in found { streams.line(place) }
    return 0
  }

  static func ipconfig(
    _ arguments: [String], _ computer: EmulatedComputer, _ streams: ProgramStreams
  ) -> Int32 {
    let isLong = arguments.first?.lowercased() == "/all"
    guard arguments.isEmpty || isLong else {
      streams.line("\nError: unrecognized or incomplete command line.\n")
      return 1
    }
    streams.write("\nWindows IP Configuration\n\n")
    if isLong {
      field("Host Name", computer.name, streams)
      field("Primary Dns Suffix", computer.domain ?? "", streams)
      field("Node Type", "Hybrid", streams)
      field("IP Routing Enabled.", "No", streams)
      field("WINS Proxy Enabled.", "No", streams)
      streams.write("\n")
    }
    streams.write("\nEthernet adapter Ethernet:\n\n")
    field("Connection-specific DNS Suffix", computer.domain ?? "", streams)
    if isLong { field("Description", "Emulated Ethernet Adapter", streams) }
    for address in computer.addresses {
      field(address.contains(":") ? "IPv6 Address" : "IPv4 Address", address, streams)
      if !address.contains(":") { field("Subnet Mask", "255.255.255.0", streams) }
    }
    if computer.addresses.isEmpty { field("Media State", "Media disconnected", streams) }
    return 0
  }

  /// A line such as `   Host Name . . . . . . . . . . . . : SERVER01`.
  private static func field(_ name: String, _ value: String, _ streams: ProgramStreams) {
    var label = "   " + name
    while label.count < 38 { label += label.count % 2 == 0 ? " " : "." }
    streams.line("\(label) : \(value)")
  }

  /// `ping`: the computer reaches itself only. It waits a second between two answers, which is what
  /// scripts use it for.
  static func ping(
    _ arguments: [String], _ computer: EmulatedComputer, _ streams: ProgramStreams
  ) async -> Int32 {
    var count = 4
    var host: String?
    var words = arguments[...]
    while let word = words.popFirst() {
      switch word.lowercased() {
      case "-n", "/n":
        guard let number = words.popFirst().flatMap({ Int($0) }), (1...100_000).contains(number)
        else {
          streams.line("Bad value for option -n, valid range is from 1 to 100000.")
          return 1
        }
        count = number
      case "-4", "-6": break
      default: host = word
      }
    }
    guard let host else {
      streams.line("\nUsage: ping [-n count] target_name")
      return 1
    }
    let own = [
      "localhost", "127.0.0.1", computer.name.lowercased(), computer.fullName.lowercased(),
    ]
    guard own.contains(host.lowercased()) || computer.addresses.contains(host) else {
      streams.line(
        "Ping request could not find host \(host). Please check the name and try again.")
      return 1
    }
    let address = computer.addresses.contains(host) ? host : "127.0.0.1"
    streams.write("\nPinging \(host) [\(address)] with 32 bytes of data:\n")
    for index in 0..<count {
      if index > 0, (try? await Task.sleep(for: .seconds(1))) == nil { return 1 }
      streams.line("Reply from \(address): bytes=32 time<1ms TTL=128")
    }
    streams.write(
      "\nPing statistics for \(address):\n"
        + "    Packets: Sent = \(count), Received = \(count), Lost = 0 (0% loss),\n")
    return 0
  }
}
