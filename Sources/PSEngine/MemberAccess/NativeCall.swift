/// Choice of an overload, conversion of arguments, and the errors of both (`language.md` 4.8).
enum NativeCall {
  /// Calls the method of that name; `nil` when the table has none.
  static func invoke(
    _ methods: [NativeMethod], _ name: String, on target: PSValue, _ arguments: [PSValue],
    in context: ExecutionContext
  ) async throws -> PSValue? {
    guard let method = methods.first(where: { $0.name.equalsIgnoringCase(name) }) else {
      return nil
    }
    return try await invoke(method, on: target, arguments, in: context)
  }

  /// Calls a method.
  static func invoke(
    _ method: NativeMethod, on target: PSValue, _ arguments: [PSValue],
    in context: ExecutionContext
  ) async throws -> PSValue {
    let fitting = method.overloads.filter { accepts($0, arguments.count) }
    guard !fitting.isEmpty else { throw noOverload(method.name, arguments.count) }
    var best: (overload: NativeOverload, values: [PSValue], cost: Int)?
    var problem: (any Error)?
    for overload in fitting {
      do {
        let (values, cost) = try bind(overload, method.name, arguments, context.session.types)
        if best.map({ cost < $0.cost }) ?? true { best = (overload, values, cost) }
        if cost == 0 { break }
      } catch {
        problem = problem ?? error
      }
    }
    guard let best else { throw problem ?? noOverload(method.name, arguments.count) }
    do {
      return try await best.overload.body(
        target, NativeArguments(values: best.values, context: context))
    } catch let failure as NativeFailure {
      throw wrapped(failure, calling: method.name, arguments.count)
    }
  }

  private static func accepts(_ overload: NativeOverload, _ count: Int) -> Bool {
    guard let last = overload.parameters.last, last.takesRest else {
      return overload.parameters.count == count
    }
    return count >= overload.parameters.count - 1
  }

  /// Converts the arguments.
  /// - Returns: the converted values and how far they are from the overload's types.
  private static func bind(
    _ overload: NativeOverload, _ method: String, _ arguments: [PSValue], _ types: TypeTable
  ) throws -> ([PSValue], Int) {
    var values: [PSValue] = []
    var cost = 0
    for (index, argument) in arguments.enumerated() {
      let parameter = overload.parameters[min(index, overload.parameters.count - 1)]
      if parameter.takesRest {
        let rest = Array(arguments[index...])
        let isWhole = rest.count == 1 && Self.isWhole(rest[0], parameter.type)
        let packed = isWhole ? rest[0] : .list(rest)
        values.append(try convert(packed, parameter, method, types))
        return (values, cost + 4 + distance(rest[0], elementType(parameter.type)))
      }
      values.append(try convert(argument, parameter, method, types))
      cost += distance(argument, parameter.type)
    }
    if let last = overload.parameters.last, last.takesRest, values.count < overload.parameters.count
    {
      values.append(.list([]))
      cost += 4
    }
    return (values, cost)
  }

  /// Whether one argument stands for all the rest: a collection, or a text for characters.
  private static func isWhole(_ argument: PSValue, _ type: ParameterType) -> Bool {
    if case .string = argument.unwrapped { return elementType(type).fullName == "System.Char" }
    return Operators.collection(argument) != nil
  }

  private static func elementType(_ type: ParameterType) -> ParameterType {
    if case .array(let element) = type { return element }
    return type
  }

  private static func convert(
    _ value: PSValue, _ parameter: NativeOverload.Parameter, _ method: String, _ types: TypeTable
  ) throws -> PSValue {
    do {
      return try Conversion.convert(value, to: parameter.type, types: types)
    } catch {
      let inner = error.record.message
      throw PSRuntimeError(
        ErrorRecord(
          PSException(
            "System.Management.Automation.MethodException",
            "Cannot convert argument \"\(parameter.name)\", with value: "
              + "\"\(TextConversion.text(of: value))\", for \"\(method)\" to type "
              + "\"\(parameter.type.fullName)\": \"\(inner)\"", inner: error.record.exception),
          id: "MethodArgumentConversionInvalidCastArgument", category: .notSpecified))
    }
  }

  /// How far a value is from a parameter's type: 0 for the same type.
  private static func distance(_ value: PSValue, _ type: ParameterType) -> Int {
    let own = TypeNames.name(of: value)
    let wanted = type.fullName
    if own == wanted { return 0 }
    if wanted == "System.Object" { return 6 }
    switch value.unwrapped {
    case .number(let number):
      guard let kind = NumericKind(typeName: wanted) else {
        return wanted == "System.String" ? 9 : 12
      }
      let step = kind.rawValue - NumericKind(number).rawValue
      return step > 0 ? min(step, 5) : 8
    case .string:
      if wanted == "System.Char" { return 3 }
      return wanted == "System.Char[]" || wanted == "System.String[]" ? 4 : 10
    case .object(let object):
      return object.baseTypeNames.contains(wanted) ? 1 : 11
    case .array: return type.fullName.hasSuffix("[]") ? 2 : 12
    case .null, .bool, .char: return wanted == "System.String" ? 7 : 11
    }
  }

  /// The error of a count of arguments that no overload takes.
  static func noOverload(_ method: String, _ count: Int) -> PSRuntimeError {
    PSRuntimeError(
      "Cannot find an overload for \"\(method)\" and the argument count: \"\(count)\".",
      id: "MethodCountCouldNotFindBest", category: .notSpecified,
      exception: "System.Management.Automation.MethodException")
  }

  /// The error of an exception inside a method.
  static func wrapped(
    _ failure: NativeFailure, calling method: String, _ count: Int
  ) -> PSRuntimeError {
    PSRuntimeError(
      ErrorRecord(
        PSException(
          "System.Management.Automation.MethodInvocationException",
          "Exception calling \"\(method)\" with \"\(count)\" argument(s): \"\(failure.message)\"",
          inner: PSException(failure.exceptionType, failure.message)),
        id: TypeNames.shortName(failure.exceptionType), category: .notSpecified))
  }
}
