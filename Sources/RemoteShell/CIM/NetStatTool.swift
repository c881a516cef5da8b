import PSEngine
import WSManProtocol
import WSManService

/// `netstat`: the ports of the computer, which are those of its listeners.
enum NetStatTool {
  static let usage = """

    Displays protocol statistics and current TCP/IP network connections.

    NETSTAT [-a] [-n] [-o] [-p proto]

      -a            Displays all connections and listening ports.
      -n            Displays addresses and port numbers in numerical form.
      -o            Displays the owning process ID associated with each connection.
      -p proto      Shows the ports of one protocol: TCP, UDP, TCPv6 or UDPv6.
    """

  private struct Row {
    let isIPv6: Bool
    let local: String
    let foreign: String
  }

  @Sendable static func run(
    _ access: CIMAccess, _ arguments: [String], _ console: ProgramConsole
  ) async throws -> Int32 {
    var options: Set<Character> = []
    var onlyProtocol: String?
    var words = arguments[...]
    while let word = words.popFirst() {
      let letters = ComputerTool.option(word) ?? "?"
      if letters == "p" {
        guard let name = words.popFirst()?.lowercased(),
          ["tcp", "udp", "tcpv6", "udpv6"].contains(name)
        else {
          try await console.write(usage)
          return 1
        }
        onlyProtocol = name
        continue
      }
      guard !letters.isEmpty, letters.allSatisfy("ano".contains) else {
        try await console.write(usage)
        return letters == "?" && ComputerTool.option(word) != nil ? 0 : 1
      }
      options.formUnion(letters)
    }
    var lines = ["", "Active Connections", ""]
    let showsProcess = options.contains("o")
    lines.append(
      line("Proto", "Local Address", "Foreign Address", "State", showsProcess ? "PID" : ""))
    if options.contains("a") {
      for row in try await rows(access, isNumeric: options.contains("n")) {
        guard onlyProtocol == nil || onlyProtocol == (row.isIPv6 ? "tcpv6" : "tcp") else {
          continue
        }
        // Requests over HTTP reach the kernel first, which is process 4.
        lines.append(line("TCP", row.local, row.foreign, "LISTENING", showsProcess ? "4" : ""))
      }
    }
    try await console.write(lines.joined(separator: "\n"))
    return 0
  }

  private static func rows(_ access: CIMAccess, isNumeric: Bool) async throws -> [Row] {
    let configuration = try await access.service.configuration()
    guard configuration.remoteManagement.isRunning else { return [] }
    var found: [(port: UInt32, address: IPAddress)] = []
    for listener in configuration.effectiveListeners where listener.isEnabled {
      let addresses = configuration.listeningAddresses(
        of: listener, among: access.service.identity.addresses)
      for address in addresses.compactMap({ IPAddress($0) }) {
        found.append((listener.port, address))
      }
    }
    let all = access.service.identity.addresses.compactMap { IPAddress($0) }
    var rows: [Row] = []
    for family in [IPAddress.Family.ipv4, .ipv6] {
      let isIPv6 = family == .ipv6
      let own = all.filter { $0.family == family }
      for port in Set(found.map(\.port)).sorted() {
        let bound = found.filter { $0.port == port && $0.address.family == family }.map(\.address)
        guard !bound.isEmpty else { continue }
        let isEverywhere = own.allSatisfy(bound.contains)
        let texts = isEverywhere ? [isIPv6 ? "::" : "0.0.0.0"] : bound.map(\.description)
        for text in texts {
          let local = isIPv6 ? "[\(text)]" : text
          let foreign = isNumeric ? (isIPv6 ? "[::]" : "0.0.0.0") : access.computer
          rows.append(
            Row(isIPv6: isIPv6, local: "\(local):\(port)", foreign: "\(foreign):0"))
        }
      }
    }
    return rows
  }

  private static func line(_ parts: String...) -> String {
    var line =
      "  " + parts[0].padded(7) + parts[1].padded(23) + parts[2].padded(23) + parts[3].padded(16)
      + parts[4]
    while line.last == " " { line.removeLast() }
    return line
  }
}
