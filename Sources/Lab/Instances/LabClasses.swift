import CIMModel

extension LabDocument {
  private static let mostClasses = 256
  private static let mostProperties = 512
  private static let mostNamespaces = 32

  /// The classes of a lab: those of Windows, those that `classes:` declares for `root/cimv2`, and
  /// those of namespaces that `namespaces:` adds. All are written in the Managed Object Format.
  static func namespaces(
    classes: LabDocument?, others: LabDocument?
  ) throws(LabFileError) -> CIMNamespaces {
    guard classes != nil || others != nil else { return .windows }
    var schemas: [String: CIMSchema] = [:]
    if let classes {
      schemas[CIMNamespaces.standard] = try classes.schema(
        of: "classes", beyond: try classes.windows())
    }
    for (key, value) in try others?.pairs(of: "namespaces") ?? [] {
      let name = key.name.lowercased()
      let parts = name.split(separator: "/", omittingEmptySubsequences: false)
      let areNames = parts.allSatisfy { part in
        !part.isEmpty && part.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
      }
      guard parts.first == "root", parts.count >= 2, areNames, name.utf8.count <= 255 else {
        throw key.place.error("\"\(key.name)\" is no namespace, such as root/fabrikam.")
      }
      guard name != CIMNamespaces.standard else {
        throw key.place.error("Classes of root/cimv2 stand under \"classes\".")
      }
      guard schemas[name] == nil else {
        throw key.place.error("The namespace \(name) is given twice.")
      }
      guard schemas.count < mostNamespaces else {
        throw key.place.error("A lab has at most \(mostNamespaces) namespaces.")
      }
      schemas[name] = try value.schema(of: key.name, beyond: CIMSchema())
    }
    if schemas[CIMNamespaces.standard] == nil, let others {
      schemas[CIMNamespaces.standard] = try others.windows()
    }
    return CIMNamespaces(schemas)
  }

  private func windows() throws(LabFileError) -> CIMSchema {
    do throws(MOFError) {
      return try CIMNamespaces.windows.all()[CIMNamespaces.standard] ?? CIMSchema()
    } catch {
      throw self.error("\(error)")
    }
  }

  /// The classes of a namespace with those that this text declares.
  private func schema(
    of place: String, beyond first: CIMSchema
  ) throws(LabFileError) -> CIMSchema {
    guard isBlock else {
      throw error("Class declarations are a block of lines: write \"\(place): |\" before them.")
    }
    let text = try nonEmptyText(of: place)
    var schema = first
    let known = Set(schema.names)
    do throws(MOFError) {
      try MOFParser.read(text, into: &schema)
    } catch {
      throw self.error("These are no class declarations: \(error.problem).", below: error.line)
    }
    let added = schema.names.filter { !known.contains($0) }
    guard added.count <= Self.mostClasses else {
      throw error("A lab declares at most \(Self.mostClasses) classes.")
    }
    for name in added {
      if let problem = schema[name]?.problem(in: schema, mostProperties: Self.mostProperties) {
        throw error("The class \(name) cannot be used: \(problem).", below: text.line(of: name))
      }
    }
    return schema
  }
}

extension CIMClass {
  /// Why no instances of the class could be kept; nil when they can.
  fileprivate func problem(in schema: CIMSchema, mostProperties: Int) -> String? {
    guard properties.count <= mostProperties else {
      return "it has more than \(mostProperties) properties"
    }
    guard isAbstract || isSingleton || !keys.isEmpty else {
      return "it has no key; write [key] before the property that tells instances apart, or "
        + "[Singleton] before the class"
    }
    for property in properties {
      guard let name = property.type.className, schema[name] == nil else { continue }
      return "its property \(property.name) is of the type \(name), which is neither a type nor a "
        + "class"
    }
    return nil
  }
}

extension CIMType {
  /// The class that a reference leads to, or that an embedded instance is of.
  fileprivate var className: String? {
    switch self {
    case .reference(let name), .instance(let name): name
    default: nil
    }
  }
}

extension String {
  /// The line, counted from 1, on which a class of this name is declared first.
  fileprivate func line(of name: String) -> Int {
    var number = 0
    for line in split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
      let place = words.firstIndex { $0 == name }
      if let place, place > 0, words[place - 1].lowercased() == "class" { return number }
    }
    return 1
  }
}
