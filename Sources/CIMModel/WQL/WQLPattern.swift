/// A pattern of `LIKE`: `%` for any characters, `_` for one, `[a-f]` for one of a set, `[^a-f]` for one
/// outside it. Letter case is ignored.
public struct WQLPattern: Sendable, Hashable {
  /// The pattern as it was written.
  public let text: String
  private let parts: [Part]

  private enum Part: Sendable, Hashable {
    case anything
    case one
    case scalar(Unicode.Scalar)
    case set([ClosedRange<UInt32>], isNegated: Bool)
  }

  /// A pattern. A bracket without an end stands for itself.
  public init(_ text: String) {
    self.text = text
    var parts: [Part] = []
    var rest = Substring(text.lowercased()).unicodeScalars
    // Behind a bracket without an end there is no end for the next one either.
    var mayEnd = true
    while let scalar = rest.popFirst() {
      switch scalar {
      case "%":
        if parts.last != .anything { parts.append(.anything) }
      case "_": parts.append(.one)
      case "[":
        if mayEnd, let set = Self.set(&rest) {
          parts.append(set)
        } else {
          mayEnd = false
          parts.append(.scalar(scalar))
        }
      default: parts.append(.scalar(scalar))
      }
    }
    self.parts = parts
  }

  private static func set(_ rest: inout Substring.UnicodeScalarView) -> Part? {
    guard let end = rest.dropFirst().firstIndex(of: "]") else { return nil }
    var members = Array(rest[..<end])
    rest = rest[rest.index(after: end)...]
    let isNegated = members.count > 1 && members[0] == "^"
    if isNegated { members.removeFirst() }
    var ranges: [ClosedRange<UInt32>] = []
    var index = 0
    while index < members.count {
      let low = members[index].value
      // Both signs are known for ranges: `[a-f]`, and `[a=f]` in the reference of WQL.
      let isRange =
        index + 2 < members.count && (members[index + 1] == "-" || members[index + 1] == "=")
      let high = isRange ? members[index + 2].value : low
      if low <= high { ranges.append(low...high) }
      index += isRange ? 3 : 1
    }
    return .set(ranges, isNegated: isNegated)
  }

  /// Whether a text fits the whole pattern. The time grows with the product of both lengths at most.
  public func matches(_ text: String) -> Bool {
    let scalars = Array(text.lowercased().unicodeScalars)
    var position = 0
    var part = 0
    // Where to go on when the rest does not fit: the last `%`, one character further on.
    var retry: (part: Int, position: Int)?
    while position < scalars.count {
      if part < parts.count, parts[part] == .anything {
        retry = (part + 1, position)
        part += 1
      } else if part < parts.count, Self.fits(parts[part], scalars[position]) {
        part += 1
        position += 1
      } else if let last = retry {
        retry = (last.part, last.position + 1)
        part = last.part
        position = last.position + 1
      } else {
        return false
      }
    }
    return parts[part...].allSatisfy { $0 == .anything }
  }

  private static func fits(_ part: Part, _ scalar: Unicode.Scalar) -> Bool {
    switch part {
    case .anything: false
    case .one: true
    case .scalar(let wanted): wanted == scalar
    case .set(let ranges, let isNegated):
      ranges.contains { $0.contains(scalar.value) } != isNegated
    }
  }
}
