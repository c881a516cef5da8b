import CIMModel
import WSManService

/// What can be changed of a service of an emulated computer.
struct ServiceState: Sendable, Equatable {
  var isRunning: Bool
  var startMode: ServiceRecord.StartMode
  var displayName: String
  var description: String
}

/// The states of the services of one computer, by lower-case name: the instances of `Win32_Service` and
/// `Win32_SystemDriver`, so that the cmdlets and CIM show the same.
struct ServiceStateStore: Sendable {
  let repository: any CIMRepository

  private static let classes = ["Win32_Service", "Win32_SystemDriver"]

  /// The states as they are now.
  func states() async throws -> [String: ServiceState] {
    try await repository.read { reader in Self.states(of: try Self.instances(reader)) }
  }

  /// Changes the states in one step; nothing changes when `change` throws.
  func update(
    _ change: @escaping @Sendable (inout [String: ServiceState]) throws -> Void
  ) async throws {
    try await repository.update { writer in
      let instances = try Self.instances(writer)
      let before = Self.states(of: instances)
      var states = before
      try change(&states)
      for instance in instances {
        let name = instance["Name"].text.lowercased()
        guard let state = states[name], state != before[name] else { continue }
        try writer.replace(instance.with(state), in: CIMNamespaces.standard)
      }
    }
  }

  private static func instances(_ reader: any CIMInstanceReader) throws -> [CIMInstance] {
    try reader.page(
      of: classes, in: CIMNamespaces.standard, where: nil, after: nil, limit: .max
    ).instances
  }

  private static func states(of instances: [CIMInstance]) -> [String: ServiceState] {
    Dictionary(
      instances.map { instance in
        (
          instance["Name"].text.lowercased(),
          ServiceState(
            isRunning: instance["State"] == "Running",
            startMode: ServiceRecord.StartMode(cimText: instance["StartMode"].text) ?? .manual,
            displayName: instance["DisplayName"].text, description: instance["Description"].text)
        )
      }, uniquingKeysWith: { first, _ in first })
  }
}

extension CIMInstance {
  /// The service in another state.
  fileprivate func with(_ state: ServiceState) -> CIMInstance {
    var changed = self
    changed["DisplayName"] = .string(state.displayName)
    changed["Caption"] = .string(state.displayName)
    changed["Description"] = .string(state.description)
    changed["StartMode"] = .string(state.startMode.cimText)
    guard (self["State"] == "Running") != state.isRunning else { return changed }
    changed["State"] = state.isRunning ? "Running" : "Stopped"
    changed["Started"] = .boolean(state.isRunning)
    changed["AcceptStop"] = .boolean(state.isRunning)
    if changed.className.lowercased() == "win32_service" {
      changed["ProcessId"] = state.isRunning ? 1220 : 0
    }
    return changed
  }
}

extension ServiceRecord.StartMode {
  /// The mode that instances show by a word; nil for other words.
  init?(cimText: String) {
    guard
      let mode = [Self.boot, .system, .automatic, .manual, .disabled].first(where: {
        $0.cimText == cimText
      })
    else { return nil }
    self = mode
  }
}
