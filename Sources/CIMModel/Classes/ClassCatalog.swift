/// The classes that every emulated computer has in its namespace `root/cimv2`
/// (`configuration.md` 18.5), as class declarations in the Managed Object Format.
public enum ClassCatalog {
  /// The classes of `root/cimv2`.
  ///
  /// - Throws: ``MOFError`` when a declaration of this catalogue is wrong.
  public static func schema() throws(MOFError) -> CIMSchema {
    var schema = CIMSchema()
    for declarations in declarations { try MOFParser.read(declarations, into: &schema) }
    return schema
  }

  /// The declarations in an order in which each class comes after the one above it.
  private static let declarations = [
    baseClasses, hardwareClasses, storageClasses, networkClasses, operatingSystemClasses,
    timeClasses, processClasses, serviceClasses, accountClasses,
  ]
}
