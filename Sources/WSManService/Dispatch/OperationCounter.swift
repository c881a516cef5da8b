/// Who is busy with what: a user, and the plugin that does the work.
struct OperationOwner: Sendable, Hashable {
  /// The user as the transport names him.
  let user: String
  /// Name of the plugin in lower case; nil for what the service does itself.
  let plugin: String?
}

/// How many requests of each user are being answered.
struct OperationCounter {
  private var running: [OperationOwner: Int] = [:]

  /// How many requests of a user are being answered.
  func count(of user: String) -> Int {
    running.reduce(0) { $1.key.user == user ? $0 + $1.value : $0 }
  }

  /// How many requests of each user a plugin is answering.
  func counts(in plugin: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for (owner, count) in running where owner.plugin == plugin { counts[owner.user] = count }
    return counts
  }

  /// Counts one more.
  mutating func begin(of owner: OperationOwner) { running[owner, default: 0] += 1 }

  /// Counts one less.
  mutating func end(of owner: OperationOwner) {
    let rest = running[owner, default: 0] - 1
    running[owner] = rest > 0 ? rest : nil
  }
}
