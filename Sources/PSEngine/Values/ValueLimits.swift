/// How large values may become.
///
/// .NET throws `OutOfMemoryException` for what it cannot hold, and a script may catch it. Here a failed
/// allocation would end the process, so everything that multiplies its input asks first.
public enum ValueLimits {
  /// Most bytes of a text, as UTF-8.
  public static let textSize = 1 << 28
  /// Most elements of an array or list.
  public static let elementCount = 1 << 24

  /// Makes sure that a text of this many bytes may be made.
  /// - Throws: ``NativeFailure`` `System.OutOfMemoryException`.
  @inlinable
  public static func requireText(_ size: Int) throws(NativeFailure) {
    if size >= smallestChecked { try require(size, atMost: textSize, bytesEach: 1) }
  }

  /// Makes sure that a text may be repeated.
  /// - Throws: ``NativeFailure`` `System.OutOfMemoryException`.
  public static func requireText(_ size: Int, times count: Int) throws(NativeFailure) {
    let (product, overflow) = size.multipliedReportingOverflow(by: count)
    try requireText(overflow ? .max : product)
  }

  /// Makes sure that an array of this many elements may be made.
  /// - Throws: ``NativeFailure`` `System.OutOfMemoryException`.
  @inlinable
  public static func requireElements(_ count: Int) throws(NativeFailure) {
    if count >= smallestChecked {
      try require(count, atMost: elementCount, bytesEach: MemoryLayout<PSValue>.stride)
    }
  }

  /// Texts joined.
  /// - Throws: ``NativeFailure`` `System.OutOfMemoryException`.
  public static func joined(
    _ texts: [String], separator: String = ""
  ) throws(NativeFailure) -> String {
    var size = texts.count &* separator.utf8.count
    for text in texts { size &+= text.utf8.count }
    try requireText(size)
    return texts.joined(separator: separator)
  }

  /// The exception of what does not fit.
  public static let outOfMemory = NativeFailure(
    "System.OutOfMemoryException",
    "Exception of type 'System.OutOfMemoryException' was thrown.")

  /// Below this nothing is asked: 1 MB of text, or as many elements.
  @usableFromInline static let smallestChecked = 1 << 20

  @usableFromInline
  static func require(
    _ count: Int, atMost limit: Int, bytesEach size: Int
  ) throws(NativeFailure) {
    guard count <= limit, ProcessMemory.allows(count &* size) else { throw outOfMemory }
  }
}
