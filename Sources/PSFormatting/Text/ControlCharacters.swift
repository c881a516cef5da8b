/// Makes text safe for a terminal: values may come from another computer, and an escape sequence in
/// one must not move the cursor, set a title or hide other output.
///
/// C0 controls and DEL appear as their control pictures (`␛`), C1 controls and characters that
/// override the direction of writing as U+FFFD; each takes one cell, as ``DisplayWidth`` counts it,
/// so columns stay aligned. Text that a script writes itself may contain colour sequences
/// (`ESC [ … m`): they pass when the host shows colours and are dropped otherwise.
public enum ControlCharacters {
  /// What a text may contain besides printable characters.
  public enum Allowance: Sendable {
    /// Nothing: cells of tables, lists, errors. A tab becomes a blank.
    case nothing
    /// Tabs and colour sequences: lines that are strings of the pipeline.
    case lineText
    /// Also line ends and carriage returns: `Write-Host`.
    case hostText
  }

  /// The text as it may be written to a terminal.
  /// - Parameters:
  ///   - text: any text.
  ///   - allowance: what passes.
  ///   - colors: whether colour sequences pass; otherwise they are removed.
  public static func shown(_ text: String, allowing allowance: Allowance, colors: Bool) -> String {
    guard needsWork(text) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index != scalars.endIndex {
      let scalar = scalars[index]
      if scalar == "\u{1B}", allowance != .nothing,
        let end = endOfColorSequence(in: scalars, at: index)
      {
        if colors { result.unicodeScalars.append(contentsOf: scalars[index..<end]) }
        index = end
        continue
      }
      result.unicodeScalars.append(replacement(for: scalar, allowance))
      index = scalars.index(after: index)
    }
    return result
  }

  /// Whether the character changes the direction in which its neighbours are shown.
  static func isDirectionOverride(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }

  private static func needsWork(_ text: String) -> Bool {
    let utf8 = text.utf8
    let fast = utf8.withContiguousStorageIfAvailable { bytes in
      bytes.contains { $0 < 0x20 || $0 >= 0x7F }
    }
    return fast ?? true
  }

  private static func replacement(
    for scalar: Unicode.Scalar, _ allowance: Allowance
  ) -> Unicode.Scalar {
    let code = scalar.value
    switch code {
    case 0x09: return allowance == .nothing ? " " : scalar
    case 0x0A, 0x0D: return allowance == .hostText ? scalar : picture(code)
    case 0..<0x20: return picture(code)
    case 0x7F: return "\u{2421}"
    case 0x80..<0xA0: return "\u{FFFD}"
    default: return isDirectionOverride(scalar) ? "\u{FFFD}" : scalar
    }
  }

  private static func picture(_ code: UInt32) -> Unicode.Scalar {
    Unicode.Scalar(0x2400 + code) ?? "\u{FFFD}"
  }

  /// The index behind `ESC [ digits and semicolons m` that starts at `start`.
  private static func endOfColorSequence(
    in scalars: String.UnicodeScalarView, at start: String.UnicodeScalarView.Index
  ) -> String.UnicodeScalarView.Index? {
    var index = scalars.index(after: start)
    guard index != scalars.endIndex, scalars[index] == "[" else { return nil }
    index = scalars.index(after: index)
    while index != scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      if scalar == "m" { return index }
      guard scalar == ";" || ("0"..."9").contains(scalar) else { return nil }
    }
    return nil
  }
}
