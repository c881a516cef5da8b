import PSLanguage

/// The validation attributes of a parameter (`language.md` 6.3).
enum ParameterChecks {
  /// Checks a converted value against all validations of its parameter.
  static func check(
    _ value: PSValue, _ definition: ParameterDefinition, at extent: ScriptExtent?
  ) throws {
    guard !definition.validations.isEmpty else { return }
    let elements = ParameterBinder.collection(value)
    for validation in definition.validations {
      if let text = complaint(validation, value, elements) {
        throw BindingErrors.invalid(definition, text, at: extent)
      }
    }
  }

  /// What is wrong with a value, `nil` when nothing is.
  private static func complaint(
    _ validation: ParameterValidation, _ value: PSValue, _ elements: [PSValue]?
  ) -> String? {
    switch validation {
    case .allowNull, .allowEmptyString, .allowEmptyCollection: return nil
    case .notNull:
      if value.isNull || elements?.contains(where: \.isNull) ?? false {
        return "The argument is null. Provide a valid value for the argument, and then try running "
          + "the command again."
      }
      return nil
    case .notNullOrEmpty: return emptiness(value, elements)
    case .count(let minimum, let maximum):
      let count = elements?.count ?? (value.isNull ? 0 : 1)
      if count < minimum || count > maximum {
        return "The parameter takes \(minimum) to \(maximum) values, but \(count) were given. "
          + "Change the number of values and then try the command again."
      }
      return nil
    default:
      return (elements ?? [value]).lazy.compactMap { complaint(validation, element: $0) }.first
    }
  }

  private static func emptiness(_ value: PSValue, _ elements: [PSValue]?) -> String? {
    let text =
      "The argument is null or empty. Provide an argument that is not null or empty, and then try "
      + "the command again."
    func isEmpty(_ value: PSValue) -> Bool {
      switch value.unwrapped {
      case .null: return true
      case .string(let text): return text.isEmpty
      case .object(let object): return (object as? PSUri)?.original.isEmpty ?? false
      default: return false
      }
    }
    // A table is one value for all other rules, and for this one the collection of its entries.
    let isEmptyTable = (value.asObject as? PSHashtable)?.count == 0
    guard let elements = isEmptyTable ? [] : elements else { return isEmpty(value) ? text : nil }
    if elements.isEmpty || elements.contains(where: isEmpty) {
      return "The argument is null, empty, or an element of the argument collection contains a "
        + "null value. Supply a collection that does not contain any null values and then try the "
        + "command again."
    }
    return nil
  }

  private static func complaint(
    _ validation: ParameterValidation, element: PSValue
  ) -> String? {
    let text = TextConversion.text(of: element)
    switch validation {
    case .set(let names):
      if names.contains(where: { $0.equalsIgnoringCase(text) }) { return nil }
      return
        "The argument \"\(text)\" does not belong to the set \"\(names.joined(separator: ","))\" "
        + "specified by the ValidateSet attribute. Supply an argument that is in the set and then "
        + "try the command again."
    case .range(let minimum, let maximum):
      guard let number = number(element) else { return nil }
      if number > Double(maximum) {
        return "The \(text) argument is greater than the maximum allowed range of \(maximum). "
          + "Supply an argument that is less than or equal to \(maximum) and then try the command "
          + "again."
      }
      if number < Double(minimum) {
        return "The \(text) argument is less than the minimum allowed range of \(minimum). Supply "
          + "an argument that is greater than or equal to \(minimum) and then try the command again."
      }
      return nil
    case .length(let minimum, let maximum):
      let length = text.utf16.count
      if length < minimum || length > maximum {
        return "The length of the argument \"\(text)\" is \(length), but \(minimum) to \(maximum) "
          + "characters are accepted. Supply an argument of that length and then try the command "
          + "again."
      }
      return nil
    case .pattern(let pattern):
      if let regex = try? PSPattern(pattern, .ignoreCase), (try? regex.firstMatch(in: text)) != nil
      {
        return nil
      }
      return "The argument \"\(text)\" does not match the \"\(pattern)\" pattern. Supply an "
        + "argument that matches it and then try the command again."
    default: return nil
    }
  }

  private static func number(_ value: PSValue) -> Double? {
    guard case .number(let number) = value.unwrapped else { return nil }
    switch number {
    case .byte(let value): return Double(value)
    case .sbyte(let value): return Double(value)
    case .int16(let value): return Double(value)
    case .uint16(let value): return Double(value)
    case .int32(let value): return Double(value)
    case .uint32(let value): return Double(value)
    case .int64(let value): return Double(value)
    case .uint64(let value): return Double(value)
    case .single(let value): return Double(value)
    case .double(let value): return value
    case .decimal: return nil
    }
  }
}
