import HTTPListener
import Logging
import Testing
import WSManProtocol
import WSManService
import WireSecurity

/// An emulated computer with a listener on a free port, and an account `wsman` with the password
/// `secret`.
struct TestComputer {
  let store: MemoryConfigurationStore
  let service: WinRMService
  let listener: ListenerServer

  /// - Parameters:
  ///   - settings: settings that differ from a fresh computer's; by default Basic in clear text is
  ///     allowed.
  ///   - more: further accounts.
  ///   - change: changes the options of the listener.
  init(
    settings: [String: String] = [
      "Service.Auth.Basic": "true", "Service.AllowUnencrypted": "true",
    ],
    more: [Account] = [], _ change: (inout ListenerOptions) -> Void = { _ in }
  ) async throws {
    store = MemoryConfigurationStore(ComputerConfiguration(overrides: settings))
    let verifier = try #require(PasswordVerifier(password: "secret", iterations: 100))
    let accounts = MemoryAccountStore(
      [
        Account(
          qualifiedName: "SERVER01\\wsman", groups: [WellKnownSIDs.administrators], isLocal: true,
          passwordVerifier: verifier.text, ntHash: NTLMAccount.ntHash(of: "secret"))
      ] + more)
    service = WinRMService(
      identity: ServiceIdentity(computerName: "SERVER01"), configuration: store,
      accounts: accounts)
    var options = ListenerOptions()
    change(&options)
    listener = try await ListenerServer.start(
      service: service, options: options, logger: Logger(label: "test"))
  }

  /// Changes a setting.
  func set(_ id: String, to value: String) async throws {
    let setting = try #require(ConfigurationSchema.setting(id: id))
    try await store.update { $0.store(value, for: setting) }
  }

  /// Sends bytes on a new connection and reads until the listener ends it.
  func exchange(_ text: String) async throws -> String {
    try await offPool { [port = listener.port] in
      let client = try RawClient(port: port)
      client.send(text)
      return client.readToEnd()
    }
  }

  /// Sends a request on a new connection and reads one answer.
  func answer(_ text: String) async throws -> String {
    let answer = try await offPool { [port = listener.port] in
      let client = try RawClient(port: port)
      client.send(text)
      return client.readAnswer()
    }
    return try #require(answer)
  }
}
