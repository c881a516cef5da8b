/// What a handler asks about the computer while it reviews a change.
struct ServiceEnvironment: Sendable {
  /// The accounts that may log on.
  let accounts: any AccountStore
  /// The certificates of the computer.
  let certificates: any CertificateLookup
}
