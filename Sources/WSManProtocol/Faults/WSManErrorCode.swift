/// A number of Windows for a failure: mostly `0x8033xxxx` of WinRM, also Win32 codes such as 5.
/// The well-known ones are constants; `WSManErrorTable` knows the names of all.
public struct WSManErrorCode: RawRepresentable, Sendable, Hashable {
  /// The number.
  public let rawValue: UInt32

  /// A code.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// A code.
  public init(_ rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The number as .NET shows it.
  public var signed: Int32 { Int32(bitPattern: rawValue) }

  /// The number in hexadecimal, such as `0x80338012`.
  public var hexadecimal: String { "0x" + String(rawValue, radix: 16, uppercase: true) }
}

extension WSManErrorCode: CustomStringConvertible {
  /// The number in decimal, as `WSManFault` writes it.
  public var description: String { String(rawValue) }
}
