/// What `$x.PSObject` gives: the members of a value as objects (`language.md` 4.1).
public final class PSObjectView: PSObject {
  /// The value.
  public private(set) var target: PSValue

  /// Views a value.
  public init(_ target: PSValue) { self.target = target }

  deinit { DeferredRelease.free(&target) }

  public override var baseTypeNames: [String] {
    ["System.Management.Automation.PSObject", "System.Object"]
  }
  public override var text: String { TextConversion.text(of: target) }
  public override var declaredProperties: [PSPropertyInfo] {
    ["BaseObject", "ImmediateBaseObject", "Members", "Methods", "Properties", "TypeNames"].map {
      PSPropertyInfo($0, "System.Object")
    }
  }

  public override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "baseobject", "immediatebaseobject": return target.unwrapped
    case "properties": return .object(PSMemberCollection(target, includesMethods: false))
    case "members": return .object(PSMemberCollection(target, includesMethods: true))
    case "methods":
      return .list(
        MemberAccess.methods(of: target).map { .object(PSMethodReference($0, on: target)) })
    case "typenames": return .object(PSTypeNameList(target))
    default: return nil
    }
  }

  public override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    guard name.equalsIgnoringCase("Copy"), arguments.isEmpty else { return nil }
    guard let source = target.asObject as? PSCustomObject else { return target }
    let copy = PSCustomObject()
    for member in source.extendedMembers { copy.setExtended(member) }
    copy.typeNames = source.typeNames
    return .object(copy)
  }
}

/// The properties (or all members) of a value, indexable by name.
public final class PSMemberCollection: PSObject {
  private var target: PSValue
  private let includesMethods: Bool

  init(_ target: PSValue, includesMethods: Bool) {
    self.target = target
    self.includesMethods = includesMethods
  }

  deinit { DeferredRelease.free(&target) }

  public override var baseTypeNames: [String] {
    [
      "System.Management.Automation.PSMemberInfoIntegratingCollection`1"
        + "[System.Management.Automation.PSPropertyInfo]",
      "System.Object",
    ]
  }

  private var members: [PSValue] {
    var list: [PSValue] = MemberAccess.properties(of: target).map {
      .object(PSPropertyReference($0, on: target))
    }
    if let table = target.asObject as? PSHashtable, table.declaredProperties.isEmpty {
      for name in ["Keys", "Values", "Count"] {
        let described = MemberDescription(
          name: name, typeName: "System.Object", kind: .property, isSettable: false,
          definition: "System.Object \(name) {get;}")
        list.append(.object(PSPropertyReference(described, on: target)))
      }
    }
    if includesMethods {
      list += MemberAccess.methods(of: target).map { .object(PSMethodReference($0, on: target)) }
    }
    return list
  }

  public override var enumeratedElements: [PSValue]? { members }

  private func member(_ name: String) -> PSValue? {
    members.first {
      ($0.asObject as? PSPropertyReference)?.name.equalsIgnoringCase(name) ?? false
        || ($0.asObject as? PSMethodReference)?.info.name.equalsIgnoringCase(name) ?? false
    }
  }

  public override func indexed(by key: PSValue) throws -> PSValue? {
    guard case .string(let name) = key.unwrapped else { return nil }
    return member(name) ?? .null
  }

  public override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    switch name.lowercased() {
    case "add" where arguments.count == 1 || arguments.count == 2:
      guard let object = target.asObject, let member = arguments[0].asObject as? PSMemberObject
      else { throw NativeFailure.argument("Give a member such as a PSNoteProperty to add.") }
      object.setExtended(member.member)
      return .null
    case "remove" where arguments.count == 1:
      target.asObject?.removeExtended(TextConversion.text(of: arguments[0]))
      return .null
    case "item" where arguments.count == 1:
      return member(TextConversion.text(of: arguments[0])) ?? .null
    case "match" where arguments.count >= 1:
      let pattern = WildcardPattern(TextConversion.text(of: arguments[0]))
      return .list(
        members.filter {
          ($0.asObject as? PSPropertyReference).map { pattern.matches($0.name) } ?? false
        })
    default: return nil
    }
  }
}

/// A property of a value as an object: `Name`, `Value`, `MemberType`.
public final class PSPropertyReference: PSObject {
  /// What is known of the property.
  public let description: MemberDescription
  /// Whose property it is.
  public private(set) var target: PSValue

  init(_ description: MemberDescription, on target: PSValue) {
    self.description = description
    self.target = target
  }

  deinit { DeferredRelease.free(&target) }

  /// Name as shown.
  public var name: String { description.name }

  /// Reads the property.
  func read(in context: ExecutionContext) async throws -> PSValue {
    try await MemberAccess.find(target, name, in: context) ?? .null
  }

  public override var baseTypeNames: [String] {
    [
      "System.Management.Automation.PS\(description.kind.rawValue)",
      "System.Management.Automation.PSPropertyInfo",
      "System.Management.Automation.PSMemberInfo", "System.Object",
    ]
  }
  public override var text: String { description.definition }
  public override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("MemberType"), PSPropertyInfo("Value", "System.Object", isSettable: true),
      PSPropertyInfo("IsSettable", "System.Boolean"),
      PSPropertyInfo("IsGettable", "System.Boolean"),
      PSPropertyInfo("TypeNameOfValue"), PSPropertyInfo("Name"),
      PSPropertyInfo("IsInstance", "System.Boolean"),
    ]
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "name": return .string(self.name)
    case "membertype": return .string(description.kind.rawValue)
    case "typenameofvalue": return .string(description.typeName)
    case "issettable": return .bool(description.isSettable)
    case "isgettable": return .bool(true)
    case "isinstance": return .bool(description.kind != .property)
    case "value":
      return target.asObject?.value(of: self.name)
        ?? IntrinsicProperties.value(of: self.name, on: target) ?? .null
    default: return nil
    }
  }
}

/// A member made by a script, to be added: `PSNoteProperty`, `PSAliasProperty`, `PSScriptProperty`,
/// `PSScriptMethod`.
public final class PSMemberObject: PSObject {
  /// The member.
  public private(set) var member: PSMember
  private let memberTypeName: String

  /// Wraps a member.
  public init(_ member: PSMember, typeName: String) {
    self.member = member
    memberTypeName = typeName
  }

  deinit {
    var held: PSMember? = member
    member = PSMember(name: member.name, kind: .note(.null))
    DeferredRelease.free(&held)
  }

  public override var baseTypeNames: [String] {
    [memberTypeName, "System.Management.Automation.PSMemberInfo", "System.Object"]
  }
  public override var declaredProperties: [PSPropertyInfo] {
    [PSPropertyInfo("Name"), PSPropertyInfo("Value", "System.Object")]
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "name": return .string(member.name)
    case "value":
      switch member.kind {
      case .note(let value): return value
      case .alias(let target): return .string(target)
      case .scriptMethod(let block), .scriptProperty(let block, _): return .object(block)
      case .code: return .null
      }
    default: return nil
    }
  }
}

/// The type names of a value: indexable, and open to insertion for objects.
public final class PSTypeNameList: PSList {
  private var target: PSValue

  init(_ target: PSValue) {
    self.target = target
    super.init(
      TypeNames.chain(of: target).map { .string($0) },
      typeName: "System.Collections.ObjectModel.Collection`1[System.String]")
  }

  deinit { DeferredRelease.free(&target) }

  public override func elementsChanged() {
    target.asObject?.typeNames = elements.map { TextConversion.text(of: $0) }
  }
}
