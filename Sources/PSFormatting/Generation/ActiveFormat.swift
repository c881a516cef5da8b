import PSEngine

/// The shape that a running document has: chosen for its first object, kept for those that follow
/// (`language.md` 10.3).
struct ActiveFormat {
  /// Columns of a table, lines of a list.
  enum Content {
    case table(columns: [FormatColumn], shape: TableShape)
    /// `nil` takes the properties of each object.
    case list([FormatColumn]?)
    case wide(FormatColumn)
    case text((PSValue, FormatTextContext) -> [String])
    /// Nested blocks of `Format-Custom`.
    case nested([FormatColumn]?)
  }

  var content: Content
  /// The view that it comes from; `nil` for properties.
  var view: FormatViewDefinition?
  /// What groups objects.
  var grouping: FormatGrouping?
  /// Whether any object fits, because the command named the properties.
  var takesAnyObject = false
  /// The group that is open.
  var groupKey: String?

  /// The shape of the document.
  func shape(_ request: FormatRequest) -> FormatShape {
    switch content {
    case .table(_, let shape): return .table(shape)
    case .list: return .list
    case .wide:
      return .wide(
        WideShape(columns: request.wideColumns, autosizes: request.autosizes ?? false))
    case .text, .nested: return .custom
    }
  }
}
