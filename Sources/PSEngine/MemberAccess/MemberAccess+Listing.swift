/// A member of a value as `Get-Member`, `Format-*` and `Select-Object *` see it.
public struct MemberDescription: Sendable {
  /// Kinds of members, with PowerShell's names.
  public enum Kind: String, Sendable {
    case property = "Property"
    case noteProperty = "NoteProperty"
    case aliasProperty = "AliasProperty"
    case codeProperty = "CodeProperty"
    case scriptProperty = "ScriptProperty"
    case parameterizedProperty = "ParameterizedProperty"
    case method = "Method"
    case scriptMethod = "ScriptMethod"
  }

  /// Name as shown.
  public let name: String
  /// Full name of the property's type.
  public let typeName: String
  /// Kind of member.
  public let kind: Kind
  /// Whether it can be assigned.
  public let isSettable: Bool
  /// What `Get-Member` shows: `string Name {get;set;}`, `bool Flag=True`, a method's signatures.
  public let definition: String
}

extension MemberAccess {
  /// The properties of a value: declared ones in their order, then those added at run time.
  public static func properties(of value: PSValue) -> [MemberDescription] {
    var list: [MemberDescription] = []
    if case .object(let object) = value {
      if let boxed = object as? PSBoxedValue { list = properties(of: boxed.base) }
      list += object.declaredProperties.map(declared)
      for member in object.extendedMembers {
        guard let described = described(member, of: object) else { continue }
        list.removeAll { $0.name.equalsIgnoringCase(described.name) }
        list.append(described)
      }
    } else {
      list = IntrinsicProperties.list(of: value).map(declared)
    }
    return list
  }

  /// The methods of a value.
  public static func methods(of value: PSValue) -> [PSMethodInfo] {
    var list = IntrinsicMethods.methods(of: value.unwrapped).map(\.info)
    if case .object(let object) = value { list = object.declaredMethods + list }
    for method in CommonMethods.methods(of: value)
    where !list.contains(where: { $0.name.equalsIgnoringCase(method.name) }) {
      list.append(method.info)
    }
    return list
  }

  /// The script methods added to a value.
  public static func scriptMethods(of value: PSValue) -> [MemberDescription] {
    guard case .object(let object) = value else { return [] }
    return object.extendedMembers.compactMap { member in
      guard case .scriptMethod = member.kind else { return nil }
      return MemberDescription(
        name: member.name, typeName: "System.Object", kind: .scriptMethod, isSettable: false,
        definition: "System.Object \(member.name)();")
    }
  }

  private static func declared(_ property: PSPropertyInfo) -> MemberDescription {
    MemberDescription(
      name: property.name, typeName: property.typeName, kind: .property,
      isSettable: property.isSettable,
      definition: "\(keyword(property.typeName)) \(property.name) "
        + (property.isSettable ? "{get;set;}" : "{get;}"))
  }

  private static func described(_ member: PSMember, of object: PSObject) -> MemberDescription? {
    let name = member.name
    switch member.kind {
    case .note(let value):
      let type = value.isNull ? "System.Object" : TypeNames.name(of: value)
      let shown = value.isNull ? "null" : TextConversion.text(of: value)
      return MemberDescription(
        name: name, typeName: type, kind: .noteProperty, isSettable: true,
        definition: "\(keyword(type)) \(name)=\(shown)")
    case .alias(let target):
      return MemberDescription(
        name: name, typeName: "System.Object", kind: .aliasProperty, isSettable: true,
        definition: "\(name) = \(target)")
    case .code(let getter):
      return MemberDescription(
        name: name, typeName: TypeNames.name(of: getter(object)), kind: .codeProperty,
        isSettable: false, definition: "System.Object \(name){get;}")
    case .scriptProperty(let getter, let setter):
      let set = setter.map { "set=\($0.text);" } ?? ""
      return MemberDescription(
        name: name, typeName: "System.Object", kind: .scriptProperty, isSettable: setter != nil,
        definition: "System.Object \(name) {get=\(getter.text);\(set)}")
    case .scriptMethod: return nil
    }
  }

  /// The word for a type in a definition: `string` for `System.String`.
  static func keyword(_ typeName: String) -> String {
    switch typeName {
    case "System.String": return "string"
    case "System.Boolean": return "bool"
    case "System.Char": return "char"
    case "System.Byte": return "byte"
    case "System.Int16": return "int16"
    case "System.UInt16": return "uint16"
    case "System.Int32": return "int"
    case "System.UInt32": return "uint32"
    case "System.Int64": return "long"
    case "System.UInt64": return "uint64"
    case "System.Single": return "float"
    case "System.Double": return "double"
    case "System.Decimal": return "decimal"
    case "System.DateTime": return "datetime"
    case "System.TimeSpan": return "timespan"
    case "System.Version": return "version"
    case "System.Uri": return "uri"
    case "System.Guid": return "guid"
    case "System.Xml.XmlDocument": return "xml"
    case "System.Management.Automation.SwitchParameter": return "switch"
    default:
      if typeName.hasSuffix("[]") { return keyword(String(typeName.dropLast(2))) + "[]" }
      return typeName
    }
  }
}
