/// The value of a number in the source (`language.md` 2.7).
public enum NumberLiteral: Sendable, Equatable {
  /// `System.SByte`, suffix `y` (7 only).
  case int8(Int8)
  /// `System.Byte`, suffix `uy` (7 only).
  case uint8(UInt8)
  /// `System.Int16`, suffix `s` (7 only).
  case int16(Int16)
  /// `System.UInt16`, suffix `us` (7 only).
  case uint16(UInt16)
  /// `System.Int32`.
  case int32(Int32)
  /// `System.UInt32`, suffix `u` (7 only).
  case uint32(UInt32)
  /// `System.Int64`.
  case int64(Int64)
  /// `System.UInt64`, suffix `ul` (7 only).
  case uint64(UInt64)
  /// `System.Decimal`: `significand` divided by ten to the power of `scale`.
  case decimal(isNegative: Bool, significand: UInt128, scale: Int)
  /// `System.Double`.
  case double(Double)
}
