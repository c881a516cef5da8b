import Foundation
import Synchronization
import Testing
import WSManClient

@testable import Lab
@testable import ShellApp

/// Labs whose computers are behind `wsmansh serve` in processes of their own. A process is used again
/// for the next section of a transcript; SIGHUP sets its computers back to their first state.
actor RemoteLabs {
  /// The computers of a lab, for one section.
  struct Lease: Sendable {
    /// The computers by name.
    let places: [String: AssignedComputers.Place]
    fileprivate let labs: [String]
    fileprivate let number: Int
  }

  /// A process and the file in which it tells its addresses.
  private final class Service {
    let program: Program
    let process: RunningProgram
    var generation = 0

    init(program: Program, process: RunningProgram) {
      self.program = program
      self.process = process
    }

    var ready: URL { program.home.appending(path: "ready.json") }
  }

  private let transport: ConnectionTarget.Transport
  private var services: [Service] = []
  /// Those that nobody uses at present, by the labs they serve.
  private var idle: [[String]: [Int]] = [:]

  init(_ transport: ConnectionTarget.Transport) { self.transport = transport }

  /// The computers of some labs, in their first state.
  func lease(_ labs: [String]) async throws -> Lease {
    let number: Int
    if let used = idle[labs]?.popLast() {
      number = used
      services[number].process.signal(SIGHUP)
    } else {
      number = services.count
      services.append(try start(labs))
    }
    return Lease(places: try await places(of: services[number]), labs: labs, number: number)
  }

  /// Gives the computers back.
  func end(_ lease: Lease) { idle[lease.labs, default: []].append(lease.number) }

  /// Ends the processes.
  func close() async throws {
    for service in services {
      service.process.signal(SIGTERM)
      #expect(try await service.process.end() == 0)
    }
    services = []
    idle = [:]
  }

  private func start(_ labs: [String]) throws -> Service {
    let program = try Program()
    var arguments = [
      "serve", "--port", "0", "--ready-file", program.home.appending(path: "ready.json").path,
    ]
    if transport == .https { arguments.append("--https") }
    for (index, lab) in labs.enumerated() {
      let text = try BundledLabs.text(of: lab) ?? String(contentsOfFile: lab, encoding: .utf8)
      arguments += ["--lab", try program.file("\(index).yaml", Self.withBasic(text))]
    }
    return Service(program: program, process: try RunningProgram(program, arguments))
  }

  private func places(
    of service: Service
  ) async throws -> [String: AssignedComputers.Place] {
    var document: Ready?
    let isReady = try await service.process.wait {
      document = try? JSONDecoder().decode(Ready.self, from: Data(contentsOf: service.ready))
      return (document?.generation ?? 0) > service.generation
    }
    try #require(isReady, "\(service.process.text)")
    let ready = try #require(document)
    service.generation = ready.generation
    var places: [String: AssignedComputers.Place] = [:]
    for computer in ready.computers {
      var place = try AssignedComputers.parse("\(computer.name)=\(computer.url)").place
      guard place.transport == transport, places[computer.name] == nil else { continue }
      place.authentication = .basic
      // The service made its certificate itself.
      place.acceptsAnyCertificate = true
      places[computer.name] = place
    }
    return places
  }

  /// The lab with computers that take Basic, also without encryption.
  private static func withBasic(_ text: String) -> String {
    let settings = [
      "      Service\\Auth\\Basic: true", "      Service\\AllowUnencrypted: true",
    ]
    var lines: [Substring] = []
    var isInComputers = false
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in all.enumerated() {
      if line == "computers:" { isInComputers = true }
      guard isInComputers, line.hasPrefix("  - name:") else {
        if !settings.contains(String(line)) { lines.append(line) }
        if line == "    configuration:" { lines += settings.map { $0[...] } }
        continue
      }
      lines.append(line)
      let rest = all[(index + 1)...].prefix { !$0.hasPrefix("  - name:") }
      if !rest.contains("    configuration:") {
        lines += ["    configuration:"] + settings.map { $0[...] }
      }
    }
    return lines.joined(separator: "\n")
  }
}
