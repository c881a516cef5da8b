import PSEngine

/// The commands that add properties to items and take them away. PowerShell offers them for every
/// provider, and among its own only the registry can do it: each provider here refuses, with the
/// error that scripts know (`provider.md` 10.9).
class DynamicPropertyCommand: ItemCommand {
  static let name = Parameter<String>(
    "Name", aliases: ["PSProperty"], position: 1, mandatory: true, pipeline: .byPropertyName,
    help: "The property.")
  static let destination = Parameter<String>(
    "Destination", position: 1, mandatory: true, pipeline: .byPropertyName,
    help: "The item that gets the property.")
  static let movedName = Parameter<[String]>(
    "Name", aliases: ["PSProperty"], position: 2, mandatory: true, pipeline: .byPropertyName,
    help: "The property.")

  /// What such a command has in common with its kin, with the parameters that it has beside.
  final class func describe(
    _ name: String, _ parameters: [ParameterDefinition], _ synopsis: String
  ) -> CmdletMetadata {
    CmdletMetadata(
      name,
      parameters: [ItemParameters.path.definition, ItemParameters.literalPath.definition]
        + parameters
        + [
          ItemParameters.passThru.definition, ItemParameters.force.definition,
          ItemParameters.filter.definition, ItemParameters.include.definition,
          ItemParameters.exclude.definition, ItemParameters.credential.definition,
        ],
      defaultSet: ItemParameters.pathSet, supportsShouldProcess: true, supportsTransactions: true,
      synopsis: synopsis)
  }

  final override func processRecord(_ context: CommandContext) async throws {
    try await forEachTarget(context) { target, _ in
      throw PathErrors.unsupported(
        "The provider '\(target.provider.name)' gives its items no further properties: it does not "
          + "implement the IDynamicPropertyCmdletProvider interface.")
    }
  }
}

/// `New-ItemProperty`.
final class NewItemProperty: DynamicPropertyCommand {
  static let type = Parameter<String>(
    "PropertyType", aliases: ["Type"], pipeline: .byPropertyName, help: "The type of its value.")
  static let value = Parameter<PSValue>(
    "Value", pipeline: .byPropertyName, validations: [.allowNull], help: "Its value.")

  override class var metadata: CmdletMetadata {
    describe(
      "New-ItemProperty", [name.definition, type.definition, value.definition],
      "Adds a property to an item, where the provider can.")
  }
}

/// `Remove-ItemProperty`.
final class RemoveItemProperty: DynamicPropertyCommand {
  override class var metadata: CmdletMetadata {
    describe(
      "Remove-ItemProperty", [name.definition],
      "Takes a property from an item, where the provider can.")
  }
}

/// `Rename-ItemProperty`.
final class RenameItemProperty: DynamicPropertyCommand {
  static let newName = Parameter<String>(
    "NewName", position: 2, mandatory: true, pipeline: .byPropertyName, help: "The new name.")

  override class var metadata: CmdletMetadata {
    describe(
      "Rename-ItemProperty", [name.definition, newName.definition],
      "Renames a property of an item, where the provider can.")
  }
}

/// `Copy-ItemProperty`.
final class CopyItemProperty: DynamicPropertyCommand {
  override class var metadata: CmdletMetadata {
    describe(
      "Copy-ItemProperty", [destination.definition, movedName.definition],
      "Copies a property to another item, where the provider can.")
  }
}

/// `Move-ItemProperty`.
final class MoveItemProperty: DynamicPropertyCommand {
  override class var metadata: CmdletMetadata {
    describe(
      "Move-ItemProperty", [destination.definition, movedName.definition],
      "Moves a property to another item, where the provider can.")
  }
}
