import PSLanguage

extension Operators {
  static func match(
    _ left: PSValue, _ right: PSValue, _ rule: CaseRule, negated: Bool,
    _ context: ExecutionContext
  ) throws -> PSValue { throw notThere }

  static func replace(
    _ left: PSValue, _ right: PSValue, _ rule: CaseRule, _ context: ExecutionContext
  ) async throws -> PSValue { throw notThere }

  static func split(
    _ left: PSValue, _ right: PSValue, _ rule: CaseRule, _ context: ExecutionContext
  ) async throws -> PSValue { throw notThere }

  private static var notThere: PSRuntimeError {
    PSRuntimeError(
      "Regular expressions are not available in this build.", id: "NotSupported",
      category: .notImplemented)
  }
}
