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
