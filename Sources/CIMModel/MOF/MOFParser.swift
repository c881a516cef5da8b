/// Reads class declarations in the Managed Object Format (DSP0004 annex A), the part of it that
/// declares classes:
///
///     [Abstract] class CIM_LogicalElement : CIM_ManagedSystemElement { };
///     class Win32_Process : CIM_Process {
///       [key] string Handle;
///       [write] uint32 Priority;
///       uint16 Codes[];
///       Win32_LogonSession ref Session;
///       uint32 Terminate(uint32 Reason);
///       [static] uint32 Create(string CommandLine, [out] uint32 ProcessId);
///     };
///
/// Qualifiers that say nothing about the shape of a class are passed over.
public struct MOFParser {
  private var tokenizer: MOFTokenizer
  private var token: MOFTokenizer.Token
  private var line: Int

  /// Reads a text of class declarations and adds the classes to a schema in their order.
  ///
  /// - Throws: ``MOFError`` with the line of the first mistake; the schema is then as it was.
  public static func read(_ text: String, into schema: inout CIMSchema) throws(MOFError) {
    var parser = try MOFParser(text)
    var result = schema
    while parser.token != .end {
      let line = parser.line
      let declared = try parser.classDeclaration(in: result)
      do {
        try result.add(declared)
      } catch {
        throw MOFError(line: line, problem: error.problem)
      }
    }
    schema = result
  }

  private init(_ text: String) throws(MOFError) {
    tokenizer = MOFTokenizer(text)
    token = try tokenizer.next()
    line = tokenizer.line
  }

  private mutating func advance() throws(MOFError) {
    token = try tokenizer.next()
    line = tokenizer.line
  }

  private func error(_ expected: String) -> MOFError {
    MOFError(line: line, problem: "\(expected) is missing before \(token.shown)")
  }

  private mutating func expect(_ sign: Character) throws(MOFError) {
    guard token == .sign(sign) else { throw error("'\(sign)'") }
    try advance()
  }

  private mutating func take(_ sign: Character) throws(MOFError) -> Bool {
    guard token == .sign(sign) else { return false }
    try advance()
    return true
  }

  private mutating func name(_ what: String) throws(MOFError) -> String {
    guard case .word(let word) = token, word.isCIMIdentifier else { throw error(what) }
    try advance()
    return word
  }

  private mutating func classDeclaration(in schema: CIMSchema) throws(MOFError) -> CIMClass {
    let qualifiers = try qualifierList()
    guard case .word(let keyword) = token, keyword.lowercased() == "class" else {
      throw error("'class'")
    }
    try advance()
    let className = try name("the name of the class")
    var base: CIMClass?
    if try take(":") {
      let line = line
      let baseName = try name("the name of the class above")
      guard let found = schema[baseName] else {
        throw MOFError(
          line: line, problem: CIMSchemaError.superclassMissing(baseName, of: className).problem)
      }
      base = found
    }
    try expect("{")
    var properties: [CIMProperty] = []
    var methods: [CIMMethod] = []
    while !(try take("}")) {
      switch try member() {
      case .property(let property): properties.append(property)
      case .method(let method): methods.append(method)
      }
    }
    try expect(";")
    return CIMClass(
      name: className, base: base, properties: properties, methods: methods,
      isAbstract: qualifiers.contains("abstract"),
      isAssociation: qualifiers.contains("association"),
      isSingleton: qualifiers.contains("singleton"))
  }

  private enum Member {
    case property(CIMProperty)
    case method(CIMMethod)
  }

  private mutating func member() throws(MOFError) -> Member {
    let qualifiers = try qualifierList()
    let (type, name) = try typeAndName()
    guard try take("(") else {
      let isArray = try arrayMark()
      try expect(";")
      return .property(
        CIMProperty(
          name: name, type: type, isArray: isArray, isKey: qualifiers.contains("key"),
          isWritable: qualifiers.contains("write")))
    }
    var inward: [CIMProperty] = []
    var outward: [CIMProperty] = []
    while token != .sign(")") {
      let direction = try qualifierList()
      let (type, name) = try typeAndName()
      let parameter = CIMProperty(name: name, type: type, isArray: try arrayMark())
      if direction.contains("out") { outward.append(parameter) }
      if direction.contains("in") || !direction.contains("out") { inward.append(parameter) }
      guard try take(",") else { break }
    }
    try expect(")")
    try expect(";")
    return .method(
      CIMMethod(
        name: name, returnType: type, inParameters: inward, outParameters: outward,
        isStatic: qualifiers.contains("static")))
  }

  private mutating func typeAndName() throws(MOFError) -> (CIMType, String) {
    let word = try name("a type")
    if let type = CIMType(keyword: word) { return (type, try name("a name")) }
    var second = try name("a name")
    guard second.lowercased() == "ref" else { return (.instance(word), second) }
    second = try name("a name")
    return (.reference(word), second)
  }

  private mutating func arrayMark() throws(MOFError) -> Bool {
    guard try take("[") else { return false }
    if case .word = token { try advance() }
    try expect("]")
    return true
  }

  /// The names of the qualifiers in brackets in lower case; their values are passed over.
  private mutating func qualifierList() throws(MOFError) -> Set<String> {
    var names: Set<String> = []
    guard try take("[") else { return names }
    var depth = 0
    while depth > 0 || token != .sign("]") {
      switch token {
      case .sign("("), .sign("{"): depth += 1
      case .sign(")"), .sign("}"): depth -= 1
      case .word(let word) where depth == 0: names.insert(word.lowercased())
      case .end: throw error("']'")
      default: break
      }
      try advance()
    }
    try advance()
    return names
  }
}

extension CIMSchemaError {
  /// What is wrong, for people.
  public var problem: String {
    switch self {
    case .classExists(let name): "the class \(name) is declared twice"
    case .superclassMissing(let name, let subclass):
      "the class \(name), from which \(subclass) descends, is not declared before it"
    }
  }
}
