import PSEngine
import WSManProtocol

extension ErrorRecord {
  /// What a wrong name of a computer ends in: nobody knows it, nobody trusts it, or Kerberos, which
  /// comes before the network, has no ticket for it (SEC_E_NO_CREDENTIALS, SEC_E_TARGET_UNKNOWN).
  private static let codes: Set<WSManErrorCode> = [
    .nameNotResolved, .serverNotTrusted, .explicitCredentialsRequired, .implicitNegotiateOverHTTP,
    WSManErrorCode(0x8009_030E), WSManErrorCode(0x8009_0303),
  ]

  /// Recommends a computer that is in reach under nearly the name that was asked for in vain.
  ///
  /// - Parameter name: what was asked for; nil for the local computer.
  func recommendComputer(near name: String?, _ context: CommandContext) async {
    guard let name, recommendedAction == nil,
      Self.codes.contains(WSManErrorCode(UInt32(bitPattern: exception.hresult)))
    else { return }
    recommendedAction = await ComputerSuggestion.text(near: name, context)
  }
}

/// The question after a name that leads to no computer.
enum ComputerSuggestion {
  /// Asks for a computer that is in reach under nearly the same name; nil when there is none, or the
  /// name is right.
  static func text(near name: String, _ context: CommandContext) async -> String? {
    guard let source = context.session.completionSources[WSManModule.computerSource.lowercased()]
    else { return nil }
    let known = await source("", context.execution)
    guard !known.contains(where: { $0.equalsIgnoringCase(name) }) else { return nil }
    return Suggestions.nearest(to: name, among: known).map { "Did you mean \($0)?" }
  }
}
