import WSManProtocol
import XMLStream

/// The quotas of a plugin (`configuration.md` 9.3). Those that its document leaves out have the
/// default of the schema.
struct PluginQuotas: Sendable {
  /// Name of the plugin in lower case.
  let plugin: String
  private let name: String
  private let quotas: XMLFragment?

  init(_ plugin: PluginDocument) {
    name = plugin.name
    self.plugin = plugin.name.lowercased()
    quotas = plugin.document.child(localName: "Quotas", ignoringCase: true)
  }

  /// The fault for a quota that is reached, which names the plugin.
  func reached(_ code: WSManErrorCode) -> WSManFault {
    var fault = WSManFault(code)
    fault.name(plugin: name)
    return fault
  }

  // MARK: Everything

  /// How many users may be busy with the plugin at the same time.
  var users: Int { number("MaxConcurrentUsers", 5) }

  // MARK: Operations

  /// How many operations a user may have at the same time.
  var operationsPerUser: Int { number("MaxConcurrentOperationsPerUser", 15) }
  /// How many operations there may be at the same time.
  var operations: Int { number("MaxConcurrentOperations", 1500) }

  // MARK: Shells

  /// How many shells there may be.
  var shells: Int { number("MaxShells", 25) }
  /// How many shells a user may have.
  var shellsPerUser: Int { number("MaxShellsPerUser", 5) }
  /// How many commands of a shell may run at the same time.
  var commandsPerShell: Int { number("MaxConcurrentCommandsPerShell", 15) }
  /// How many processes of a shell may run at the same time; 0 for any number.
  var processesPerShell: Int { number("MaxProcessesPerShell", 15) }
  /// How much memory a shell may use, in megabytes; 0 for any amount.
  var memoryPerShell: Int { number("MaxMemoryPerShellMB", 1024) }
  /// How long a shell is left alone when its client asks for nothing else, in milliseconds.
  var idleTimeout: Int { number("IdleTimeoutms", 180_000) }
  /// What a client may ask for at most, in milliseconds.
  var longestIdleTimeout: Int { number("MaxIdleTimeoutms", 180_000) }

  private func number(_ name: String, _ standard: Int) -> Int {
    quotas?.attribute(localName: name, ignoringCase: true).flatMap { Int($0) } ?? standard
  }
}
