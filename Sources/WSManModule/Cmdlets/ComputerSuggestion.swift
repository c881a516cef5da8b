import PSEngine
import WSManProtocol

extension ErrorRecord {
  /// What a wrong name of a computer ends in: nobody knows it, or nobody trusts it.
  private static let codes: Set<WSManErrorCode> = [
    .nameNotResolved, .serverNotTrusted, .explicitCredentialsRequired, .implicitNegotiateOverHTTP,
  ]

  /// Recommends a computer that is in reach under nearly the name that was asked for in vain.
  ///
  /// - Parameter name: what was asked for; nil for the local computer.
  func recommendComputer(near name: String?, _ context: CommandContext) async {
    guard let name, recommendedAction == nil,
      Self.codes.contains(WSManErrorCode(UInt32(bitPattern: exception.hresult))),
      let source = context.session.completionSources[WSManModule.computerSource.lowercased()]
    else { return }
    let known = await source("", context.execution)
    guard !known.contains(where: { $0.equalsIgnoringCase(name) }) else { return }
    recommendedAction = Suggestions.nearest(to: name, among: known).map { "Did you mean \($0)?" }
  }
}
