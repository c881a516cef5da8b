public import PSEngine

/// The views of a session, by type name. One per session: ``SessionState/formatViews``.
public final class FormatViewTable {
  private var added: [String: [FormatViewDefinition]] = [:]
  private var deferred = DeferredList<FormatViewDefinition>()
  private var displayProperties: [String: [String]] = [:]

  /// Makes a table without views.
  public init() {}

  /// Adds views. A later view of a type and shape goes before an earlier one, so a module may replace
  /// a general view.
  /// - Parameter definitions: called when something is first to be shown.
  public func add(_ definitions: @autoclosure @escaping () -> [FormatViewDefinition]) {
    deferred.add(definitions)
  }

  private var views: [String: [FormatViewDefinition]] {
    for make in deferred.take() {
      var fresh: [String: [FormatViewDefinition]] = [:]
      for view in make() {
        for type in view.typeNames { fresh[type.lowercased(), default: []].append(view) }
      }
      for (type, list) in fresh { added[type] = list + (added[type] ?? []) }
    }
    return added
  }

  /// Names the properties that objects of a type show when no view serves them
  /// (`DefaultDisplayPropertySet`).
  public func setDisplayProperties(_ names: [String], for typeName: String) {
    displayProperties[typeName.lowercased()] = names
  }

  /// The view for a type chain: the first type that has one decides.
  /// - Parameters:
  ///   - typeNames: the chain, most derived first.
  ///   - kind: the shape that a command asked for; `nil` takes any.
  ///   - name: the name that a command asked for.
  public func view(
    for typeNames: [String], kind: FormatKind? = nil, named name: String? = nil
  ) -> FormatViewDefinition? {
    for type in typeNames {
      guard let list = views[Self.key(type)] else { continue }
      let match = list.first { view in
        (kind == nil || view.control.kind == kind)
          && (name.map { view.name.equalsIgnoringCase($0) } ?? true)
      }
      if let match { return match }
    }
    return nil
  }

  /// Names of the views for a type chain, for the message about an unknown one.
  func names(for typeNames: [String], kind: FormatKind?) -> [String] {
    typeNames.flatMap { views[Self.key($0)] ?? [] }
      .filter { kind == nil || $0.control.kind == kind }.map(\.name)
  }

  /// The properties that objects of these types show by default.
  func displayProperties(for typeNames: [String]) -> [String]? {
    typeNames.lazy.compactMap { self.displayProperties[Self.key($0)] }.first
  }

  /// Selected objects (`Selected.T`) and copies from another session show as what they were made from
  /// only where a view says so.
  private static func key(_ type: String) -> String { type.lowercased() }
}

extension SessionState {
  /// The format views of this session.
  public var formatViews: FormatViewTable {
    service(FormatViewTable.self) {
      let table = FormatViewTable()
      GeneralViews.register(in: table, persona: configuration.persona)
      return table
    }
  }
}

extension ModuleRegistrar {
  /// Adds format views.
  public func add(views: @autoclosure @escaping () -> [FormatViewDefinition]) {
    session.formatViews.add(views())
  }
}
