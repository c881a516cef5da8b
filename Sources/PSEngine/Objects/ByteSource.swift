/// An object of the language that bytes are read from in order: a stream of a file or of memory.
public protocol ByteSource: PSObject {
  /// The next bytes.
  /// - Parameter count: how many at most.
  /// - Returns: an empty array at the end.
  /// - Throws: ``NativeFailure`` when the stream is closed or cannot be read.
  func read(atMost count: Int) throws -> [UInt8]
}

extension ByteSource {
  /// All bytes up to the end.
  /// - Throws: as ``read(atMost:)``, and when they are more than an array can hold.
  public func readAll() throws -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      try Task.checkCancellation()
      let piece = try read(atMost: 1 << 16)
      if piece.isEmpty { return bytes }
      guard bytes.count + piece.count <= ValueLimits.elementCount else {
        throw ValueLimits.outOfMemory
      }
      bytes += piece
    }
  }
}
