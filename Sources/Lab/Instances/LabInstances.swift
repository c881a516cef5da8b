import CIMModel
import WSManService

/// The instances that a lab file gives to the computers of an entry.
struct LabInstances: Sendable {
  fileprivate enum Source: Sendable {
    /// Written in the lab file, or in a file of YAML.
    case rows([LabInstance])
    /// Too many for memory, perhaps: read each time.
    case table(InstanceTable)
  }

  fileprivate let sources: [Source]

  /// A class of which a computer has no other instances than these.
  struct CompleteClass: Sendable, Hashable {
    let name: String
    let namespace: String
  }

  /// The classes that the file gives completely.
  let complete: Set<CompleteClass>

  /// Whether there are tables, which may be long.
  var hasTables: Bool {
    sources.contains { if case .table = $0 { true } else { false } }
  }

  /// Gives each instance to a closure, in the order of the file.
  ///
  /// - Throws: ``LabFileError`` when a file has become wrong or unreadable, or what `body` throws.
  func forEach(_ body: (LabInstance) throws -> Void) throws {
    for source in sources {
      switch source {
      case .rows(let rows): for row in rows { try body(row) }
      case .table(let table):
        var reader = try table.reader()
        while let row = try reader.next() { try body(row) }
      }
    }
  }
}

/// An instance, and where it is written.
struct LabInstance: Sendable {
  let instance: CIMInstance
  var namespace = CIMNamespaces.standard
  let file: String
  let line: Int?

  /// Adds the instance to a computer.
  ///
  /// - Throws: ``LabFileError`` when the computer has got one with the same keys already.
  func insert(into computer: some CIMInstanceWriter) throws {
    do {
      try computer.insert(instance, in: namespace)
    } catch CIMRepositoryError.instanceExists {
      throw LabFileError(
        file: file, line: line,
        message: "There is an instance of \(instance.className) with the same keys before it.")
    }
  }
}

extension LabDocument {
  /// The keys of a source of instances, for error messages and help.
  static let instanceKeys = ["class", "namespace", "only", "values", "file"]

  /// How many instances may be written in YAML. A file of CSV has no such limit.
  private static let mostRows = 100_000

  /// Reads what a computer has in instances.
  ///
  /// - Parameter folder: where files lie that are named; empty, or with a slash at the end.
  func instances(
    of namespaces: CIMNamespaces, folder: String
  ) throws(LabFileError) -> LabInstances {
    let schemas: [String: CIMSchema]
    do throws(MOFError) {
      schemas = try namespaces.all()
    } catch {
      throw self.error("\(error)")
    }
    var sources: [LabInstances.Source] = []
    var complete: Set<LabInstances.CompleteClass> = []
    for item in try items(of: "instances") {
      let fields = try item.fields(Self.instanceKeys, of: "instances")
      let namespace = try fields["namespace"]?.namespace(among: schemas) ?? CIMNamespaces.standard
      guard let name = fields["class"] else {
        throw item.error("Instances need the name of a class.")
      }
      let member = try name.instanceClass(of: schemas[namespace] ?? CIMSchema())
      if try fields["only"]?.choice(of: "only", ["true", "false"]) == "true" {
        complete.insert(LabInstances.CompleteClass(name: member.name, namespace: namespace))
      }
      switch (fields["values"], fields["file"]) {
      case (let values?, nil): sources.append(.rows(try values.rows(of: member, in: namespace)))
      case (nil, let file?):
        sources.append(try file.source(of: member, in: namespace, folder: folder))
      default:
        throw item.error("Instances of \(member.name) need either \"values\" or \"file\".")
      }
    }
    return LabInstances(sources: sources, complete: complete)
  }

  private func namespace(
    among schemas: [String: CIMSchema]
  ) throws(LabFileError) -> String {
    let name = try nonEmptyText(of: "namespace").lowercased()
    guard schemas[name] != nil else {
      throw error(
        "There is no namespace \"\(name)\". The lab file can declare it under \"namespaces\". "
          + "Known ones: \(schemas.keys.sorted().joined(separator: ", ")).")
    }
    return name
  }

  private func instanceClass(of schema: CIMSchema) throws(LabFileError) -> CIMClass {
    let name = try nonEmptyText(of: "class")
    guard let found = schema[name] else {
      let hint = SpellingHint.nearest(to: name, among: schema.names)
      throw error(
        "There is no class \"\(name)\"." + (hint.map { " Did you mean \"\($0)\"?" } ?? "")
          + " The lab file can declare it under \"classes\".")
    }
    guard !found.isAbstract else {
      let below = schema.family(of: name).filter { !$0.isAbstract }.prefix(5).map(\.name)
      throw error(
        "The class \(found.name) is abstract and has no instances of its own. "
          + (below.isEmpty
            ? "Declare a class that descends from it."
            : "Name one that descends from it, such as \(below.joined(separator: ", ")).")
      )
    }
    return found
  }

  /// The instances of a file beside the lab file.
  private func source(
    of member: CIMClass, in namespace: String, folder: String
  ) throws(LabFileError) -> LabInstances.Source {
    let name = try fileBeside(of: "file")
    let path = folder + name
    switch name.split(separator: ".").last?.lowercased() {
    case "csv":
      let table = InstanceTable(path: path, member: member, namespace: namespace)
      do throws(LabFileError) {
        try table.check()
      } catch {
        // What is wrong with the file as a whole is best seen where it is named.
        throw error.line == nil && error.file == path ? self.error(error.message) : error
      }
      return .table(table)
    case "yaml", "yml":
      let text: String
      do {
        text = try InputFile(path: path).text(limit: LabDocument.largestSize)
      } catch {
        throw self.error("The file \"\(path)\" \(error.reason).")
      }
      return .rows(try LabDocument.parse(text, file: path).rows(of: member, in: namespace))
    default:
      throw error("\"\(name)\" has to be a file of CSV or YAML, named .csv, .yaml or .yml.")
    }
  }

  /// The instances of a list of mappings.
  private func rows(
    of member: CIMClass, in namespace: String
  ) throws(LabFileError) -> [LabInstance] {
    let rows = try items(of: "instances of \(member.name)")
    guard rows.count <= Self.mostRows else {
      throw error("More than \(Self.mostRows) instances have to be in a file of CSV.")
    }
    var instances: [LabInstance] = []
    instances.reserveCapacity(rows.count)
    for row in rows {
      let values = try row.values(of: member)
      instances.append(
        LabInstance(
          instance: CIMInstance(className: member.name, named: values), namespace: namespace,
          file: row.fileName, line: row.line))
    }
    return instances
  }

  private func values(of member: CIMClass) throws(LabFileError) -> [CIMName: CIMValue] {
    var values: [CIMName: CIMValue] = [:]
    for (key, document) in try pairs(of: "an instance of \(member.name)") {
      let property: CIMProperty
      let value: CIMValue
      do throws(InstanceProblem) {
        property = try member.settableProperty(key.name)
      } catch {
        throw key.place.error(error.message)
      }
      if document.isNull { continue }
      let texts = try document.texts(of: property)
      do throws(InstanceProblem) {
        value = try property.value(of: texts)
      } catch {
        throw document.error(error.message)
      }
      guard values.updateValue(value, forKey: property.identifier) == nil else {
        throw key.place.error("The property \(property.name) is given twice.")
      }
    }
    if let missing = member.keys.first(where: { values[$0.identifier] == nil }) {
      throw error("The key \(missing.name) of \(member.name) is missing.")
    }
    return values
  }

  private func texts(of property: CIMProperty) throws(LabFileError) -> [String] {
    guard isList else { return [try text(of: property.name)] }
    var texts: [String] = []
    for item in try items(of: property.name) { texts.append(try item.text(of: property.name)) }
    return texts
  }
}
