import CIMModel
internal import GRDB

/// A condition on instances as an expression of SQL, so that the database decides.
///
/// The names of properties come from the class; everything else is an argument.
struct CIMFilterSQL {
  private(set) var sql = ""
  private(set) var arguments = StatementArguments()

  /// The expression for instances of one class.
  init(_ filter: CIMFilter, of member: CIMClass) {
    sql = expression(filter, member)
  }

  private mutating func expression(_ filter: CIMFilter, _ member: CIMClass) -> String {
    switch filter {
    case .all(let parts): joined(parts[...], "AND", ifEmpty: "1", member)
    case .any(let parts): joined(parts[...], "OR", ifEmpty: "0", member)
    case .not(let inner): "NOT \(expression(inner, member))"
    case .isNull(let property): "(\(Self.value(of: property)) IS NULL)"
    case .isClass(let names): names.contains(CIMName(member.name)) ? "1" : "0"
    case .like(let property, let pattern): like(property, pattern)
    case .comparison(let property, let comparison, let value):
      self.comparison(property, comparison, value)
    }
  }

  /// A balanced tree, because SQLite bounds the depth of expressions.
  private mutating func joined(
    _ parts: ArraySlice<CIMFilter>, _ word: String, ifEmpty: String, _ member: CIMClass
  ) -> String {
    guard let first = parts.first else { return ifEmpty }
    guard parts.count > 1 else { return expression(first, member) }
    let middle = parts.startIndex + parts.count / 2
    let left = joined(parts[..<middle], word, ifEmpty: ifEmpty, member)
    let right = joined(parts[middle...], word, ifEmpty: ifEmpty, member)
    return "(\(left) \(word) \(right))"
  }

  private mutating func like(_ property: CIMProperty, _ pattern: WQLPattern) -> String {
    arguments += [pattern.text]
    return "COALESCE(cim_like(\(Self.value(of: property)), ?), 0)"
  }

  private mutating func comparison(
    _ property: CIMProperty, _ comparison: WQLComparison, _ value: CIMValue
  ) -> String {
    var left = Self.value(of: property)
    switch value {
    case .string(let text):
      left = "cim_fold(\(left))"
      arguments += [text.lowercased()]
    case .unsigned(let number) where property.type == .uint64:
      arguments += [CIMDocument.digits(number)]
    case .unsigned(let number): arguments += [Int64(clamping: number)]
    case .signed(let number): arguments += [number]
    case .boolean(let flag): arguments += [flag ? 1 : 0]
    case .real(let number): arguments += [number]
    case .char16(let unit): arguments += [Int(unit)]
    case .datetime(let time):
      left = "cim_time(\(left))"
      arguments += [time.order]
    case .reference(let path):
      left = "cim_path(\(left))"
      arguments += [path.foldedText]
    case .null, .array, .instance: return "0"
    }
    return "COALESCE(\(left) \(comparison.sql) ?, 0)"
  }

  private static func value(of property: CIMProperty) -> String {
    "json_extract(document, '$.\(property.name)')"
  }
}

extension WQLComparison {
  fileprivate var sql: String {
    switch self {
    case .equal, .like: "="
    case .notEqual, .notLike: "<>"
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    }
  }
}

extension CIMObjectPath {
  /// The path in the form in which equal ones have equal texts.
  fileprivate var foldedText: String {
    CIMObjectPath(
      className: className,
      keys: Dictionary(
        sortedKeys.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    ).text.lowercased()
  }
}

/// The functions that conditions call.
enum CIMFunctions {
  /// Makes the functions known to a connection.
  static func register(in database: Database) {
    database.add(function: fold)
    database.add(function: time)
    database.add(function: like)
    database.add(function: path)
  }

  private static let fold = DatabaseFunction("cim_fold", argumentCount: 1, pure: true) { values in
    String.fromDatabaseValue(values[0])?.lowercased()
  }

  private static let time = DatabaseFunction("cim_time", argumentCount: 1, pure: true) { values in
    String.fromDatabaseValue(values[0]).flatMap(CIMDateTime.init)?.order
  }

  private static let like = DatabaseFunction("cim_like", argumentCount: 2, pure: true) { values in
    guard let text = String.fromDatabaseValue(values[0]),
      let pattern = String.fromDatabaseValue(values[1])
    else { return nil }
    return WQLPattern(pattern).matches(text)
  }

  private static let path = DatabaseFunction("cim_path", argumentCount: 1, pure: true) { values in
    String.fromDatabaseValue(values[0]).flatMap(CIMObjectPath.init)?.foldedText
  }
}
