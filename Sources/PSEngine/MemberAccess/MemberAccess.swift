/// Members and elements of values (`language.md` 4.7, 4.8).
public enum MemberAccess {
  /// Reads a property. A property that is not there gives `$null`; on a collection it is read from
  /// each element.
  /// - Throws: what a script property throws.
  public static func get(
    _ target: PSValue, _ name: String, in context: ExecutionContext
  ) async throws -> PSValue {
    if let value = try await find(target, name, in: context) { return value }
    if context.isStrict(2) {
      throw PSRuntimeError(
        "The property '\(name)' cannot be found on this object. Verify that the property exists.",
        id: "PropertyNotFoundStrict", category: .invalidOperation,
        exception: "System.Management.Automation.PropertyNotFoundException")
    }
    return .null
  }

  /// Reads a property; `nil` when there is none.
  public static func find(
    _ target: PSValue, _ name: String, in context: ExecutionContext
  ) async throws -> PSValue? {
    if let value = try await own(target, name, in: context) { return value }
    if let elements = Operators.collection(target) {
      if let count = count(name, elements.count) { return count }
      return try await enumerate(elements, name, in: context)
    }
    return count(name, target.isNull ? 0 : 1)
  }

  private static func count(_ name: String, _ value: Int) -> PSValue? {
    name.equalsIgnoringCase("Count") || name.equalsIgnoringCase("Length") ? .int(value) : nil
  }

  /// A property that the value itself has, without those of its elements.
  static func own(
    _ target: PSValue, _ name: String, in context: ExecutionContext
  ) async throws -> PSValue? {
    if case .object(let object) = target {
      if let member = object.extendedMember(name) {
        return try await value(of: member, on: object, in: context)
      }
      if let table = object as? PSHashtable, let value = table[name] { return value }
      if let property = object as? PSPropertyReference, name.equalsIgnoringCase("Value") {
        return try await property.read(in: context)
      }
      if let value = object.declaredValue(name) { return value }
    }
    if let value = IntrinsicProperties.value(of: name, on: target) { return value }
    if target.isNull { return nil }
    if let method = methods(of: target).first(where: { $0.name.equalsIgnoringCase(name) }) {
      return .object(PSMethodReference(method, on: target))
    }
    return nil
  }

  private static func value(
    of member: PSMember, on object: PSObject, in context: ExecutionContext
  ) async throws -> PSValue? {
    switch member.kind {
    case .note(let value): return value
    case .code(let getter): return getter(object)
    case .alias:
      guard let target = object.resolvedAlias(member.name) else { return nil }
      return try await own(.object(object), target, in: context)
    case .scriptProperty(let getter, _):
      let output = try await run(getter, on: .object(object), [], in: context)
      return .collapsing(output)
    case .scriptMethod:
      return .object(
        PSMethodReference(
          PSMethodInfo(member.name, "System.Object \(member.name)();"), on: .object(object)))
    }
  }

  /// Runs a script block that is a member: `$this` is the object, `$args` the arguments.
  static func run(
    _ block: ScriptBlock, on target: PSValue, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> [PSValue] {
    let scope = VariableScope(parent: context.scope)
    scope.define("this", target)
    return try await context.child(scope: scope, invocation: nil).evaluate(
      block, arguments: arguments, newScope: true)
  }

  /// Member enumeration: the property of every element that has it.
  private static func enumerate(
    _ elements: [PSValue], _ name: String, in context: ExecutionContext
  ) async throws -> PSValue? {
    var found: [PSValue] = []
    var any = false
    for element in elements {
      guard let value = try await own(element, name, in: context) else { continue }
      any = true
      found += value.enumerated
    }
    return any ? .collapsing(found) : nil
  }

  // MARK: Setting

  /// Assigns a property.
  /// - Throws: ``PSRuntimeError`` with the ids of `language.md` 4.8.
  public static func set(
    _ target: PSValue, _ name: String, _ value: PSValue, in context: ExecutionContext
  ) async throws {
    guard case .object(let object) = target else { throw cannotSet(name, on: target) }
    if let member = object.extendedMember(name) {
      return try await set(member, on: object, value, in: context)
    }
    if let table = object as? PSHashtable {
      table[name] = value
      return
    }
    if let property = object as? PSPropertyReference, name.equalsIgnoringCase("Value") {
      return try await set(property.target, property.name, value, in: context)
    }
    do {
      if try object.setDeclaredValue(name, to: value) { return }
    } catch let failure as NativeFailure {
      throw settingFailed(name, failure)
    }
    throw cannotSet(name, on: target)
  }

  private static func set(
    _ member: PSMember, on object: PSObject, _ value: PSValue, in context: ExecutionContext
  ) async throws {
    switch member.kind {
    case .note: object.setNote(member.name, value)
    case .alias:
      guard let name = object.resolvedAlias(member.name) else { throw readOnly(member.name) }
      try await set(.object(object), name, value, in: context)
    case .scriptProperty(_, let setter?):
      _ = try await run(setter, on: .object(object), [value], in: context)
    case .code, .scriptProperty, .scriptMethod: throw readOnly(member.name)
    }
  }

  private static func cannotSet(_ name: String, on target: PSValue) -> PSRuntimeError {
    let isKnown = properties(of: target).contains { $0.name.equalsIgnoringCase(name) }
    if isKnown { return readOnly(name) }
    return PSRuntimeError(
      "The property '\(name)' cannot be found on this object. Verify that the property exists and "
        + "can be set.", id: "PropertyNotFound")
  }

  /// The error of an assignment to a property that cannot be set.
  public static func readOnly(_ name: String) -> PSRuntimeError {
    PSRuntimeError(
      "'\(name)' is a ReadOnly property.", id: "PropertyAssignmentException",
      exception: "System.Management.Automation.SetValueInvocationException")
  }

  /// The error of a setter that refused its value.
  public static func settingFailed(_ name: String, _ failure: NativeFailure) -> PSRuntimeError {
    PSRuntimeError(
      ErrorRecord(
        PSException(
          "System.Management.Automation.SetValueInvocationException",
          "Exception setting \"\(name)\": \"\(failure.message)\"",
          inner: PSException(failure.exceptionType, failure.message)),
        id: TypeNames.shortName(failure.exceptionType), category: .notSpecified))
  }
}
