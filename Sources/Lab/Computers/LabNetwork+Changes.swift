import WSManService

extension LabNetwork {
  /// How often the database is asked whether other processes have changed it.
  private static let interval = Duration.milliseconds(200)

  /// How long a computer waits whose ports could not be opened.
  private static let patience = Duration.seconds(2)

  /// Has the computers follow what other processes change in their database, until the task is
  /// cancelled: settings count with the next request anyway, and here ports open and close, and
  /// services start and stop. Returns at once when the computers are those of this process alone.
  ///
  /// - Parameter report: gets what keeps a computer from following, once.
  public func followChanges(
    _ report: @Sendable (LabComputer, any Error) -> Void
  ) async {
    guard let database else { return }
    var stamp: Int64?
    var counts: [String: Int64] = [:]
    var failures: [String: String] = [:]
    var retry: ContinuousClock.Instant?
    while !Task.isCancelled {
      let present = database.changeStamp
      let isRetry = retry.map { $0 <= .now } ?? false
      if present != stamp || isRetry {
        stamp = present
        // What cannot be read now is looked at again with the next change.
        let fresh = (try? await database.changeCounts()) ?? counts
        for computer in computers {
          let key = computer.fullName.lowercased()
          guard counts[key] != fresh[key] || (isRetry && failures[key] != nil) else { continue }
          do {
            try await computer.serviceInUse?.followStore(opensPorts: true)
            failures[key] = nil
          } catch {
            if failures.updateValue("\(error)", forKey: key) != "\(error)" {
              report(computer, error)
            }
          }
        }
        counts = fresh
        retry = failures.isEmpty ? nil : .now + Self.patience
      }
      try? await Task.sleep(for: Self.interval)
    }
  }
}
