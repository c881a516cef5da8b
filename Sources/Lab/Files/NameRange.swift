/// A name, or a range of names such as `pc[0001-1000]`.
struct NameRange: Sendable, Equatable {
  private let prefix: String
  private let suffix: String
  private let numbers: ClosedRange<Int>
  private let width: Int

  /// Why a text is no name and no range.
  enum Problem: Error, Equatable {
    case brackets
    case order
    case tooMany
    case name
  }

  /// How many computers one range may make.
  static let largestCount = 100_000

  /// Reads a name; leading zeros of the first number say how wide all numbers are.
  init(_ text: String) throws(Problem) {
    guard let open = text.firstIndex(of: "[") else {
      guard !text.contains("]") else { throw .brackets }
      (prefix, suffix, numbers, width) = (text, "", 0...0, 0)
      guard Self.isName(text) else { throw .name }
      return
    }
    guard let close = text.firstIndex(of: "]"), open < close else { throw .brackets }
    let ends = text[text.index(after: open)..<close].split(
      separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, ends.allSatisfy({ (1...6).contains($0.utf8.count) }),
      ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let low = Int(ends[0]), let high = Int(ends[1])
    else { throw .brackets }
    guard low <= high else { throw .order }
    guard high - low < Self.largestCount else { throw .tooMany }
    prefix = String(text[..<open])
    suffix = String(text[text.index(after: close)...])
    numbers = low...high
    width = ends[0].utf8.count
    guard Self.isName(name(at: count - 1)), Self.isName(name(at: 0)) else { throw .name }
  }

  /// How many names there are.
  var count: Int { numbers.count }

  /// The name with an index, counted from 0.
  func name(at index: Int) -> String {
    guard width > 0 else { return prefix }
    let digits = String(numbers.lowerBound + index)
    return prefix + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
      + suffix
  }

  /// Letters, digits and inner hyphens, at most 63: one label of a host name.
  private static func isName(_ text: String) -> Bool {
    (1...63).contains(text.utf8.count) && text.first != "-" && text.last != "-"
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
