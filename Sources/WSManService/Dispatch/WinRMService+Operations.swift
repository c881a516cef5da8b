import WSManProtocol

/// How many operations there are at the same time: requests that are being answered, and enumerations
/// that wait for a Pull.
extension WinRMService {
  /// Counts a request, unless there are too many. Going on with an enumeration is no new operation.
  ///
  /// - Parameter quotas: those of the plugin that answers; nil when the service does it itself.
  /// - Throws: ``WSManFault`` with the code of the quota that is reached.
  func beginOperation(
    _ body: RequestBody, of owner: OperationOwner, _ configuration: ComputerConfiguration,
    _ quotas: PluginQuotas?
  ) throws(WSManFault) {
    switch body {
    case .pull, .release: break
    default:
      let most = Int(
        configuration.number("Service.MaxConcurrentOperationsPerUser", otherwise: .max))
      let waiting = contexts.count(of: owner.user, now: clock.now)
      guard operations.count(of: owner.user) + waiting < most else {
        throw WSManFault(.quotaMaxOperations)
      }
      if let quotas { try check(owner.user, quotas) }
    }
    operations.begin(of: owner)
  }

  /// Whether a plugin takes one more operation of a user (`configuration.md` 9.3).
  private func check(_ user: String, _ quotas: PluginQuotas) throws(WSManFault) {
    let busy = operations.counts(in: quotas.plugin)
      .merging(contexts.counts(in: quotas.plugin, now: clock.now), uniquingKeysWith: +)
    let own = busy[user] ?? 0
    guard own > 0 || busy.count < quotas.users else { throw quotas.reached(.quotaMaxPluginUsers) }
    guard own < quotas.operationsPerUser else {
      throw quotas.reached(.quotaMaxPluginOperationsPerUser)
    }
    guard busy.values.reduce(0, +) < quotas.operations else {
      throw quotas.reached(.quotaMaxPluginOperations)
    }
  }
}
