import PSLanguage

/// A value that something around it says is a secret.
struct SecretValue {
  /// Where it stands, in bytes of the text, without the quotes around it.
  let range: Range<Int>
  /// The value.
  let text: String
  /// Whether it is more than a guess: what is compared with a password may be anything.
  let isCertain: Bool
}

/// Finds the values in a text that are secrets: behind `-Password`, `$password =`, `Password =` in a
/// hashtable, in a command about `…\RunAsPassword`, in a pipeline with `ConvertTo-SecureString`, in
/// `-p:value`, `net user NAME value`, `https://name:value@host`.
struct SecretValues {
  private(set) var found: [SecretValue] = []
  /// Whether a value in a secret's place is none, such as the star that makes `net` ask.
  private(set) var hasHarmless = false

  /// - Parameter tokens: those of a whole text.
  init(_ tokens: [Token]) {
    var tokens = tokens.filter { $0.kind != .comment && $0.kind != .lineContinuation }[...]
    read(Self.nodes(&tokens, depth: 0))
    found.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  // MARK: The tree

  private enum Node {
    case token(Token)
    case group(Token, [Node])

    var token: Token? {
      if case .token(let token) = self { return token }
      return nil
    }

    func isOperator(_ texts: String...) -> Bool {
      token.map { $0.kind == .operatorSymbol && texts.contains($0.text) } ?? false
    }
  }

  private static let deepest = 100

  /// The nodes up to the bracket that closes the group.
  private static func nodes(_ tokens: inout ArraySlice<Token>, depth: Int) -> [Node] {
    var nodes: [Node] = []
    while let token = tokens.popFirst() {
      guard token.kind == .bracket, depth < deepest else {
        nodes.append(.token(token))
        continue
      }
      if [")", "]", "}"].contains(token.text) {
        if depth > 0 { return nodes }
      } else {
        nodes.append(.group(token, self.nodes(&tokens, depth: depth + 1)))
      }
    }
    return nodes
  }

  // MARK: Statements

  private mutating func read(_ nodes: [Node]) {
    for statement in nodes.split(whereSeparator: { Self.endsStatement($0) }) {
      readStatement(Array(statement))
    }
  }

  private static func endsStatement(_ node: Node) -> Bool {
    guard let token = node.token else { return false }
    return token.kind == .newLine || token.kind == .semicolon
      || token.kind == .operatorSymbol && ["&&", "||"].contains(token.text)
  }

  private mutating func readStatement(_ statement: [Node]) {
    if let place = statement.firstIndex(where: Self.isAssignment) {
      let value = Array(statement[(place + 1)...])
      read(Array(statement[..<place]))
      if statement[..<place].contains(where: Self.announces) {
        readSecret(value)
      } else {
        readStatement(value)
      }
      return
    }
    let isCompared = statement.contains {
      $0.token?.kind == .operatorSymbol && !$0.isOperator("|", ".", "::")
    }
    if isCompared, statement.contains(where: Self.announcesVariable) {
      mark(statement, isCertain: false)
    }
    readPipeline(statement)
  }

  private static func isAssignment(_ node: Node) -> Bool {
    node.isOperator("=", "+=", "-=", "*=", "/=", "%=", "??=")
  }

  private static func announcesVariable(_ node: Node) -> Bool {
    guard let token = node.token, token.kind == .variable || token.role == .memberName else {
      return false
    }
    return SecretNames.announce(token.text)
  }

  /// Whether what stands in front of `=` announces a secret: `$password`, `$x.Password`,
  /// `$x['Password']`, a key.
  private static func announces(_ node: Node) -> Bool {
    switch node {
    case .token(let token): SecretNames.announce(token.text)
    case .group(_, let nodes): nodes.contains(where: announces)
    }
  }

  /// A value that is assigned to what holds a secret. What a command gets to find it is none.
  private mutating func readSecret(_ value: [Node]) {
    if let name = Self.commandName(value), SecretNames.isReading(name) || Self.isCmdlet(name) {
      readPipeline(value)
      if !SecretNames.isReading(name), !Self.makesSecrets(name) { mark(value) }
    } else {
      mark(value)
    }
  }

  /// Commands whose result is a secret of their own making.
  private static func makesSecrets(_ name: String) -> Bool {
    ["new-object", "new-guid", "convertto-securestring", "convertfrom-securestring"]
      .contains(name.lowercased())
  }

  private static func isCmdlet(_ name: String) -> Bool {
    name.contains("-") && name.first?.isUppercase == true
      && name.allSatisfy { $0.isLetter || $0 == "-" }
  }

  private static func commandName(_ nodes: [Node]) -> String? {
    nodes.first { $0.token?.role == .commandName }?.token?.text
  }

  // MARK: Pipelines and commands

  private mutating func readPipeline(_ nodes: [Node]) {
    let commands = nodes.split { $0.isOperator("|") }.map(Array.init)
    let isAllSecret = commands.contains {
      Self.commandName($0)?.lowercased() == "convertto-securestring"
    }
    if isAllSecret { mark(nodes) }
    var isSecretPiped = false
    for command in commands.reversed() {
      if isSecretPiped { mark(command) }
      if readCommand(command) { isSecretPiped = true }
    }
  }

  /// - Returns: whether the command is about a secret that may be piped in.
  private mutating func readCommand(_ nodes: [Node]) -> Bool {
    let name = Self.commandName(nodes) ?? ""
    let isReading = SecretNames.isReading(name)
    var isAboutSecret =
      !isReading && SecretNames.announce(name) && name.lowercased() != "convertto-securestring"
    var words: [Token] = []
    var others: [Node] = []
    var index = 0
    /// The values behind a parameter, several with commas between them.
    func argument() -> [Node] {
      var result: [Node] = []
      while index < nodes.count, nodes[index].token?.kind != .parameter {
        let isComma = nodes[index].token?.kind == .comma
        if !isComma, !result.isEmpty, result.last?.token?.kind != .comma { break }
        result.append(nodes[index])
        index += 1
      }
      return result
    }
    while index < nodes.count {
      let node = nodes[index]
      index += 1
      guard let token = node.token else {
        others.append(node)
        if case .group(_, let inner) = node {
          read(inner)
          let isCredential = inner.contains {
            $0.token?.text.lowercased().contains("networkcredential") ?? false
          }
          if isCredential { mark(Array(nodes[index...])) }
        }
        continue
      }
      switch token.kind {
      case .parameter:
        let parts = token.text.dropFirst().split(
          separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let parameter = parts.first.map(String.init) ?? ""
        let isSwitch = SecretNames.isSwitch(parameter)
        let isSecret = SecretNames.announceParameter(parameter)
        if parts.count > 1, !parts[1].isEmpty {
          if isSwitch || isSecret { add(token, from: parts[1].startIndex) }
        } else if isSecret || isSwitch && parts.count > 1 {
          mark(argument())
        } else if ["u", "user", "-user"].contains(parameter.lowercased()), index < nodes.count,
          let account = nodes[index].token, let colon = account.text.firstIndex(of: ":")
        {
          add(account, from: account.text.index(after: colon))
          index += 1
        } else if SecretNames.isPlaceParameter(parameter) {
          let place = argument()
          isAboutSecret = isAboutSecret || !isReading && place.contains(where: Self.announces)
          read(place)
        }
      case .word, .stringLiteral, .stringExpandable, .number, .unknown:
        if token.role == .commandName {
          words.append(token)
          continue
        }
        if token.role == .memberName { continue }
        if token.role == .typeName || token.text.lowercased().contains("networkcredential") {
          guard token.text.lowercased().contains("networkcredential") else { continue }
          mark(Array(nodes[index...]))
          continue
        }
        words.append(token)
        if readInside(token, isReading: isReading) { continue }
        if ["/rp", "/p", "/pp", "/pass"].contains(token.text.lowercased()) {
          mark(argument())
        } else if SecretNames.announce(token.text) {
          isAboutSecret = isAboutSecret || !isReading
        } else {
          others.append(node)
        }
      case .verbatimArgument: add(token, from: token.text.startIndex)
      default: break
      }
    }
    if isAboutSecret { mark(others) }
    readNet(words)
    return isAboutSecret
  }

  /// `net user NAME PASSWORD`, `net use PLACE PASSWORD`.
  private mutating func readNet(_ words: [Token]) {
    guard
      let start = words.firstIndex(where: { SecretNames.isNet(String(Self.unquoted($0).text)) }),
      words.count > start + 3,
      ["user", "users", "use"].contains(Self.unquoted(words[start + 1]).text.lowercased())
    else { return }
    for word in words[(start + 3)...]
    where Self.unquoted(word).text.first != "/" && !Self.unquoted(word).text.hasPrefix(#"\\"#) {
      mark([.token(word)])
    }
  }

  /// Secrets inside a value: `/p:secret`, `"-password:secret"`, `https://name:secret@host`, a text
  /// about a password.
  /// - Returns: whether it holds one.
  private mutating func readInside(_ token: Token, isReading: Bool) -> Bool {
    let text = token.text[...]
    if let scheme = text.firstRange(of: "://"), let at = text.lastIndex(of: "@"),
      scheme.upperBound < at, let colon = text[scheme.upperBound..<at].firstIndex(of: ":")
    {
      add(token, from: text.index(after: colon), to: at)
      return true
    }
    guard !isReading else { return false }
    if SecretNames.announce(text), Self.unquoted(token).text.contains(where: \.isWhitespace) {
      mark([.token(token)])
      return true
    }
    guard let start = SecretNames.endOfAssignment(in: text), start < Self.unquoted(token).end else {
      return false
    }
    add(token, from: start)
    return true
  }

  // MARK: Values

  /// Takes all values in the nodes, but for what commands get that only look for something.
  private mutating func mark(_ nodes: [Node], isCertain: Bool = true) {
    for node in nodes {
      switch node {
      case .group(_, let inner):
        if let name = Self.commandName(inner), SecretNames.isReading(name) {
          read(inner)
        } else {
          mark(inner, isCertain: isCertain)
        }
      case .token(let token):
        switch token.kind {
        case .stringLiteral, .stringExpandable, .number, .unknown, .verbatimArgument:
          add(token, from: Self.unquoted(token).start, isCertain: isCertain)
        case .word:
          let isName = [.typeName, .memberName, .hashtableKey].contains(token.role)
          if isName || token.role == .commandName && Self.isCmdlet(token.text) { continue }
          add(token, from: token.text.startIndex, isCertain: isCertain)
        default: continue
        }
      }
    }
  }

  /// Takes a part of a token, up to the quote at its end when it is in quotes.
  private mutating func add(
    _ token: Token, from start: String.Index, to end: String.Index? = nil, isCertain: Bool = true
  ) {
    let text = token.text
    let inner = Self.unquoted(token)
    let start = max(start, inner.start)
    let end = min(end ?? inner.end, inner.end)
    guard start < end else { return }
    var value = String(text[start..<end])
    if let quote = inner.quote { value = value.replacing("\(quote)\(quote)", with: String(quote)) }
    guard !SecretNames.isHarmless(value) else {
      hasHarmless = true
      return
    }
    let offset = token.extent.startOffset
    let lower = offset + text.utf8.distance(from: text.startIndex, to: start)
    let upper = offset + text.utf8.distance(from: text.startIndex, to: end)
    guard !found.contains(where: { $0.range.overlaps(lower..<upper) }) else { return }
    found.append(SecretValue(range: lower..<upper, text: value, isCertain: isCertain))
  }

  /// The text of a token without the quotes around it, and where it stands in the token.
  private static func unquoted(
    _ token: Token
  ) -> (text: Substring, start: String.Index, end: String.Index, quote: Character?) {
    let text = token.text
    var inner = text[...]
    guard token.kind == .stringLiteral || token.kind == .stringExpandable else {
      return (inner, inner.startIndex, inner.endIndex, nil)
    }
    let isHere = inner.first == "@"
    if isHere { inner = inner.dropFirst() }
    guard let quote = inner.first else { return (inner, inner.startIndex, inner.endIndex, nil) }
    inner = inner.dropFirst()
    if isHere {
      inner = inner.drop { $0 == " " || $0 == "\t" }
      if inner.first?.isNewline == true { inner = inner.dropFirst() }
      if inner.last == "@" { inner = inner.dropLast() }
    }
    if inner.last == quote { inner = inner.dropLast() }
    if isHere, inner.last?.isNewline == true { inner = inner.dropLast() }
    return (inner, inner.startIndex, inner.endIndex, isHere ? nil : quote)
  }
}
