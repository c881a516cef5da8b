import CIMModel

/// A file of comma-separated values whose rows are instances of one class: the first row names
/// properties, and each other row is an instance.
///
/// The file is read row by row, so that it may be larger than the memory.
struct InstanceTable: Sendable {
  let path: String
  let member: CIMClass
  let namespace: String

  /// How many rows are looked at when the lab starts. The others are when somebody first asks for
  /// instances of the computer.
  private static let checkedRows = 1000

  /// Checks the first row and some of those below.
  func check() throws(LabFileError) {
    var reader = try reader()
    for _ in 0..<Self.checkedRows { guard try reader.next() != nil else { return } }
  }

  /// Opens the file and reads its first row.
  func reader() throws(LabFileError) -> InstanceTableReader {
    try InstanceTableReader(CSVReader(path: path), of: self)
  }
}

/// Reads the instances of a file one by one.
struct InstanceTableReader {
  private let member: CIMClass
  private let namespace: String
  private let path: String
  private var table: CSVReader
  private let columns: [CIMProperty]
  private var rows = 0

  private static let mostRows = 100_000_000

  fileprivate init(
    _ table: CSVReader, of source: InstanceTable
  ) throws(LabFileError) {
    member = source.member
    namespace = source.namespace
    path = source.path
    self.table = table
    guard var first = try self.table.next() else {
      throw LabFileError(
        file: path, message: "The file \"\(path)\" is empty: its first row names the properties.")
    }
    // `Export-Csv` of Windows PowerShell begins with the type of what it wrote.
    if first.first?.text.hasPrefix("#TYPE ") == true, let second = try self.table.next() {
      first = second
    }
    columns = try Self.columns(first, of: member, path: path, line: self.table.rowLine)
  }

  private static func columns(
    _ names: [CSVReader.Field], of member: CIMClass, path: String, line: Int
  ) throws(LabFileError) -> [CIMProperty] {
    func wrong(_ message: String) -> LabFileError {
      LabFileError(file: path, line: line, message: message)
    }
    var columns: [CIMProperty] = []
    for name in names {
      do throws(InstanceProblem) {
        let property = try member.settableProperty(name.text)
        guard !columns.contains(property) else {
          throw InstanceProblem(message: "There are two columns for \(property.name).")
        }
        columns.append(property)
      } catch {
        throw wrong(error.message)
      }
    }
    if let missing = member.keys.first(where: { !columns.contains($0) }) {
      throw wrong("A column for the key \(missing.name) of \(member.name) is missing.")
    }
    return columns
  }

  /// The next instance; nil after the last one.
  ///
  /// - Throws: ``LabFileError`` with the line of what is wrong.
  mutating func next() throws(LabFileError) -> LabInstance? {
    guard let fields = try table.next() else { return nil }
    let line = table.rowLine
    func wrong(_ message: String) -> LabFileError {
      LabFileError(file: path, line: line, message: message)
    }
    rows += 1
    guard rows <= Self.mostRows else { throw wrong("There are more than \(Self.mostRows) rows.") }
    guard fields.count == columns.count else {
      throw wrong("The row has \(fields.count) values, and the first row names \(columns.count).")
    }
    var values: [CIMName: CIMValue] = [:]
    values.reserveCapacity(columns.count)
    for (property, field) in zip(columns, fields) {
      do throws(InstanceProblem) {
        if let value = try property.value(of: field) { values[property.identifier] = value }
      } catch {
        throw wrong(error.message)
      }
      if property.isKey, values[property.identifier] == nil {
        throw wrong("The key \(property.name) has no value.")
      }
    }
    return LabInstance(
      instance: CIMInstance(className: member.name, named: values), namespace: namespace,
      file: path, line: line)
  }
}

extension CIMProperty {
  /// The value of a field; nil for an empty one. Only text may be empty, when it is quoted. The values
  /// of an array stand behind each other with semicolons between.
  fileprivate func value(of field: CSVReader.Field) throws(InstanceProblem) -> CIMValue? {
    guard !field.text.isEmpty else {
      return type == .string && field.isQuoted && !isArray ? .string("") : nil
    }
    return try value(
      of: isArray ? field.text.split(separator: ";").map(String.init) : [field.text])
  }
}
