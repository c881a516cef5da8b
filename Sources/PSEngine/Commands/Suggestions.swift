/// "Did you mean": names that are close to a mistyped one.
public enum Suggestions {
  /// The nearest name, `nil` when none is close: at most one error in three letters.
  public static func nearest(to typed: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(typed.lowercased().unicodeScalars)
    guard wanted.count >= 2, wanted.count <= 64 else { return nil }
    let limit = max(1, wanted.count / 3)
    var best: (name: String, distance: Int)?
    for name in names {
      let candidate = Array(name.lowercased().unicodeScalars)
      guard abs(candidate.count - wanted.count) <= limit else { continue }
      let distance = distance(wanted, candidate, limit: limit)
      guard distance <= limit else { continue }
      if let best, best.distance <= distance { continue }
      best = (name, distance)
    }
    return best?.name
  }

  /// Number of insertions, deletions, replacements and swaps of neighbours between two words.
  static func distance(
    _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int
  ) -> Int {
    var before: [Int] = []
    var previous = Array(0...right.count)
    for i in left.indices {
      var current = [i + 1]
      current.reserveCapacity(right.count + 1)
      for j in right.indices {
        let cost = left[i] == right[j] ? 0 : 1
        var value = min(previous[j + 1] + 1, current[j] + 1, previous[j] + cost)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          value = min(value, before[j - 1] + 1)
        }
        current.append(value)
      }
      if let least = current.min(), least > limit { return limit + 1 }
      before = previous
      previous = current
    }
    return previous.last ?? 0
  }
}
