import PSEngine

/// Commands of a recording whose secrets are stars, and the secrets that `//secret` gives for them.
struct MaskedSecrets {
  /// Secrets shorter than this are not looked for in what is printed: no recording does.
  private static let shortest = 4

  private var known: [String] = []

  /// Why a command is left out.
  static let reason =
    "a recording has kept \(SessionRecording.mask) instead of a secret; //secret TEXT in front of "
    + "the command, or at the top of the section, tells which"

  /// A command as it was typed.
  /// - Parameter secrets: those of the command in order; the last one counts for the rest.
  /// - Returns: `nil` when a secret is missing.
  static func revealed(_ command: String, _ secrets: [String]) -> String? {
    var pieces = command.split(separator: SessionRecording.mask, omittingEmptySubsequences: false)
    guard pieces.count > 1 else { return command }
    guard let last = secrets.last else { return nil }
    var result = String(pieces.removeFirst())
    for (index, piece) in pieces.enumerated() {
      let secret = index < secrets.count ? secrets[index] : last
      result += quoted(secret, behind: result.last) + piece
    }
    return result
  }

  /// How many secrets a command takes.
  static func count(in command: String) -> Int {
    command.split(separator: SessionRecording.mask, omittingEmptySubsequences: false).count - 1
  }

  /// A secret as it is written between quotes.
  private static func quoted(_ secret: String, behind quote: Character?) -> String {
    switch quote {
    case "'": secret.replacing("'", with: "''")
    case "\"":
      secret.map { "\"`$".contains($0) ? "`\($0)" : String($0) }.joined()
    default: secret
    }
  }

  /// Takes note of secrets that the session has from now on.
  mutating func add(_ secrets: [String]) {
    known += secrets.filter { $0.count >= Self.shortest && !known.contains($0) }
  }

  /// What was printed, as a recording shows it; `nil` when it shows it as it is.
  func masked(_ output: String) -> String? {
    guard known.contains(where: output.contains) else { return nil }
    return known.reduce(output) { $0.replacing($1, with: SessionRecording.mask) }
  }
}

extension Transcript.Interaction {
  /// The secrets that the command and its questions take.
  func secrets(_ directives: Transcript.Directives) -> [String] {
    secrets.isEmpty ? directives.secrets : secrets
  }

  /// The command as it was typed; `nil` when a recording has kept a secret of it for itself, and
  /// nothing tells it.
  public func revealedCommand(_ directives: Transcript.Directives) -> String? {
    MaskedSecrets.revealed(command, secrets(directives))
  }

  /// Secrets that are left for the questions of the command.
  public func secretAnswers(_ directives: Transcript.Directives) -> [String] {
    let all = secrets(directives)
    let rest = all.dropFirst(MaskedSecrets.count(in: command))
    return rest.isEmpty ? all.suffix(1) : Array(rest)
  }
}
