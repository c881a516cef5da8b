extension MemberAccess {
  /// Calls a method; on a collection that does not have it, on each element.
  /// - Throws: ``PSRuntimeError`` with the ids of `language.md` 4.8.
  public static func invoke(
    _ target: PSValue, _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue {
    if target.isNull {
      throw PSRuntimeError(
        "You cannot call a method on a null-valued expression.", id: "InvokeMethodOnNull")
    }
    if let result = try await own(target, name, calledWith: arguments, in: context) {
      return result
    }
    if let result = try await CollectionMethods.invoke(target, name, arguments, in: context) {
      return result
    }
    guard let elements = Operators.collection(target) else {
      throw methodNotFound(name, TypeNames.name(of: target))
    }
    var output: [PSValue] = []
    for element in elements {
      guard !element.isNull,
        let result = try await own(element, name, calledWith: arguments, in: context)
      else { throw methodNotFound(name, TypeNames.name(of: element.isNull ? target : element)) }
      output += result.enumerated
    }
    if elements.isEmpty { throw methodNotFound(name, TypeNames.name(of: target)) }
    return .collapsing(output)
  }

  /// A method that the value itself has; `nil` when there is none.
  private static func own(
    _ target: PSValue, _ name: String, calledWith arguments: [PSValue],
    in context: ExecutionContext
  ) async throws -> PSValue? {
    if case .object(let object) = target {
      if case .scriptMethod(let block)? = object.extendedMember(name)?.kind {
        return .collapsing(try await run(block, on: target, arguments, in: context))
      }
      do {
        if let result = try await object.invokeMethod(name, arguments, in: context) {
          return result
        }
      } catch let failure as NativeFailure {
        throw NativeCall.wrapped(failure, calling: name, arguments.count)
      }
    }
    let value = target.unwrapped
    let methods = IntrinsicMethods.methods(of: value)
    if let result = try await NativeCall.invoke(methods, name, on: value, arguments, in: context) {
      return result
    }
    return try await NativeCall.invoke(
      CommonMethods.methods(of: target), name, on: target, arguments, in: context)
  }

  /// The error of a method that a type does not have.
  static func methodNotFound(_ name: String, _ type: String) -> PSRuntimeError {
    PSRuntimeError(
      "Method invocation failed because [\(type)] does not contain a method named '\(name)'.",
      id: "MethodNotFound", target: .string(name))
  }

  // MARK: Static members

  /// Reads a static property of a type, or of the type of another value.
  public static func getStatic(
    _ target: PSValue, _ name: String, in context: ExecutionContext
  ) throws -> PSValue {
    let type = try staticType(target, context)
    if let property = type.staticProperties.first(where: { $0.name.equalsIgnoringCase(name) }) {
      return try property.value(context)
    }
    if let method = type.staticMethods.first(where: { $0.name.equalsIgnoringCase(name) }) {
      return .object(PSMethodReference(method.info, on: target))
    }
    return .null
  }

  /// Sets a static property of a type, for this session.
  /// - Throws: ``PSRuntimeError`` for one that does not exist, can only be read, or refuses the value.
  static func setStatic(
    _ target: PSValue, _ name: String, _ value: PSValue, in context: ExecutionContext
  ) throws {
    let type = try staticType(target, context)
    guard let property = type.staticProperties.first(where: { $0.name.equalsIgnoringCase(name) })
    else {
      throw PSRuntimeError(
        "The property '\(name)' cannot be found on this object. Verify that the property exists "
          + "and can be set.", id: "PropertyNotFound")
    }
    guard let setter = property.setter else { throw readOnly(property.name) }
    do {
      try setter(value, context)
    } catch let failure as NativeFailure {
      throw settingFailed(property.name, failure)
    }
  }

  /// Calls a static method or, by the name `new`, a constructor.
  public static func invokeStatic(
    _ target: PSValue, _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue {
    let type = try staticType(target, context)
    if name.equalsIgnoringCase("new") {
      return try await construct(type, arguments, in: context)
    }
    if let result = try await NativeCall.invoke(
      type.staticMethods, name, on: .null, arguments, in: context)
    {
      return result
    }
    throw methodNotFound(name, type.fullName)
  }

  /// Makes an object of a type: `::new`, `New-Object`.
  /// - Throws: ``PSRuntimeError`` with id `MethodCountCouldNotFindBest` when no constructor fits.
  public static func construct(
    _ type: PSTypeDefinition, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue {
    if type.constructors.isEmpty {
      if arguments.count == 1 {
        return try Conversion.convert(arguments[0], to: type, types: context.session.types)
      }
      if type.baseNames.contains("System.ValueType") && arguments.isEmpty {
        return Conversion.defaultValue(of: type.fullName)
      }
      throw NativeCall.noOverload(".ctor", arguments.count)
    }
    let method = NativeMethod(".ctor", type.constructors)
    return try await NativeCall.invoke(method, on: .null, arguments, in: context)
  }

  /// Makes an object and sets its properties: `[T]@{ Name = value }`.
  /// - Throws: ``PSRuntimeError`` `ObjectCreationError` for properties that it does not have.
  static func construct(
    _ type: PSTypeDefinition, from table: PSHashtable, in context: ExecutionContext
  ) async throws -> PSValue {
    let value = try await construct(type, [], in: context)
    let settable = properties(of: value).filter(\.isSettable)
    for (key, item) in table.entries {
      let name = TextConversion.text(of: key)
      guard settable.contains(where: { $0.name.equalsIgnoringCase(name) }) else {
        let names = settable.map { "[\($0.name) <\($0.typeName)>]" }.joined(separator: ", ")
        throw PSRuntimeError(
          "Cannot create object of type \"\(type.fullName)\". The \(name) property was not found "
            + "for the \(type.fullName) object. "
            + (names.isEmpty
              ? "There is no settable property available."
              : "The available property is: \(names)."),
          id: "ObjectCreationError",
          category: .invalidArgument,
          exception: "System.Management.Automation.PSInvalidCastException")
      }
      try await set(value, name, item, in: context)
    }
    return value
  }

  private static func staticType(
    _ target: PSValue, _ context: ExecutionContext
  ) throws -> PSTypeDefinition {
    if let type = target.asObject as? PSRuntimeType { return type.definition }
    guard let type = PSRuntimeType(of: target, types: context.session.types) else {
      throw PSRuntimeError(
        "You cannot call a method on a null-valued expression.", id: "InvokeMethodOnNull")
    }
    return type.definition
  }
}
