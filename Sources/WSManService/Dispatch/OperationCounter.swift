/// How many requests of each user are being answered.
struct OperationCounter {
  private var running: [String: Int] = [:]

  /// How many requests of a user are being answered.
  func count(of user: String) -> Int { running[user] ?? 0 }

  /// Counts one more.
  mutating func begin(of user: String) { running[user, default: 0] += 1 }

  /// Counts one less.
  mutating func end(of user: String) {
    let rest = count(of: user) - 1
    running[user] = rest > 0 ? rest : nil
  }
}
