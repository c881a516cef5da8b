/// Column widths of a table (`language.md` 10.4).
struct ColumnLayout: Equatable {
  /// Keeps sums of widths, which scripts may choose, far from overflow.
  private static let largestWidth = 1 << 20

  /// Widths of the visible columns. Columns to their right do not fit and print nothing.
  let widths: [Int]

  /// Distributes a line's cells.
  /// - Parameters:
  ///   - declared: width of each column, 0 where it has none.
  ///   - lineWidth: cells of a line.
  init(declared: [Int], lineWidth: Int) {
    var widths = declared.map { min(max($0, 0), Self.largestWidth) }
    let separators = max(widths.count - 1, 0)
    let free = widths.indices.filter { widths[$0] == 0 }
    for index in free { widths[index] = 1 }
    let rest = lineWidth - widths.reduce(separators, +)
    if rest > 0, !free.isEmpty {
      let (share, more) = rest.quotientAndRemainder(dividingBy: free.count)
      for (order, index) in free.enumerated() { widths[index] += share + (order < more ? 1 : 0) }
    }
    self.widths = Self.shrink(widths, to: lineWidth)
  }

  /// Only the last visible column shrinks; when that is not enough it disappears.
  private static func shrink(_ declared: [Int], to lineWidth: Int) -> [Int] {
    var widths = declared
    var total = widths.reduce(max(widths.count - 1, 0), +)
    while total > lineWidth, let last = widths.last {
      let excess = total - lineWidth
      if last - excess >= 1 {
        widths[widths.count - 1] = last - excess
        return widths
      }
      widths.removeLast()
      total -= last + (widths.isEmpty ? 0 : 1)
    }
    return widths
  }
}
