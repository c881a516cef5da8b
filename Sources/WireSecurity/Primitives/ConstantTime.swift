/// Comparisons whose duration tells nothing about the contents.
public enum ConstantTime {
  /// Whether two byte sequences are the same. Only the lengths may be learned from the duration:
  /// all bytes are looked at, and no decision is made before the last.
  @inline(never)
  public static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for index in left.indices { difference |= left[index] ^ right[index] }
    return difference == 0
  }
}
