/// A command line of `winrm` that cannot be carried out as it stands; nothing has been sent.
enum WinRMUsageError: Error, Equatable {
  /// Reasons, each a line behind `Error: `. The line about usage follows.
  case usage([String])
  /// A reason without the line about usage.
  case rule(String)
  /// A reason without `Error: ` in front (`cmdlets.md` 7.6).
  case plain(String)

  /// What is shown.
  var text: String {
    switch self {
    case .usage(let reasons):
      (reasons.map { "Error: \($0)" } + [WinRMMessages.usage]).joined(separator: "\n")
    case .rule(let reason): "Error: \(reason)"
    case .plain(let reason): reason
    }
  }
}
