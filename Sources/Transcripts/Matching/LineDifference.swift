/// A readable difference of two texts: expected lines that are missing with `-`, lines that were not
/// expected with `+`, common ones with a blank.
public enum LineDifference {
  /// Beyond this many lines the difference is not computed line by line.
  private static let longest = 2000

  /// The difference of two lists of lines.
  public static func text(expected: [String], actual: [String]) -> [String] {
    guard expected.count <= longest, actual.count <= longest else {
      let index = zip(expected, actual).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      let place = index ?? min(expected.count, actual.count)
      return [
        "first difference in line \(place + 1) of the output"
          + " (\(expected.count) lines expected, \(actual.count) printed):",
        "- " + (place < expected.count ? expected[place] : "(end)"),
        "+ " + (place < actual.count ? actual[place] : "(end)"),
      ]
    }
    let difference = actual.difference(from: expected)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var lines: [String] = []
    var left = 0
    var right = 0
    while left < expected.count || right < actual.count {
      if left < expected.count, removed.contains(left) {
        lines.append("- " + expected[left])
        left += 1
      } else if right < actual.count, inserted.contains(right) {
        lines.append("+ " + actual[right])
        right += 1
      } else {
        lines.append("  " + (left < expected.count ? expected[left] : actual[right]))
        left += 1
        right += 1
      }
    }
    return lines
  }
}
