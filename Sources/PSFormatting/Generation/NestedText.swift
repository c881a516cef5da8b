import PSEngine

/// The blocks of `Format-Custom`: `class X { Property = value … }`, nested up to a depth.
struct NestedText {
  let reader: PropertyReader
  let style: OutputStyle
  let deepest: Int

  /// The lines of an object.
  /// - Parameter columns: the properties of the outermost block; `nil` for all.
  func lines(of value: PSValue, columns: [FormatColumn]?) async throws -> [String] {
    var lines: [String] = []
    try await append(value, columns, prefix: "", indent: 0, depth: 0, to: &lines)
    lines.append("")
    return lines
  }

  private func append(
    _ value: PSValue, _ columns: [FormatColumn]?, prefix: String, indent: Int, depth: Int,
    to lines: inout [String]
  ) async throws {
    let blanks = String(repeating: " ", count: indent)
    if depth > 0, ScalarKind.isScalar(value) || value.isNull || depth > deepest {
      let text = CellText.text(of: value, style: style, isTable: false)
      lines.append(blanks + prefix + text)
      return
    }
    if !prefix.isEmpty { lines.append(blanks + prefix) }
    let inner = prefix.isEmpty ? indent : indent + 2
    let margin = String(repeating: " ", count: inner)
    if let elements = elements(of: value) {
      lines.append(margin + "[")
      let limit = style.enumerationLimit < 0 ? elements.count : style.enumerationLimit
      for element in elements.prefix(limit) {
        try await append(
          element, nil, prefix: "", indent: inner + 2, depth: depth + 1, to: &lines)
      }
      if elements.count > limit { lines.append(margin + "  " + style.ellipsis) }
      lines.append(margin + "]")
      lines.append("")
      return
    }
    lines.append(margin + "class " + TypeNames.shortName(TypeNames.chain(of: value).first ?? ""))
    lines.append(margin + "{")
    for column in columns ?? reader.names(of: value).map({ FormatColumn($0) }) {
      let content = try await reader.value(column.expression, of: value)
      try await append(
        content, nil, prefix: column.label + " = ", indent: inner + 2, depth: depth + 1,
        to: &lines)
    }
    lines.append(margin + "}")
  }

  private func elements(of value: PSValue) -> [PSValue]? {
    switch value {
    case .array(let array): return array.elements
    case .object(let object): return object.enumeratedElements
    default: return nil
    }
  }
}
