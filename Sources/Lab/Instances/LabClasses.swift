import CIMModel

extension LabDocument {
  private static let mostClasses = 256
  private static let mostProperties = 512

  /// The classes of a lab: those of Windows, and those that the text declares in the Managed Object
  /// Format.
  func namespaces() throws(LabFileError) -> CIMNamespaces {
    guard isBlock else {
      throw error("Class declarations are a block of lines: write \"classes: |\" before them.")
    }
    let text = try nonEmptyText(of: "classes")
    var schema: CIMSchema
    do throws(MOFError) {
      schema = try CIMNamespaces.windows.all()[CIMNamespaces.standard] ?? CIMSchema()
    } catch {
      throw self.error("\(error)")
    }
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
    return CIMNamespaces(schema)
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
