public import PSLanguage

/// An argument of a command, evaluated; splats are already spread out.
public enum CommandArgument {
  /// A value without a name.
  case value(PSValue, ScriptExtent?)
  /// `-Name`, or `-Name:value` with its value.
  case parameter(name: String, value: PSValue?, extent: ScriptExtent?, hasBlank: Bool = false)
  /// The raw text behind `--%`, for host programs.
  case verbatim(String, ScriptExtent?)
  /// `--`: what follows is never a parameter.
  case endOfParameters(ScriptExtent?)
}

extension CommandArgument {
  /// How a number was written, when it stands in the source as a number; `nil` for anything else.
  static func literalText(_ value: PSValue, _ extent: ScriptExtent?) -> String? {
    guard case .number = value, let text = extent?.text, let first = text.utf8.first else {
      return nil
    }
    // Nothing else in an argument begins like a number and has one as its value.
    let isNumber = (0x30...0x39).contains(first) || [0x2B, 0x2D, 0x2E].contains(first)
    return isNumber ? text : nil
  }
}
