/// How deeply calls may be nested.
///
/// Every level costs memory, and an endless recursion must end as an error. While that error unwinds,
/// each level may call again (`finally { f }`), as deeply as before, and that would take forever: so
/// the way down is halved until the stack has unwound.
struct CallDepth {
  /// Calls nested more deeply than this are refused.
  static let deepest = 1000
  /// Where the stack counts as unwound.
  private static let shallow = 4

  /// Where the last refused call stood, and the highest level since then.
  private var overflow: (at: Int, unwoundTo: Int)?

  /// Whether a call may be made.
  /// - Parameter depth: number of calls around it.
  mutating func allows(_ depth: Int) -> Bool {
    var limit = Self.deepest
    if let last = overflow {
      let unwoundTo = min(last.unwoundTo, depth)
      if unwoundTo <= Self.shallow {
        overflow = nil
      } else {
        overflow = (last.at, unwoundTo)
        limit = unwoundTo + (last.at - unwoundTo) / 2
      }
    }
    if depth < limit { return true }
    overflow = (depth, depth)
    return false
  }
}
