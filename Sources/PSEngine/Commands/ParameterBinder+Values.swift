import PSLanguage

// Conversion and checks of one argument (`language.md` 6.2).
extension ParameterBinder {
  /// Whether a value has the parameter's type already.
  func accepts(_ value: PSValue, _ index: Int) -> Bool {
    let type = table.entries[index].definition.type
    if case .object(let object) = value, object is ScriptBlock, !type.holdsScriptBlocks {
      return table.mask(index) { !$0.pipeline.isEmpty } != 0
    }
    return Self.matches(value, type) && suitsPattern(value, index)
  }

  /// Whether a text has the form that the parameter asks for: where one position belongs to several
  /// sets, the form tells which set is meant (`Add-Member`).
  private func suitsPattern(_ value: PSValue, _ index: Int) -> Bool {
    table.entries[index].definition.validations.allSatisfy { validation in
      guard case .pattern(let pattern) = validation, case .string(let text) = value.unwrapped,
        let regex = try? PSPattern(pattern, .ignoreCase)
      else { return true }
      return (try? regex.firstMatch(in: text)) != nil
    }
  }

  static func matches(_ value: PSValue, _ type: ParameterType) -> Bool {
    switch type {
    case .any: return true
    case .switchParameter:
      if case .bool = value.unwrapped { return true }
      return value.asObject is PSSwitch
    case .enumeration(let wanted):
      if case .object(let object) = value, let item = object as? PSEnum {
        return item.type == wanted
      }
      return false
    case .array(let element):
      if let elements = collection(value) { return elements.allSatisfy { matches($0, element) } }
      return matches(value, element)
    case .named(let name):
      if case .string = value { return name == "System.String" || isUniversal(name) }
      if value.isNull { return false }
      return isUniversal(name)
        || TypeNames.chain(of: value).contains { $0.equalsIgnoringCase(name) }
    }
  }

  private static func isUniversal(_ name: String) -> Bool {
    name == "System.Object" || name == "System.Management.Automation.PSObject"
  }

  /// The elements of an array or list; `nil` for everything that passes as one value.
  static func collection(_ value: PSValue) -> [PSValue]? {
    switch value.unwrapped {
    case .array(let array): return array.elements
    case .object(let object): return (object as? PSList)?.elements
    default: return nil
    }
  }

  /// Converts and checks a value for a parameter.
  func converted(
    _ value: PSValue, _ index: Int, at extent: ScriptExtent?
  ) async throws -> PSValue {
    let entry = table.entries[index]
    let result = try await coerced(value, entry.definition, at: extent)
    try Self.checkEmptiness(result, entry, at: extent)
    try ParameterChecks.check(result, entry.definition, at: extent)
    return result
  }

  private func coerced(
    _ value: PSValue, _ definition: ParameterDefinition, at extent: ScriptExtent?
  ) async throws -> PSValue {
    let isScript = context.signature.isScript
    switch definition.type {
    case .any: return value
    case .switchParameter:
      switch value.unwrapped {
      case .null, .bool, .number: return Self.flag(Truth.isTrue(value), isScript)
      case .object(let object) where object is PSSwitch: return Self.flag(object.isTrue, isScript)
      default:
        throw BindingErrors.wrongShape(value, definition, isScript: isScript, at: extent)
      }
    case .named(let name):
      if name == "System.String" {
        if case .string = value { return value }
        if value.isNull { return definition.refusesNull ? .null : .string("") }
      }
      if name == "System.Boolean", case .string(let text) = value.unwrapped {
        throw BindingErrors.cannotConvert(
          value, definition,
          inner: "Cannot convert value \"\(text)\" to type \"System.Boolean\". Boolean parameters "
            + "accept only Boolean values and numbers, such as $True, $False, 1 or 0 instead.",
          isScript: isScript, at: extent)
      }
      if name == "System.Management.Automation.PSCredential" {
        return try await credential(value, definition, at: extent)
      }
    case .array, .enumeration: break
    }
    if value.isNull, case .array = definition.type { return .null }
    if Self.matches(value, definition.type), case .named = definition.type { return value }
    if Self.matches(value, definition.type), case .enumeration = definition.type { return value }
    var value = value
    if let elements = Self.collection(value), !definition.type.holdsCollections {
      if elements.count == 1 {
        value = elements[0]
      } else if !isScript || context.signature.isStrict {
        throw BindingErrors.wrongShape(value, definition, isScript: isScript, at: extent)
      }
    }
    do {
      return try Conversion.convert(value, to: definition.type, types: context.session.types)
    } catch {
      throw BindingErrors.cannotConvert(
        value, definition, inner: error.record.message, isScript: isScript, at: extent)
    }
  }

  /// A switch as the command sees it: functions find an object with `IsPresent` in their variable.
  private static func flag(_ isPresent: Bool, _ isScript: Bool) -> PSValue {
    isScript ? .object(PSSwitch(isPresent)) : .bool(isPresent)
  }

  /// A user name where a credential is wanted asks for the password.
  private func credential(
    _ value: PSValue, _ definition: ParameterDefinition, at extent: ScriptExtent?
  ) async throws -> PSValue {
    switch value.unwrapped {
    case .object(let object) where object is PSCredential: return value
    case .null: return .null
    case .string(let name):
      let prompt = CredentialPrompt(userName: name.isEmpty ? nil : name)
      guard let answer = try await prompt.ask(context.host, context.session.configuration) else {
        return .null
      }
      return .object(answer)
    default:
      throw BindingErrors.cannotConvert(
        value, definition,
        inner: "A user name or a credential is needed, not "
          + "\(TypeNames.chain(of: value).first ?? "this value").",
        isScript: context.signature.isScript, at: extent)
    }
  }

  /// What mandatory parameters refuse unless they say otherwise.
  private static func checkEmptiness(
    _ value: PSValue, _ entry: BindingTable.Entry, at extent: ScriptExtent?
  ) throws {
    let definition = entry.definition
    guard entry.isMandatorySomewhere else { return }
    func check(_ value: PSValue) throws {
      switch value.unwrapped {
      case .null where !definition.allows(.null):
        throw BindingErrors.notAllowed(definition, "null", id: "NullNotAllowed", at: extent)
      case .string(let text) where text.isEmpty && !definition.allows(.emptyString):
        throw BindingErrors.notAllowed(
          definition, "an empty string", id: "EmptyStringNotAllowed", at: extent)
      default: return
      }
    }
    guard let elements = collection(value) else { return try check(value) }
    if elements.isEmpty, !definition.allows(.emptyCollection) {
      if case .array = value.unwrapped {
        throw BindingErrors.notAllowed(
          definition, "an empty array", id: "EmptyArrayNotAllowed", at: extent)
      }
      throw BindingErrors.notAllowed(
        definition, "an empty collection", id: "EmptyCollectionNotAllowed", at: extent)
    }
    if case .array = definition.type { for element in elements { try check(element) } }
  }
}

extension ParameterType {
  /// Whether a collection is an ordinary value for a parameter of this type.
  var holdsCollections: Bool {
    switch self {
    case .any, .array: return true
    case .named(let name):
      return name == "System.Object" || name == "System.Management.Automation.PSObject"
        || name == "System.Array" || name.hasPrefix("System.Collections.")
    case .enumeration(let type): return type.isFlags
    case .switchParameter: return false
    }
  }
}

extension ParameterDefinition {
  enum Emptiness { case null, emptyString, emptyCollection }

  /// Whether an attribute lets something empty through.
  func allows(_ what: Emptiness) -> Bool {
    validations.contains { validation in
      switch (validation, what) {
      case (.allowNull, .null), (.allowEmptyString, .emptyString),
        (.allowEmptyCollection, .emptyCollection):
        return true
      default: return false
      }
    }
  }

  /// Whether `$null` stays `$null` for a string parameter, so that the checks can refuse it.
  var refusesNull: Bool {
    memberships.contains(where: \.isMandatory)
      || validations.contains { validation in
        switch validation {
        case .allowEmptyString, .allowEmptyCollection: return false
        default: return true
        }
      }
  }
}
