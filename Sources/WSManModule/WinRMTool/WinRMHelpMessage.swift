import WSManProtocol

/// `winrm helpmsg CODE`: what a number means (`cmdlets.md` 7.7). The text alone, as scripts for
/// Windows expect it; a person at a terminal is also told what usually lies behind it.
enum WinRMHelpMessage {
  /// The text for a number: hexadecimal with `0x`, decimal, signed or not, or a symbol.
  /// - Returns: `nil` for what is neither a number of 32 bits nor a symbol.
  static func text(for word: String) -> String? {
    WSManErrorCode(reading: word).map { WSManErrorTable.text(for: $0) }
  }

  /// Usual causes and what to try; `nil` for numbers that are hardly ever met.
  static func advice(for word: String, width: Int) -> String? {
    guard let advice = WSManErrorCode(reading: word).flatMap(WSManErrorAdvice.advice(for:)) else {
      return nil
    }
    var lines: [String] = []
    for (title, entries) in [("Usual causes", advice.causes), ("What to try", advice.remedies)]
    where !entries.isEmpty {
      lines += ["", title] + entries.map { WinRMHelp.flowed("  - " + $0, width: width) }
    }
    return lines.joined(separator: "\n")
  }
}
