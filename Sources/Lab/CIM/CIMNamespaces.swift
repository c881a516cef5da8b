import CIMModel

/// The namespaces of emulated computers and the classes in them; the computers of a lab share them.
struct CIMNamespaces: Sendable {
  /// The namespace that holds the classes of Windows.
  static let standard = "root/cimv2"

  /// Those of a computer with the classes of Windows and no others.
  static let windows = CIMNamespaces(own: nil)

  /// Nil for the classes of Windows, which are read when somebody first asks for one.
  private let own: [String: CIMSchema]?

  private init(own: [String: CIMSchema]?) {
    self.own = own
  }

  /// Namespaces with other classes.
  ///
  /// - Parameter schemas: all classes by the names of the namespaces in lower case.
  init(_ schemas: [String: CIMSchema]) {
    own = schemas
  }

  /// The classes by the names of the namespaces in lower case.
  ///
  /// - Throws: `MOFError` when a declaration of the catalogue is wrong.
  func all() throws(MOFError) -> [String: CIMSchema] {
    if let own { return own }
    return try Self.known.get()
  }

  private static let known = Result { () throws(MOFError) in
    [standard: try ClassCatalog.schema()]
  }
}
