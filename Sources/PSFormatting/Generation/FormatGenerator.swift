public import PSEngine

/// Turns objects into records: chooses the view, groups, reads properties (`language.md` 10.2, 10.3).
/// What the records look like on a line of some width is the writer's business.
public final class FormatGenerator {
  let request: FormatRequest
  let style: OutputStyle
  let reader: PropertyReader
  private let views: FormatViewTable
  let textContext: FormatTextContext
  private var active: ActiveFormat?
  private var records: [FormatRecord] = []
  private var known: (typeNames: [String], decision: Decision)?

  /// What is to be done with objects of a type chain.
  private enum Decision {
    case inside
    case restart(FormatViewDefinition)
    case outOfBand(FormatViewDefinition?)
  }

  /// Deeper collections of collections are shown as one object.
  private static let deepestCollection = 16

  /// Prepares a formatting run.
  /// - Parameters:
  ///   - request: what the command was asked for.
  ///   - context: where properties are read and blocks run.
  ///   - style: edition and preferences.
  ///   - lineWidth: cells that a line may take, for views that make their lines themselves; one less
  ///     than the host has when it is `nil`.
  public init(
    _ request: FormatRequest, in context: ExecutionContext, style: OutputStyle,
    lineWidth: Int? = nil
  ) {
    self.request = request
    self.style = style
    reader = PropertyReader(context: context)
    views = context.session.formatViews
    textContext = FormatTextContext(style: style, lineWidth: lineWidth ?? context.host.width - 1)
  }

  /// The records that are ready since the last call.
  public func takeRecords() -> [FormatRecord] {
    defer { records.removeAll(keepingCapacity: true) }
    return records
  }

  /// Takes the next object; collections are taken apart.
  /// - Throws: ``PSRuntimeError`` when a view that the command names does not exist.
  public func add(_ value: PSValue) async throws {
    try await add(value, depth: 0)
  }

  /// Ends the document, if one has begun.
  public func finish() {
    guard let active else { return }
    if active.groupKey != nil { records.append(.groupEnd) }
    records.append(.end)
    self.active = nil
    known = nil
  }

  // MARK: Objects

  private func add(_ value: PSValue, depth: Int) async throws {
    if value.isNull { return }
    if request.expansion != .collection || depth > 0, depth < Self.deepestCollection,
      let elements = Self.elements(of: value)
    {
      if request.expansion == .both { try await show(value) }
      for element in elements { try await add(element, depth: depth + 1) }
      return
    }
    try await show(value)
  }

  /// What a collection is taken apart into; dictionaries count as collections of entries here.
  private static func elements(of value: PSValue) -> [PSValue]? {
    switch value {
    case .array(let array): return array.elements
    case .object(let object):
      if let table = object as? PSHashtable {
        return table.entryObjects
      }
      return object.enumeratedElements
    default: return nil
    }
  }

  private func show(_ value: PSValue) async throws {
    if !request.isForced {
      if ScalarKind.isScalar(value) {
        records.append(.outOfBand(.raw(DisplayText.text(of: value))))
        return
      }
      if case .object(let record as ErrorRecord) = value {
        records.append(.outOfBand(.error(ErrorReport(record, style: style))))
        return
      }
    }
    let typeNames = TypeNames.chain(of: value)
    switch decide(typeNames) {
    case .inside: break
    case .restart(let view): try await change(to: view, value, typeNames)
    case .outOfBand(let view):
      return try await showOutOfBand(value, view: view)
    }
    if active == nil { try await start(value, typeNames) }
    if active != nil { try await append(value) }
  }

  /// Objects of the same types are decided once: listings are long and mostly of one kind.
  private func decide(_ typeNames: [String]) -> Decision {
    guard let active else {
      if !request.isForced, let view = views.view(for: typeNames), view.isOutOfBand {
        return .outOfBand(view)
      }
      return .inside
    }
    if active.takesAnyObject { return .inside }
    if let known, known.typeNames == typeNames { return known.decision }
    let decision = decide(typeNames, active)
    known = (typeNames, decision)
    return decision
  }

  private func decide(_ typeNames: [String], _ active: ActiveFormat) -> Decision {
    let own = views.view(for: typeNames, kind: request.kind)
    if !request.isForced, let own, own.isOutOfBand { return .outOfBand(own) }
    guard let view = active.view else { return own == nil ? .inside : .outOfBand(own) }
    if let own, let family = view.family, own.family == family, own.name != view.name {
      return .restart(own)
    }
    let isServed = typeNames.contains { type in
      view.typeNames.contains { $0.equalsIgnoringCase(type) }
    }
    return isServed ? .inside : .outOfBand(own)
  }

  private func start(_ value: PSValue, _ typeNames: [String]) async throws {
    guard
      let format = try await chooseFormat(for: value, typeNames, views: views, preferring: nil)
    else {
      records.append(.outOfBand(.raw(DisplayText.text(of: value))))
      return
    }
    known = nil
    active = format
    records.append(.start(format.shape(request)))
  }

  /// Goes on with another view of the same family.
  private func change(
    to view: FormatViewDefinition, _ value: PSValue, _ typeNames: [String]
  ) async throws {
    guard
      let format = try await chooseFormat(for: value, typeNames, views: views, preferring: view)
    else { return }
    if active?.groupKey != nil { records.append(.groupEnd) }
    known = nil
    active = format
    records.append(.reshape(format.shape(request)))
  }

  // MARK: Entries

  private func append(_ value: PSValue) async throws {
    guard let format = active else { return }
    if format.grouping != nil || format.groupKey == nil {
      try await changeGroup(for: value, format)
    }
    switch format.content {
    case .table(let columns, _):
      var cells: [String] = []
      cells.reserveCapacity(columns.count)
      for column in columns {
        if let stored = reader.storedValue(column.expression, of: value) {
          cells.append(text(of: stored, column, true))
        } else {
          cells.append(try await text(of: column, value, isTable: true))
        }
      }
      records.append(.entry(.row(cells)))
    case .list(let lines):
      var columns = lines ?? []
      if lines == nil { columns = listColumns(for: value) }
      records.append(.entry(.list(try await fields(columns, value))))
    case .wide(let column):
      records.append(.entry(.wide(try await text(of: column, value, isTable: true))))
    case .text(let make): records.append(.entry(.text(make(value, textContext))))
    case .nested(let columns):
      let writer = NestedText(reader: reader, style: style, deepest: request.depth)
      records.append(.entry(.text(try await writer.lines(of: value, columns: columns))))
    }
  }

  private func changeGroup(for value: PSValue, _ format: ActiveFormat) async throws {
    guard let grouping = format.grouping else {
      if format.groupKey == nil {
        active?.groupKey = ""
        records.append(.groupStart(nil))
      }
      return
    }
    var found = reader.storedValue(grouping.expression, of: value)
    if found == nil { found = try await reader.value(grouping.expression, of: value) }
    let shown = CellText.text(of: found ?? .null, style: style, isTable: false)
    if let key = format.groupKey {
      if key.equalsIgnoringCase(shown) { return }
      records.append(.groupEnd)
    }
    active?.groupKey = shown
    records.append(
      .groupStart(
        GroupHeader(
          label: grouping.label, value: shown, indent: grouping.indent,
          extraLinesBelow: grouping.extraLinesBelow)))
  }

  private func showOutOfBand(_ value: PSValue, view: FormatViewDefinition?) async throws {
    if let view, view.isOutOfBand, case .text(let make) = view.control {
      records.append(.outOfBand(.text(make(value, textContext))))
      return
    }
    var columns = listColumns(for: value)
    if let view, case .list(let lines) = view.control { columns = lines }
    guard !columns.isEmpty else {
      records.append(.outOfBand(.raw(DisplayText.text(of: value))))
      return
    }
    records.append(.outOfBand(.list(try await fields(columns, value))))
  }

  private func fields(_ columns: [FormatColumn], _ value: PSValue) async throws -> [ListField] {
    var fields: [ListField] = []
    fields.reserveCapacity(columns.count)
    for column in columns {
      if let stored = reader.storedValue(column.expression, of: value) {
        fields.append(ListField(column.label, text(of: stored, column, false)))
      } else {
        fields.append(ListField(column.label, try await text(of: column, value, isTable: false)))
      }
    }
    return fields
  }

  private func text(
    of column: FormatColumn, _ item: PSValue, isTable: Bool
  ) async throws -> String {
    text(of: try await reader.value(column.expression, of: item), column, isTable)
  }

  private func text(of value: PSValue, _ column: FormatColumn, _ isTable: Bool) -> String {
    if let format = column.format, !value.isNull,
      let text = DisplayText.formatted(value, format)
    {
      return text
    }
    return CellText.text(of: value, style: style, isTable: isTable)
  }
}
