import HTTPListener
import Lab
import Logging

/// The listeners of the computers that `serve` offers.
struct ListenerFarm {
  /// A computer with its address.
  struct Endpoint {
    let name: String
    let url: String
  }

  private let servers: [(name: String, server: ListenerServer)]

  /// Opens a listener for each computer; when one cannot be opened, the others are closed again.
  static func open(
    _ computers: [LabComputer], host: String, firstPort: Int, logger: Logger
  ) async throws -> ListenerFarm {
    var servers: [(name: String, server: ListenerServer)] = []
    do {
      for (index, computer) in computers.enumerated() {
        var options = ListenerOptions()
        options.host = host
        options.port = firstPort == 0 ? 0 : firstPort + index
        options.behaviour = { ListenerBehaviour(computer.network) }
        let server = try await ListenerServer.start(
          service: computer.service, options: options, logger: logger)
        servers.append((computer.name, server))
      }
    } catch {
      for (_, server) in servers { await server.stop() }
      throw error
    }
    return ListenerFarm(servers: servers)
  }

  /// The computers with their addresses, in the order of the lab.
  var endpoints: [Endpoint] { servers.map { Endpoint(name: $0.name, url: $0.server.url) } }

  /// `{"computers": [{"name": …, "url": …, "host": …, "port": …}]}`.
  var json: String {
    let items = servers.map { name, server in
      "{\"name\": \(quoted(name)), \"url\": \(quoted(server.url)),"
        + " \"host\": \(quoted(server.host)), \"port\": \(server.port)}"
    }
    return "{\"computers\": [\(items.joined(separator: ", "))]}"
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" {
        result += "\\"
        result.unicodeScalars.append(scalar)
      } else if scalar.value < 0x20 {
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Ends all listeners; open requests get a moment to finish.
  func close() async {
    await withTaskGroup(of: Void.self) { group in
      for (_, server) in servers { group.addTask { await server.stop() } }
    }
  }
}

extension ListenerBehaviour {
  /// What the lab file says of a computer's network.
  init(_ network: NetworkBehaviour) {
    let mode: Mode
    switch network.mode {
    case .answer: mode = .answer
    case .refuse: mode = .refuse
    case .reset: mode = .reset
    case .silent: mode = .silent
    }
    self.init(mode: mode, delay: network.delay)
  }
}
