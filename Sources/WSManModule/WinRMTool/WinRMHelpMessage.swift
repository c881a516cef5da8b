import WSManProtocol

/// `winrm helpmsg CODE`: what a number means (`cmdlets.md` 7.7). The text alone, as scripts for
/// Windows expect it; `ConvertFrom-WSManFault` tells more.
enum WinRMHelpMessage {
  /// The text for a number: hexadecimal with `0x`, decimal, signed or not, or a symbol.
  /// - Returns: `nil` for what is neither a number of 32 bits nor a symbol.
  static func text(for word: String) -> String? {
    WSManErrorCode(reading: word).map { WSManErrorTable.text(for: $0) }
  }
}
