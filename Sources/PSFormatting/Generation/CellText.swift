public import PSEngine

/// The text of a value in a cell or a list (`language.md` 10.7).
public enum CellText {
  /// The text of a value; several lines are possible.
  /// - Parameters:
  ///   - value: any value.
  ///   - style: edition and number of elements shown.
  ///   - isTable: whether it stands in a table, where PowerShell 7 rounds numbers.
  public static func text(of value: PSValue, style: OutputStyle, isTable: Bool) -> String {
    switch value {
    case .string(let text): return text
    case .number(let number): return text(of: number, style: style, isTable: isTable)
    case .array(let array): return collection(array.elements, style)
    case .object(let object): return text(of: object, style: style, isTable: isTable)
    case .null, .bool, .char: return TextConversion.text(of: value)
    }
  }

  private static func text(of object: PSObject, style: OutputStyle, isTable: Bool) -> String {
    if let boxed = object as? PSBoxedValue {
      return text(of: boxed.base, style: style, isTable: isTable)
    }
    if let table = object as? PSHashtable { return dictionary(table, style) }
    if let elements = object.enumeratedElements, !isXML(object) {
      return collection(elements, style)
    }
    return DisplayText.text(of: object)
  }

  private static func text(of number: PSNumber, style: OutputStyle, isTable: Bool) -> String {
    guard !style.isDesktop, isTable, number.isFloating || number.isDecimal else {
      return TextConversion.text(of: number)
    }
    return DisplayText.formatted(.number(number), "N2") ?? TextConversion.text(of: number)
  }

  private static func collection(_ elements: [PSValue], _ style: OutputStyle) -> String {
    braced(elements.count, style) { element(elements[$0]) }
  }

  private static func dictionary(_ table: PSHashtable, _ style: OutputStyle) -> String {
    braced(table.count, style) { index in
      let entry = table.entries[index]
      let key = element(entry.key)
      return style.isDesktop ? key : "[\(key), \(element(entry.value))]"
    }
  }

  private static func braced(
    _ count: Int, _ style: OutputStyle, _ text: (Int) -> String
  ) -> String {
    let shown = style.enumerationLimit < 0 ? count : min(count, style.enumerationLimit)
    var result = "{"
    for index in 0..<shown {
      if index > 0 { result += ", " }
      result += text(index)
    }
    if shown < count { result += style.ellipsis }
    return result + "}"
  }

  /// The text of an element of a collection: an object without a text of its own shows the property
  /// that names it.
  private static func element(_ value: PSValue) -> String {
    guard case .object(let object) = value else {
      return value.isNull ? "$null" : TextConversion.text(of: value)
    }
    let hasOwnText = object is PSCustomObject || object.text != object.typeName
    if !hasOwnText || isXML(object) || object is PSDictionaryEntry {
      if let name = DisplayName.property(of: value), let shown = object.value(of: name) {
        return TextConversion.text(of: shown)
      }
    }
    return DisplayText.text(of: object)
  }

  private static func isXML(_ object: PSObject) -> Bool {
    object.typeNames.contains("System.Xml.XmlNode")
  }
}

/// The property that stands for an object (`language.md` 10.7, 10.9): the first of `Name`, `Id`,
/// `Key`, then of a name that ends so.
enum DisplayName {
  static func property(of value: PSValue) -> String? {
    let names = MemberAccess.properties(of: value).map(\.name)
    for exact in ["Name", "Id", "Key"] {
      if let match = names.first(where: { $0.equalsIgnoringCase(exact) }) { return match }
    }
    for ending in ["key", "name", "id"] {
      if let match = names.first(where: { $0.lowercased().hasSuffix(ending) }) { return match }
    }
    return nil
  }
}
