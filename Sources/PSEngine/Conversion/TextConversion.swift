/// The `[string]` conversion (`language.md` 4.4): invariant culture.
public enum TextConversion {
  /// The text of a value; elements of a collection are joined by a blank.
  public static func text(of value: PSValue) -> String { text(of: value, separator: " ") }

  /// The text of a value.
  /// - Parameters:
  ///   - value: the value.
  ///   - ofs: what joins the elements of a collection: `$OFS`.
  public static func text(of value: PSValue, separator ofs: String) -> String {
    switch value {
    case .null: return ""
    case .bool(let flag): return flag ? "True" : "False"
    case .number(let number): return text(of: number)
    case .char(let scalar): return String(scalar)
    case .string(let text): return text
    case .array(let array): return joined(array.elements, ofs)
    case .object(let object):
      if let boxed = object as? PSBoxedValue { return text(of: boxed.base, separator: ofs) }
      if let elements = object.enumeratedElements { return joined(elements, ofs) }
      if let custom = object as? PSCustomObject { return notes(of: custom) }
      return object.text
    }
  }

  /// The text of a number.
  public static func text(of number: PSNumber) -> String {
    switch number {
    case .single(let value): return NumberText.general(Double(value), precision: 7)
    case .double(let value): return NumberText.general(value, precision: 15)
    case .decimal(let value): return value.description
    default: return String(number.integer ?? 0)
    }
  }

  /// Elements joined; a collection inside is named by its type, as .NET does.
  private static func joined(_ elements: [PSValue], _ ofs: String) -> String {
    elements.map { element in
      switch element {
      case .array(let array): return "\(array.elementType)[]"
      case .object(let object) where object is PSList: return object.typeName
      default: return text(of: element)
      }
    }.joined(separator: ofs)
  }

  /// `@{a=1; b=x}`
  private static func notes(of object: PSCustomObject) -> String {
    let parts = object.extendedMembers.compactMap { member -> String? in
      switch member.kind {
      case .note(let value): return "\(member.name)=\(shallowText(of: value))"
      case .alias, .code:
        return "\(member.name)=\(shallowText(of: object.value(of: member.name) ?? .null))"
      case .scriptProperty, .scriptMethod: return nil
      }
    }
    return "@{" + parts.joined(separator: "; ") + "}"
  }

  /// The text of a value inside `@{…}`: a nested custom object shows nothing, a collection its type.
  private static func shallowText(of value: PSValue) -> String {
    switch value {
    case .array(let array): return "\(array.elementType)[]"
    case .object(let object):
      if object is PSCustomObject { return "" }
      if object is PSList { return object.typeName }
      return text(of: value)
    default: return text(of: value)
    }
  }
}
