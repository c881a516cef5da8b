import WSManProtocol

/// `winrm helpmsg CODE`: what a number means (`cmdlets.md` 7.7).
enum WinRMHelpMessage {
  /// The text for a number: hexadecimal with `0x`, or decimal, signed or not.
  /// - Returns: `nil` for what is no number of 32 bits.
  static func text(for word: String) -> String? {
    number(word).map { WSManErrorTable.text(for: WSManErrorCode(win32($0))) }
  }

  private static func number(_ word: String) -> UInt32? {
    let lower = word.lowercased()
    if lower.hasPrefix("0x") { return UInt32(lower.dropFirst(2), radix: 16) }
    return UInt32(word) ?? Int32(word).map { UInt32(bitPattern: $0) }
  }

  /// Results of functions of COM that stand for a number of Win32 as that number: 0x80070005 is 5.
  private static func win32(_ number: UInt32) -> UInt32 {
    number & 0xFFFF_0000 == 0x8007_0000 ? number & 0xFFFF : number
  }
}
