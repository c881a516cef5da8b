/// The grammar of WQL's data queries.
///
///     query       = "SELECT" ("*" | name {"," name}) "FROM" name ["WHERE" condition]
///                 | ("ASSOCIATORS" | "REFERENCES") "OF" "{" path "}" ["WHERE" {refinement}]
///     condition   = conjunction {"OR" conjunction}
///     conjunction = negation {"AND" negation}
///     negation    = "NOT" negation | "(" condition ")" | relation
///     relation    = name operator constant | constant operator name
///                 | name ["NOT"] "LIKE" text | name "IS" ["NOT"] "NULL" | name "ISA" text
struct WQLParser {
  private var tokenizer: WQLTokenizer
  private var token: WQLTokenizer.Token
  private var depth = 0

  /// How deep parentheses and `NOT` may be nested.
  private static let maximumDepth = 200
  /// How many comparisons a query may have.
  private static let maximumConditions = 10_000
  private var conditions = 0

  init(_ text: String) throws(WQLError) {
    tokenizer = WQLTokenizer(text)
    token = try tokenizer.next()
  }

  mutating func query() throws(WQLError) -> WQLQuery {
    let query: WQLQuery
    if try takeWord("SELECT") {
      query = .select(try select())
    } else if try takeWord("ASSOCIATORS") {
      query = .associated(try association(.associatedInstances))
    } else if try takeWord("REFERENCES") {
      query = .associated(try association(.associationInstances))
    } else {
      throw missing("SELECT, ASSOCIATORS OF or REFERENCES OF")
    }
    guard token == .end else { throw missing("the end of the query") }
    return query
  }

  // MARK: SELECT

  private mutating func select() throws(WQLError) -> WQLSelect {
    var properties: [String]?
    if !(try takeSign("*")) {
      var names: [String] = []
      repeat { names.append(try name("a property or *")) } while try takeSign(",")
      properties = names
    }
    guard try takeWord("FROM") else { throw missing("FROM") }
    let className = try name("a class")
    let condition = try takeWord("WHERE") ? try disjunction() : nil
    return WQLSelect(properties: properties, className: className, condition: condition)
  }

  private mutating func disjunction() throws(WQLError) -> WQLCondition {
    var parts = [try conjunction()]
    while try takeWord("OR") { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction() throws(WQLError) -> WQLCondition {
    var parts = [try negation()]
    while try takeWord("AND") { parts.append(try negation()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func negation() throws(WQLError) -> WQLCondition {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw WQLError(.tooLarge, "the query is nested deeper than \(Self.maximumDepth) levels")
    }
    if try takeWord("NOT") { return .not(try negation()) }
    if try takeSign("(") {
      let inner = try disjunction()
      guard try takeSign(")") else { throw missing("')'") }
      return inner
    }
    conditions += 1
    guard conditions <= Self.maximumConditions else {
      throw WQLError(.tooLarge, "the query has more than \(Self.maximumConditions) conditions")
    }
    return try relation()
  }

  private mutating func relation() throws(WQLError) -> WQLCondition {
    if let constant = try takeConstant() {
      let comparison = try comparisonSign()
      let property = try name("a property")
      return .comparison(property: property, comparison.mirrored, constant)
    }
    let property = try name("a property")
    if try takeWord("IS") {
      let isNegated = try takeWord("NOT")
      guard try takeWord("NULL") else { throw missing("NULL") }
      return isNegated ? .not(.isNull(property: property)) : .isNull(property: property)
    }
    if try takeWord("ISA") {
      return .isClass(property: property, className: try string("a class in quotation marks"))
    }
    if try takeWord("NOT") {
      guard try takeWord("LIKE") else { throw missing("LIKE") }
      return .comparison(property: property, .notLike, .string(try string("a pattern")))
    }
    if try takeWord("LIKE") {
      return .comparison(property: property, .like, .string(try string("a pattern")))
    }
    let comparison = try comparisonSign()
    if try takeWord("NULL") {
      switch comparison {
      case .equal: return .isNull(property: property)
      case .notEqual: return .not(.isNull(property: property))
      default: throw WQLError(.syntax, "NULL can be compared with = and <> only")
      }
    }
    guard let constant = try takeConstant() else { throw missing("a text, number, TRUE or FALSE") }
    return .comparison(property: property, comparison, constant)
  }

  private mutating func comparisonSign() throws(WQLError) -> WQLComparison {
    let comparison: WQLComparison
    switch token {
    case .sign("="): comparison = .equal
    case .sign("<>"), .sign("!="): comparison = .notEqual
    case .sign("<"): comparison = .less
    case .sign("<="): comparison = .lessOrEqual
    case .sign(">"): comparison = .greater
    case .sign(">="): comparison = .greaterOrEqual
    default: throw missing("an operator such as = or LIKE")
    }
    try advance()
    return comparison
  }

  private mutating func takeConstant() throws(WQLError) -> WQLConstant? {
    let constant: WQLConstant
    switch token {
    case .string(let text): constant = .string(text)
    case .number(let text): constant = .number(text)
    case .word where token.isWord("TRUE"): constant = .boolean(true)
    case .word where token.isWord("FALSE"): constant = .boolean(false)
    default: return nil
    }
    try advance()
    return constant
  }

  // MARK: ASSOCIATORS OF

  private mutating func association(
    _ result: AssociationQuery.Result
  ) throws(WQLError) -> AssociationQuery {
    guard try takeWord("OF") else { throw missing("OF") }
    guard case .path(let text) = token else { throw missing("a path in braces") }
    guard let object = CIMObjectPath(text) else {
      throw WQLError(.syntax, "{\(text.prefix(80))} is no path of an object")
    }
    try advance()
    var query = AssociationQuery(result, of: object)
    guard try takeWord("WHERE") else { return query }
    repeat { try refine(&query) } while token != .end
    return query
  }

  private mutating func refine(_ query: inout AssociationQuery) throws(WQLError) {
    guard case .word(let keyword) = token else { throw missing("a refinement such as ResultClass") }
    try advance()
    guard try takeSign("=") else { throw missing("'='") }
    let isAssociators = query.result == .associatedInstances
    switch keyword.uppercased() {
    case "RESULTCLASS": query.resultClass = try name("a class")
    case "ROLE": query.role = try name("a role")
    case "ASSOCCLASS" where isAssociators: query.associationClass = try name("a class")
    case "RESULTROLE" where isAssociators: query.resultRole = try name("a role")
    default: throw WQLError(.syntax, "'\(keyword.prefix(40))' is no refinement of this query")
    }
  }

  // MARK: Tokens

  private mutating func advance() throws(WQLError) { token = try tokenizer.next() }

  private func missing(_ expected: String) -> WQLError {
    WQLError(.syntax, "\(expected) is missing before \(token.shown)")
  }

  private mutating func takeWord(_ keyword: String) throws(WQLError) -> Bool {
    guard token.isWord(keyword) else { return false }
    try advance()
    return true
  }

  private mutating func takeSign(_ sign: String) throws(WQLError) -> Bool {
    guard token == .sign(sign) else { return false }
    try advance()
    return true
  }

  private mutating func name(_ what: String) throws(WQLError) -> String {
    guard case .word(let word) = token, !Self.keywords.contains(word.uppercased()) else {
      throw missing(what)
    }
    try advance()
    return word
  }

  private mutating func string(_ what: String) throws(WQLError) -> String {
    guard case .string(let text) = token else { throw missing(what) }
    try advance()
    return text
  }

  private static let keywords: Set<String> = [
    "SELECT", "FROM", "WHERE", "AND", "OR", "NOT", "LIKE", "IS", "ISA", "NULL", "TRUE", "FALSE",
  ]
}
