/// Takes secrets out of values. What is called a password never goes into a file; the rest is taken
/// out where that is asked for.
struct SecretMask {
  /// What stands for a value that is not told.
  static let hidden = "(hidden)"

  /// Whether serial numbers, keys, arguments and variables are taken out too.
  let isThorough: Bool

  /// Words in names of values that are secrets.
  private static let secretNames = ["password", "passwd", "passphrase", "secret", "privatekey"]
  /// Names of values that tell a machine or a licence apart, in lower case.
  private static let telling: Set = [
    "serialnumber", "uuid", "identifyingnumber", "productkey", "partialproductkey", "productid",
    "variablevalue", "volumeserialnumber", "token", "assettag", "macaddress", "pnpdeviceid",
    "installedserialnumber",
  ]
  /// Names of values that are command lines, in lower case.
  private static let commandLines: Set = ["commandline", "command", "pathname", "startupcommand"]

  /// The value of a property, a parameter or an attribute of that name.
  func masked(_ value: String, of name: String) -> String {
    guard !value.isEmpty else { return value }
    let name = name.lowercased()
    if Self.secretNames.contains(where: name.contains) { return Self.hidden }
    let clean = Self.withoutAssignments(value)
    guard isThorough else { return clean }
    if Self.telling.contains(name) { return Self.hidden }
    return Self.commandLines.contains(name) ? Self.withoutArguments(clean) : clean
  }

  /// The text without what follows `password=`, `-Password`, `/p:` and the like, and without the
  /// password of a URL.
  private static func withoutAssignments(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x3D || $0 == 0x3A || $0 == 0x2D || $0 == 0x2F }) else {
      return text
    }
    let assigned =
      #/(?i)((?:password|passwd|pwd|passphrase|secret|\btoken|(?:access|auth|bearer)_?token|api_?key|access_?key)["']?\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s;,&<>"']+)/#
    let switched =
      #/(?i)([-\/]{1,2}(?:password|passwd|pwd|secret|token)\s+)("[^"]*"|'[^']*'|[^\s]+)/#
    let authority = #/(:\/\/[^\s\/:@]+:)([^\s\/@]+)(@)/#
    return text.replacing(assigned) { "\($0.output.1)\(hidden)" }
      .replacing(switched) { "\($0.output.1)\(hidden)" }
      .replacing(authority) { "\($0.output.1)\(hidden)\($0.output.3)" }
  }

  /// The program of a command line alone.
  private static func withoutArguments(_ line: String) -> String {
    if line.first == "\"", let end = line.dropFirst().firstIndex(of: "\"") {
      let program = line[...end]
      return line[line.index(after: end)...].allSatisfy(\.isWhitespace)
        ? line : "\(program) \(hidden)"
    }
    // Programs lie below folders whose names have blanks, also without quotation marks.
    let end = line.firstMatch(of: #/(?i)\.(?:exe|com|bat|cmd|sys)(?=\s|$)/#)?.range.upperBound
    let program = end.map { line[..<$0] } ?? line.prefix { !$0.isWhitespace }
    return program.endIndex == line.endIndex ? line : "\(program) \(hidden)"
  }
}
