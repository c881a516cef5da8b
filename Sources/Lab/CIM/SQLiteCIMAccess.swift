import CIMModel
internal import GRDB
import WSManService

/// The instances of one computer within one transaction.
struct SQLiteCIMAccess: CIMInstanceWriter {
  let database: Database
  let computer: Int64
  let schemas: [String: CIMSchema]

  private func schema(of namespace: String) -> CIMSchema? { schemas[namespace.lowercased()] }

  func instance(at path: CIMObjectPath, in namespace: String) throws -> CIMInstance? {
    guard let schema = schema(of: namespace) else { return nil }
    let key = CIMStorageKey.text(of: path, in: schema)
    for member in schema.family(of: path.className) where !member.isAbstract {
      let statement = try database.cachedStatement(
        sql: """
          SELECT document FROM cim_instance
          WHERE computer = ? AND namespace = ? AND class = ? AND key = ?
          """)
      let document = try String.fetchOne(
        statement, arguments: [computer, namespace, member.name, key])
      if let document { return try CIMDocument.instance(document, of: member) }
    }
    return nil
  }

  func page(
    of classes: [String], in namespace: String, where filter: CIMFilter?,
    after position: CIMPosition?, limit: Int
  ) throws -> CIMPage {
    guard let schema = schema(of: namespace) else { return CIMPage(instances: [], next: nil) }
    // A position is the place of the class in the list, and the row within it.
    var place = position.map { Int($0.number >> Self.rowBits) } ?? 0
    var row = position.map { $0.number & Self.rowMask } ?? 0
    var instances: [CIMInstance] = []
    while place < classes.count {
      guard let member = schema[classes[place]] else {
        place += 1
        continue
      }
      let last = try append(
        to: &instances, from: member, namespace, filter, after: row, limit: limit)
      if instances.count == limit, let last {
        return CIMPage(
          instances: instances, next: CIMPosition(Int64(place) << Self.rowBits | last))
      }
      place += 1
      row = 0
    }
    return CIMPage(instances: instances, next: nil)
  }

  /// Appends instances of one class until there are as many as wanted.
  ///
  /// - Returns: the row of the last one; nil when there was none.
  private func append(
    to instances: inout [CIMInstance], from member: CIMClass, _ namespace: String,
    _ filter: CIMFilter?, after row: Int64, limit: Int
  ) throws -> Int64? {
    var arguments: StatementArguments = [computer, namespace, member.name, row]
    var condition = ""
    if let filter {
      let compiled = CIMFilterSQL(filter, of: member)
      condition = "AND \(compiled.sql)"
      arguments += compiled.arguments
    }
    arguments += [limit == .max ? -1 : limit - instances.count]
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT id, document FROM cim_instance
        WHERE computer = ? AND namespace = ? AND class = ? AND id > ? \(condition)
        ORDER BY id LIMIT ?
        """, arguments: arguments)
    var last: Int64?
    while let found = try rows.next() {
      last = found[0]
      instances.append(try CIMDocument.instance(found[1], of: member))
    }
    return last
  }

  private static let rowBits: Int64 = 44
  private static let rowMask: Int64 = (1 << rowBits) - 1

  func insert(_ instance: CIMInstance, in namespace: String) throws {
    let (member, key) = try place(of: instance, in: namespace)
    do {
      try database.cachedStatement(
        sql: """
          INSERT INTO cim_instance (computer, namespace, class, key, document)
          VALUES (?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        computer, namespace, member.name, key, CIMDocument.text(of: instance, of: member),
      ])
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      throw CIMRepositoryError.instanceExists
    }
  }

  func replace(_ instance: CIMInstance, in namespace: String) throws {
    let (member, key) = try place(of: instance, in: namespace)
    // The row keeps its number, so that an enumeration under way neither repeats nor loses it.
    try database.execute(
      sql: """
        INSERT INTO cim_instance (computer, namespace, class, key, document)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (computer, namespace, class, key) DO UPDATE SET document = excluded.document
        """,
      arguments: [
        computer, namespace, member.name, key, CIMDocument.text(of: instance, of: member),
      ])
  }

  func delete(_ instance: CIMInstance, in namespace: String) throws {
    let (member, key) = try place(of: instance, in: namespace)
    try database.execute(
      sql: """
        DELETE FROM cim_instance
        WHERE computer = ? AND namespace = ? AND class = ? AND key = ?
        """, arguments: [computer, namespace, member.name, key])
  }

  private func place(
    of instance: CIMInstance, in namespace: String
  ) throws -> (CIMClass, key: String) {
    guard let schema = schema(of: namespace), let member = schema[instance.className] else {
      throw CIMStorageError.unknownClass(instance.className)
    }
    return (member, CIMStorageKey.text(of: member.path(of: instance), in: schema))
  }
}

/// What goes wrong when instances are stored or read.
enum CIMStorageError: Error, CustomStringConvertible {
  case unknownClass(String)
  case unreadable(String)

  var description: String {
    switch self {
    case .unknownClass(let name): "the class \(name) does not exist"
    case .unreadable(let name): "a stored instance of \(name) cannot be read"
    }
  }
}

/// The text by which an instance is found again: the values of its keys, as far as they tell instances
/// apart.
enum CIMStorageKey {
  static func text(of path: CIMObjectPath, in schema: CIMSchema) -> String {
    path.sortedKeys.map { key in
      // A reference may spell namespace and quotation marks in several ways.
      let inner = CIMObjectPath(key.value).flatMap { $0.keys.isEmpty ? nil : $0 }
      let value =
        inner.map {
          CIMObjectPath(
            className: $0.className,
            keys: Dictionary(
              $0.sortedKeys.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
          ).text
        } ?? key.value
      return "\(key.name)=\(value)".lowercased()
    }.joined(separator: "\u{1F}")
  }
}
