/// A decimal number as the greatest whole number that is not above it.
///
/// Digits count one by one: next to the ends of 64-bit types a `Double` stands for many whole numbers.
struct WholePart {
  let floor: Int128
  /// Whether the number is whole itself.
  let isWhole: Bool

  /// Numbers beyond this are as good as it: no integer type of CIM reaches so far.
  private static let bound = Int128(1) << 100

  /// The number that a text says; nil when it says none.
  init?(_ text: String) {
    guard let number = Double(text), number.isFinite else { return nil }
    let pieces = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = pieces.dropFirst().first ?? ""
    if let whole = Int128(pieces[0]), fraction.allSatisfy(\.isWholeNumber) {
      isWhole = fraction.allSatisfy { $0 == "0" }
      floor = text.hasPrefix("-") && !isWhole ? whole - 1 : whole
    } else {
      let down = number.rounded(.down)
      isWhole = down == number
      floor =
        down.magnitude < Double(Self.bound) ? Int128(down) : number < 0 ? -Self.bound : Self.bound
    }
  }
}
