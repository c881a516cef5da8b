import PSEngine

/// Choosing the shape of a document for its first object (`language.md` 10.2).
extension FormatGenerator {
  /// An object with more properties than this is shown as a list.
  private static let mostTableProperties = 4
  /// An automatic table takes no more columns than this.
  private static let mostAutomaticColumns = 10

  /// The shape for an object; `nil` when it has nothing to show but its text.
  /// - Parameter preferring: a view that is already chosen.
  func chooseFormat(
    for value: PSValue, _ typeNames: [String], views: FormatViewTable,
    preferring chosen: FormatViewDefinition?
  ) async throws -> ActiveFormat? {
    if request.properties != nil { return try await formatOfProperties(for: value) }
    let view = chosen ?? views.view(for: typeNames, kind: request.kind, named: request.viewName)
    if let name = request.viewName, view == nil {
      throw unknownView(name, typeNames, views)
    }
    if let view {
      var format = try await formatOf(view, for: value)
      if let groupBy = request.groupBy { format.grouping = grouping(groupBy) }
      return format
    }
    return try await formatWithoutView(for: value, typeNames, views)
  }

  private func formatOf(
    _ view: FormatViewDefinition, for value: PSValue
  ) async throws -> ActiveFormat {
    let content: ActiveFormat.Content
    switch view.control {
    case .table(let table)
    where request.kind == nil && textContext.lineWidth < table.leastLineWidth:
      content = .list(table.columns)
    case .table(let table):
      var columns = table.columns
      try await align(&columns, by: value)
      var shape = tableShape(columns)
      shape.autosizes = request.autosizes ?? table.autosizes
      shape.wraps = request.wraps || table.wraps
      shape.hidesHeaders = request.hidesHeaders || table.hidesHeaders
      content = .table(columns: columns, shape: shape)
    case .list(let lines): content = .list(lines)
    case .wide(let column): content = .wide(column)
    case .text(let make): content = .text(make)
    }
    return ActiveFormat(content: content, view: view, grouping: view.groupBy)
  }

  private func formatOfProperties(for value: PSValue) async throws -> ActiveFormat {
    var format = ActiveFormat(content: .list(nil), grouping: request.groupBy.map(grouping))
    format.takesAnyObject = true
    switch request.kind ?? .table {
    case .table: format.content = try await tableContent(columns(for: value), for: value)
    case .list: break
    case .wide:
      let columns = columns(for: value)
      format.content = .wide(columns.first ?? FormatColumn("Name"))
    case .custom: format.content = .nested(columns(for: value))
    }
    return format
  }

  private func formatWithoutView(
    for value: PSValue, _ typeNames: [String], _ views: FormatViewTable
  ) async throws -> ActiveFormat? {
    let names = defaultNames(of: value, typeNames, views)
    guard !names.isEmpty else { return nil }
    let kind = request.kind ?? (names.count > Self.mostTableProperties ? .list : .table)
    var format = ActiveFormat(content: .list(nil), grouping: request.groupBy.map(grouping))
    switch kind {
    case .table:
      let shown = names.prefix(Self.mostAutomaticColumns)
      format.content = try await tableContent(shown.map { automaticColumn($0) }, for: value)
    case .list: break
    case .wide:
      let name = DisplayName.property(of: value) ?? names[0]
      format.content = .wide(automaticColumn(name))
    case .custom: format.content = .nested(nil)
    }
    return format
  }

  private func tableContent(
    _ columns: [FormatColumn], for value: PSValue
  ) async throws -> ActiveFormat.Content {
    var columns = columns
    try await align(&columns, by: value)
    var shape = tableShape(columns)
    shape.autosizes = request.autosizes ?? false
    shape.wraps = request.wraps
    shape.hidesHeaders = request.hidesHeaders
    return .table(columns: columns, shape: shape)
  }

  private func tableShape(_ columns: [FormatColumn]) -> TableShape {
    TableShape(
      columns: columns.map {
        TableShape.Column(label: $0.label, width: $0.width, alignment: $0.alignment ?? .left)
      })
  }

  /// Columns without an alignment follow the value of the first object.
  private func align(_ columns: inout [FormatColumn], by item: PSValue) async throws {
    for index in columns.indices where columns[index].alignment == nil {
      let value = try await reader.value(columns[index].expression, of: item)
      columns[index].alignment = ScalarKind.alignsRight(value) ? .right : .left
    }
  }

  // MARK: Properties

  /// The lines of a list for one object: what the command named, or the object's own properties.
  func listColumns(for value: PSValue) -> [FormatColumn] {
    if request.properties != nil, request.kind != nil { return columns(for: value) }
    let typeNames = TypeNames.chain(of: value)
    return defaultNames(of: value, typeNames, reader.context.session.formatViews).map {
      automaticColumn($0)
    }
  }

  /// The columns that `-Property` names, wildcards replaced by what the object has.
  private func columns(for value: PSValue) -> [FormatColumn] {
    var columns: [FormatColumn] = []
    var names: [String]?
    for property in request.properties ?? [] {
      guard case .property(let name) = property.expression,
        WildcardPattern.containsWildcards(name)
      else {
        columns.append(property.column)
        continue
      }
      let all = names ?? reader.namesForWildcard(of: value)
      names = all
      let pattern = WildcardPattern(name)
      for match in all where pattern.matches(match) {
        guard !columns.contains(where: { $0.label.equalsIgnoringCase(match) }) else { continue }
        var column = property.column
        column.expression = .property(match)
        column.label = property.label ?? match
        columns.append(column)
      }
    }
    return columns
  }

  private func automaticColumn(_ name: String) -> FormatColumn {
    FormatColumn(label: name, expression: .property(name))
  }

  private func defaultNames(
    of value: PSValue, _ typeNames: [String], _ views: FormatViewTable
  ) -> [String] {
    views.displayProperties(for: typeNames) ?? reader.names(of: value)
  }

  private func grouping(_ property: FormatProperty) -> FormatGrouping {
    FormatGrouping(property.expression, label: property.title)
  }

  private func unknownView(
    _ name: String, _ typeNames: [String], _ views: FormatViewTable
  ) -> PSRuntimeError {
    let known = views.names(for: typeNames, kind: request.kind)
    let hint =
      known.isEmpty
      ? "Objects of type \(typeNames.first ?? "") have no view of this shape; leave out -View."
      : "Known views: \(known.joined(separator: ", "))."
    return PSRuntimeError(
      "The view name \(name) cannot be found. \(hint)", id: "FormatViewNotFound",
      category: .objectNotFound, exception: "System.Management.Automation.PipelineStoppedException",
      target: .string(name))
  }
}
