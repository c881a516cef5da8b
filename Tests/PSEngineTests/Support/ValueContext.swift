public import PSEngine
import PSLanguage
import Testing

/// A session without modules, to apply operators and read members in.
struct ValueContext {
  let context: ExecutionContext
  var types: TypeTable { context.session.types }

  init(persona: RunspaceConfiguration.Persona = .desktop) {
    let session = SessionState(
      configuration: RunspaceConfiguration(
        persona: persona, seed: 1, now: { 1_714_560_000 }))
    let host = ScriptedHost()
    context = ExecutionContext(
      session: session, host: host, scope: session.globalScope,
      streams: StreamSet(host: host, error: ArrayCollector()))
  }

  func binary(_ operation: BinaryOperator, _ left: PSValue, _ right: PSValue) async throws
    -> PSValue
  {
    try await Operators.binary(operation, left, right, in: context)
  }

  func text(_ operation: BinaryOperator, _ left: PSValue, _ right: PSValue) async throws -> String {
    TextConversion.text(of: try await binary(operation, left, right))
  }

  /// The error of a body; fails the test when there is none.
  @discardableResult
  func error(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
  ) async -> PSRuntimeError? {
    do {
      try await body()
      Issue.record("An error was expected.", sourceLocation: sourceLocation)
      return nil
    } catch {
      #expect(error is PSRuntimeError, sourceLocation: sourceLocation)
      return error as? PSRuntimeError
    }
  }

  func convert(_ value: PSValue, _ type: String) throws -> PSValue {
    try Conversion.convert(value, toTypeNamed: type, types: types)
  }

  func call(_ target: PSValue, _ name: String, _ arguments: PSValue...) async throws -> PSValue {
    try await MemberAccess.invoke(target, name, arguments, in: context)
  }

  func type(_ name: String) throws -> PSValue {
    .object(PSRuntimeType(try types.resolve(name: name)))
  }

  func callStatic(_ type: String, _ name: String, _ arguments: PSValue...) async throws -> PSValue {
    try await MemberAccess.invokeStatic(self.type(type), name, arguments, in: context)
  }
}

// Tests write operands as literals.
extension PSValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral
{
  /// A literal.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A literal.
  public init(integerLiteral value: Int) { self = .int(value) }
  /// A literal.
  public init(floatLiteral value: Double) { self = .number(.double(value)) }
  /// A literal.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A literal.
  public init(arrayLiteral elements: PSValue...) { self = .list(elements) }
}

/// A value as type and text, which tests can compare: `Int32 3`.
func shown(_ value: PSValue) -> String {
  switch value {
  case .null: return "null"
  case .array(let array):
    return "\(array.elementType)[] " + array.elements.map(shown).joined(separator: "|")
  default:
    return "\(TypeNames.shortName(TypeNames.name(of: value))) \(TextConversion.text(of: value))"
  }
}
