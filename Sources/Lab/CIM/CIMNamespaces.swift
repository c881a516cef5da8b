import CIMModel

/// The namespaces of emulated computers and the classes in them; all computers share them.
enum CIMNamespaces {
  /// The namespace that holds the classes of Windows.
  static let standard = "root/cimv2"

  /// The classes by the names of the namespaces in lower case.
  ///
  /// - Throws: `MOFError` when a declaration of the catalogue is wrong.
  static func all() throws -> [String: CIMSchema] { try known.get() }

  private static let known = Result { [standard: try ClassCatalog.schema()] }
}
