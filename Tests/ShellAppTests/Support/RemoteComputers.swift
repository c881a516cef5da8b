import Foundation
import Testing
import WSManClient

@testable import ShellApp

/// `wsmansh serve` in a process of its own, with many equal computers in their first state: each
/// section of a transcript gets one that nobody has used.
actor RemoteComputers {
  /// The account of all computers.
  static let credential = SessionCredential(userName: "administrator", password: "P@ssw0rd")

  /// Fewer sockets than a process may open by default.
  private static let batch = 200

  private let transport: ConnectionTarget.Transport
  private var services: [Service] = []
  private var places: [AssignedComputers.Place] = []

  private struct Service {
    let program: Program
    let process: RunningProgram
  }

  init(_ transport: ConnectionTarget.Transport) { self.transport = transport }

  /// A computer in its first state.
  func next() async throws -> AssignedComputers.Place {
    if places.isEmpty { try await start() }
    let place = places.popLast()
    return try #require(place)
  }

  /// Ends the services.
  func close() async throws {
    for service in services {
      service.process.signal(SIGTERM)
      #expect(try await service.process.end() == 0)
    }
    services = []
    places = []
  }

  private func start() async throws {
    let program = try Program()
    let lab = try program.file("remote.yaml", Self.lab(transport))
    let ready = program.home.appending(path: "ready.json")
    let arguments = ["serve", "--lab", lab, "--port", "0", "--ready-file", ready.path]
    let process = try RunningProgram(
      program, arguments + (transport == .https ? ["--https"] : []))
    services.append(Service(program: program, process: process))
    let isReady = try await process.wait { FileManager.default.fileExists(atPath: ready.path) }
    try #require(isReady, "\(process.text)")
    let document = try JSONDecoder().decode(Ready.self, from: Data(contentsOf: ready))
    places = try document.computers.compactMap { computer in
      var place = try AssignedComputers.parse("\(computer.name)=\(computer.url)").place
      guard place.transport == transport else { return nil }
      place.authentication = .basic
      // The service made its certificate itself.
      place.acceptsAnyCertificate = true
      return place
    }
  }

  /// What `serve --ready-file` writes.
  private static func lab(_ transport: ConnectionTarget.Transport) -> String {
    let unencrypted = transport == .http ? "\n      Service\\AllowUnencrypted: true" : ""
    return """
      computers:
        - name: remote[001-\(batch)]
          configuration:
            Service\\Auth\\Basic: true\(unencrypted)
          users:
            - name: \(credential.userName)
              password: \(credential.password)
              groups: [Administrators]
      """
  }
}
