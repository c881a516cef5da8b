import Synchronization

/// An address of loopback for each computer of the labs, so that all of them can listen on the same
/// port of one machine: `127.0.0.x` with the last part of the computer's own IPv4 address, or the
/// next free one.
final class LoopbackAddresses: Sendable {
  /// A computer: its place in an entry of a lab.
  struct Place {
    let entry: LabEntry
    let index: Int
  }

  private struct State {
    var computers: [Place] = []
    var table: [String: String]?
  }

  private let state = Mutex(State())

  /// Notes the computers; done once, before anybody asks.
  func set(_ computers: [Place]) {
    state.withLock { $0.computers = computers }
  }

  /// The address of a computer by its full name.
  func address(of name: String) -> String {
    state.withLock { state in
      let table = state.table ?? Self.assign(state.computers)
      state.table = table
      return table[name] ?? "127.0.0.1"
    }
  }

  private static func assign(_ computers: [Place]) -> [String: String] {
    var table: [String: String] = [:]
    var taken: Set<String> = []
    for computer in computers {
      let wish = computer.entry.addresses(at: computer.index).lazy.compactMap(wish).first
      if let wish, taken.insert(wish).inserted {
        table[computer.entry.fullName(at: computer.index)] = wish
      }
    }
    var next = 2
    for computer in computers where table[computer.entry.fullName(at: computer.index)] == nil {
      while !taken.insert(text(next)).inserted { next += 1 }
      table[computer.entry.fullName(at: computer.index)] = text(next)
    }
    return table
  }

  private static func wish(_ address: String) -> String? {
    guard let dot = address.lastIndex(of: "."),
      let last = UInt8(address[address.index(after: dot)...]),
      (2...254).contains(last)
    else { return nil }
    return "127.0.0.\(last)"
  }

  /// The numbers from 2 on, counted through the last two parts.
  private static func text(_ number: Int) -> String {
    "127.0.\(number / 256 % 256).\(number % 256)"
  }
}
