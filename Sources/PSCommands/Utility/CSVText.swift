import PSEngine

/// Rows of comma-separated values.
enum CSVText {
  /// A field in quotes, as Windows PowerShell writes every one.
  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// One line of fields; `nil` is a field without anything.
  static func line(_ fields: [String?], delimiter: String) -> String {
    fields.map { $0.map(quoted) ?? "" }.joined(separator: delimiter)
  }

  /// The rows of a text. Line ends inside quotes belong to their field; empty lines are skipped.
  static func rows(of text: String, delimiter: Character) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var isQuoted = false
    var wasQuoted = false
    func endField() {
      row.append(wasQuoted ? field : String(trimmed(field)))
      field = ""
      wasQuoted = false
    }
    func endRow() {
      if row.isEmpty && field.isEmpty && !wasQuoted { return }
      endField()
      rows.append(row)
      row = []
    }
    var characters = text.makeIterator()
    var pending = characters.next()
    while let character = pending {
      pending = characters.next()
      if isQuoted {
        guard character == "\"" else {
          field.append(character)
          continue
        }
        if pending == "\"" {
          field.append("\"")
          pending = characters.next()
        } else {
          isQuoted = false
        }
      } else if character == "\"" && trimmed(field).isEmpty {
        field = ""
        isQuoted = true
        wasQuoted = true
      } else if character == delimiter {
        endField()
      } else if character.isNewline {
        endRow()
      } else if !(wasQuoted && character == " ") {
        field.append(character)
      }
    }
    endRow()
    return rows
  }

  private static func trimmed(_ text: String) -> Substring {
    var rest = Substring(text)
    while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
    while rest.last == " " || rest.last == "\t" { rest.removeLast() }
    return rest
  }
}

/// Turns objects into lines: the first one decides about the columns.
struct CSVWriter {
  let delimiter: String
  let writesType: Bool
  /// The columns; set beforehand when lines are appended to existing ones.
  var columns: [String]?

  /// The lines of an object, with the lines at the top before the first one.
  mutating func lines(for value: PSValue, in execution: ExecutionContext) async throws -> [String] {
    var lines: [String] = []
    let names: [String]
    if let columns {
      names = columns
    } else {
      names = MemberAccess.properties(of: value).map(\.name)
      columns = names
      if writesType { lines.append("#TYPE \(TypeNames.chain(of: value).first ?? "System.Object")") }
      lines.append(CSVText.line(names, delimiter: delimiter))
    }
    var fields: [String?] = []
    for name in names {
      let found = try await MemberAccess.find(value, name, in: execution) ?? .null
      fields.append(found.isNull ? nil : try await text(of: found, in: execution))
    }
    lines.append(CSVText.line(fields, delimiter: delimiter))
    return lines
  }

  /// Fields are what `ToString()` gives: the culture's form of dates, the type of collections.
  private func text(of value: PSValue, in execution: ExecutionContext) async throws -> String {
    switch value.unwrapped {
    case .string(let text): return text
    case .object(is PSCustomObject): return TextConversion.text(of: value)
    default:
      return TextConversion.text(
        of: try await MemberAccess.invoke(value, "ToString", [], in: execution))
    }
  }
}

/// Turns rows into objects.
struct CSVReader {
  private var columns: [String]?

  /// - Parameter header: names of the columns; the first row has them when `nil`.
  init(header: [String]?) { columns = header }

  /// The objects of a text.
  mutating func objects(of text: String, delimiter: Character) -> [PSValue] {
    var objects: [PSValue] = []
    var typeName: String?
    for row in CSVText.rows(of: text, delimiter: delimiter) {
      if columns == nil, let first = row.first, first.hasPrefix("#TYPE ") {
        typeName = String(first.dropFirst(6))
        continue
      }
      guard let columns else {
        self.columns = row.enumerated().map {
          $0.element.isEmpty ? "H\($0.offset + 1)" : $0.element
        }
        continue
      }
      let object = PSCustomObject(
        columns.enumerated().map { index, name in
          (name, row.indices.contains(index) ? .string(row[index]) : .null)
        })
      if let typeName { object.typeNames = ["CSV:" + typeName] + object.typeNames }
      objects.append(.object(object))
    }
    return objects
  }
}
