import PSEngine

/// `Get-ItemProperty`: properties of items, as one object for each item.
final class GetItemProperty: ItemCommand {
  static let name = Parameter<[String]>(
    "Name", aliases: ["PSProperty"], position: 1, help: "The properties; all without it.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-ItemProperty",
      parameters: [
        ItemParameters.path.definition, ItemParameters.literalPath.definition, name.definition,
        ItemParameters.filter.definition, ItemParameters.include.definition,
        ItemParameters.exclude.definition, ItemParameters.credential.definition,
      ], defaultSet: ItemParameters.pathSet, supportsTransactions: true,
      synopsis: "Gets properties of an item.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    try await forEachTarget(context) { target, provider in
      try context.checkProperties(of: target)
      guard let names = context[Self.name] else {
        return try await target.implementation.getItem(target.path, provider)
      }
      let item = try await provider.capture(target)
      let object = PSCustomObject()
      for name in names {
        let found = try await PropertySelector(.string(name)).values(of: item, context)
        guard !found.isEmpty else { throw Self.missing(name, target) }
        for (property, value) in found { object.setNote(property, value) }
      }
      target.annotate(object)
      try await context.write(.object(object))
    }
  }

  static func missing(_ name: String, _ target: ItemTarget) -> PSRuntimeError {
    PSRuntimeError(
      "Property \(name) does not exist at path \(target.shown).",
      id: "System.Management.Automation.PSArgumentException",
      category: .invalidArgument, exception: "System.Management.Automation.PSArgumentException",
      target: .string(name))
  }
}

/// `Get-ItemPropertyValue`: values of properties alone.
final class GetItemPropertyValue: ItemCommand {
  static let name = Parameter<[String]>(
    "Name", aliases: ["PSProperty"], position: 1, mandatory: true, help: "The properties.")

  override class var metadata: CmdletMetadata {
    var metadata = GetItemProperty.metadata
    metadata.name = "Get-ItemPropertyValue"
    metadata.typeName = "Microsoft.PowerShell.Commands.GetItemPropertyValueCommand"
    metadata.parameters = metadata.parameters.map { $0.name == "Name" ? name.definition : $0 }
    metadata.synopsis = "Gets the value of a property of an item."
    return metadata
  }

  override func processRecord(_ context: CommandContext) async throws {
    try await forEachTarget(context) { target, provider in
      try context.checkProperties(of: target)
      let item = try await provider.capture(target)
      for name in context[Self.name] ?? [] {
        guard let value = try await context.property(name, of: item) else {
          throw GetItemProperty.missing(name, target)
        }
        try await context.write(value)
      }
    }
  }
}

/// `Set-ItemProperty`: changes a property of items.
final class SetItemProperty: ItemCommand {
  static let name = Parameter<String>(
    "Name", aliases: ["PSProperty"], position: 1, mandatory: true, pipeline: .byPropertyName,
    help: "The property.")
  static let value = Parameter<PSValue>(
    "Value", position: 2, mandatory: true, pipeline: .byPropertyName,
    validations: [.allowNull], help: "Its new value.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Set-ItemProperty",
      parameters: [
        ItemParameters.path.definition, ItemParameters.literalPath.definition, name.definition,
        value.definition, ItemParameters.passThru.definition, ItemParameters.force.definition,
        ItemParameters.filter.definition, ItemParameters.include.definition,
        ItemParameters.exclude.definition, ItemParameters.credential.definition,
      ], defaultSet: ItemParameters.pathSet, supportsShouldProcess: true,
      supportsTransactions: true, synopsis: "Changes a property of an item.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let name = context[Self.name] else { return }
    let value = context[Self.value] ?? .null
    try await forEachTarget(context) { target, provider in
      try context.checkProperties(of: target)
      let item = try await provider.capture(target)
      guard try await context.property(name, of: item) != nil else {
        throw GetItemProperty.missing(name, target)
      }
      guard
        try await context.shouldProcess(
          "Item: \(target.shown) Property: \(name)", action: "Set Property")
      else { return }
      try await MemberAccess.set(item, name, value, in: context.execution)
      guard context[ItemParameters.passThru] else { return }
      let object = PSCustomObject([(name, value)])
      target.annotate(object)
      try await context.write(.object(object))
    }
  }
}

/// `Clear-ItemProperty`: gives a property of items its first value; of files only `Attributes`, as
/// on Windows.
final class ClearItemProperty: ItemCommand {
  static let name = Parameter<String>(
    "Name", aliases: ["PSProperty"], position: 1, mandatory: true, pipeline: .byPropertyName,
    help: "The property.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Clear-ItemProperty",
      parameters: [
        ItemParameters.path.definition, ItemParameters.literalPath.definition, name.definition,
        ItemParameters.passThru.definition, ItemParameters.force.definition,
        ItemParameters.filter.definition, ItemParameters.include.definition,
        ItemParameters.exclude.definition, ItemParameters.credential.definition,
      ], defaultSet: ItemParameters.pathSet, supportsShouldProcess: true,
      supportsTransactions: true, synopsis: "Gives a property of an item its first value.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let name = context[Self.name] else { return }
    try await forEachTarget(context) { target, provider in
      try context.checkProperties(of: target)
      guard name.equalsIgnoringCase("Attributes") else {
        throw PathErrors.unsupported(
          "The property '\(name)' cannot be cleared: of files, only Attributes can. Set-ItemProperty "
            + "gives a property another value.")
      }
      let item = try await provider.capture(target)
      guard
        try await context.shouldProcess(
          "Item: \(target.shown) Property: \(name)", action: "Clear Property")
      else { return }
      // Of the attributes of a file, this is the one that is no matter of its name or kind; those of a
      // folder all are.
      if try await context.property("IsReadOnly", of: item) != nil {
        try await MemberAccess.set(item, "IsReadOnly", .bool(false), in: context.execution)
      }
      guard context[ItemParameters.passThru] else { return }
      let cleared = try await context.property(name, of: item) ?? .null
      let object = PSCustomObject([(name, cleared)])
      target.annotate(object)
      try await context.write(.object(object))
    }
  }
}

extension CommandContext {
  /// Refuses providers whose items have no properties.
  fileprivate func checkProperties(of target: ItemTarget) throws {
    guard !target.provider.capabilities.contains(.filter) else { return }
    throw PathErrors.unsupported(
      "The provider '\(target.provider.name)' has no item properties: it does not implement the "
        + "IPropertyCmdletProvider interface.")
  }
}
