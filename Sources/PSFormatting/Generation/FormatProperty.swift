public import PSEngine

/// One entry of a `-Property` or `-GroupBy` argument of a formatting command (`language.md` 10.7).
public struct FormatProperty {
  /// Where the value comes from; a property name may be a wildcard.
  let expression: FormatExpression
  /// The label given with `Name` or `Label`.
  let label: String?
  let width: Int
  let alignment: ColumnAlignment?
  let format: String?

  private init(
    _ expression: FormatExpression, label: String? = nil, width: Int = 0,
    alignment: ColumnAlignment? = nil, format: String? = nil
  ) {
    self.expression = expression
    self.label = label
    self.width = width
    self.alignment = alignment
    self.format = format
  }

  /// A property by name or wildcard.
  public init(_ name: String) { self.init(.property(name)) }

  /// Reads an argument: a name, a script block or a calculated property.
  /// - Throws: ``PSRuntimeError`` that names the key or value that is not accepted.
  public init(_ argument: PSValue) throws {
    switch argument.unwrapped {
    case .object(let table as PSHashtable): try self.init(table)
    case .object(let block as ScriptBlock): self.init(.script(block))
    case let value: self.init(TextConversion.text(of: value))
    }
  }

  private init(_ table: PSHashtable) throws {
    var expression: FormatExpression?
    var label: String?
    var width = 0
    var alignment: ColumnAlignment?
    var format: String?
    for (key, value) in table.entries {
      switch try Self.key(TextConversion.text(of: key).lowercased(), table) {
      case .label: label = TextConversion.text(of: value)
      case .expression:
        if case .object(let block as ScriptBlock) = value {
          expression = .script(block)
        } else {
          expression = .property(TextConversion.text(of: value))
        }
      case .width: width = try Self.width(value, table)
      case .alignment: alignment = try Self.alignment(value, table)
      case .format: format = TextConversion.text(of: value)
      }
    }
    guard let expression else {
      throw Self.error(
        "A calculated property needs the key Expression: @{Name='Size'; Expression={$_.Length}}.",
        id: "DictionaryKeyMandatoryEntry", table)
    }
    self.init(expression, label: label, width: width, alignment: alignment, format: format)
  }

  /// What stands above the values.
  var title: String {
    if let label { return label }
    switch expression {
    case .property(let name): return name
    case .script(let block): return block.text.trimmingBlanks
    case .computed: return ""
    }
  }

  /// The column that this entry makes when it is no wildcard.
  var column: FormatColumn {
    FormatColumn(
      label: title, expression: expression, width: width, alignment: alignment, format: format)
  }

  // MARK: Keys

  private enum Key: String, CaseIterable {
    case label, expression, width, alignment, format

    var names: [String] {
      switch self {
      case .label: return ["name", "label"]
      case .format: return ["formatstring"]
      default: return [rawValue]
      }
    }
  }

  private static func key(_ name: String, _ table: PSHashtable) throws -> Key {
    let matches = Key.allCases.filter { key in key.names.contains { $0.hasPrefix(name) } }
    if !name.isEmpty, matches.count == 1, let match = matches.first { return match }
    if matches.count > 1, !name.isEmpty {
      throw error(
        "The key '\(name)' fits several keys of a calculated property; spell it out.",
        id: "DictionaryKeyAmbiguous", table)
    }
    throw error(
      "The key '\(name)' is not valid in a calculated property. "
        + "Known keys: Name, Label, Expression, Width, Alignment, FormatString.",
      id: "DictionaryKeyUnknown", table)
  }

  private static func width(_ value: PSValue, _ table: PSHashtable) throws -> Int {
    if let width = Int(TextConversion.text(of: value)), (1...100_000).contains(width) {
      return width
    }
    throw error(
      "Width must be a number from 1 to 100000.", id: "DictionaryKeyIllegalValue", table)
  }

  private static func alignment(
    _ value: PSValue, _ table: PSHashtable
  ) throws -> ColumnAlignment {
    let text = TextConversion.text(of: value).lowercased()
    let known: [(String, ColumnAlignment)] = [
      ("left", .left), ("right", .right), ("center", .center),
    ]
    if !text.isEmpty, let match = known.first(where: { $0.0.hasPrefix(text) }) { return match.1 }
    throw error(
      "Alignment must be left, center or right.", id: "DictionaryKeyIllegalValue", table)
  }

  private static func error(_ message: String, id: String, _ table: PSHashtable) -> PSRuntimeError {
    PSRuntimeError(
      message, id: id, category: .invalidArgument, exception: "System.NotSupportedException",
      target: .object(table))
  }
}

extension String {
  /// The text without white space at both ends.
  var trimmingBlanks: String {
    let isBlank: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}
