/// The aliases of a session; those of inner scopes hide those of outer ones.
public final class AliasTable {
  private let global: VariableScope

  init(global: VariableScope) { self.global = global }

  /// Defines or replaces an alias.
  /// - Parameters:
  ///   - name: the alias.
  ///   - target: name of the command it stands for; need not exist.
  ///   - scope: the global scope when `nil`.
  public func define(
    _ name: String, _ target: String, options: ItemOptions = [], module: String? = nil,
    in scope: VariableScope? = nil
  ) {
    (scope ?? global).define(
      alias: CommandInfo(alias: name, target: target, options: options, moduleName: module))
  }

  /// The nearest alias of that name in any case.
  public func find(_ name: String, from scope: VariableScope? = nil) -> CommandInfo? {
    (scope ?? global).alias(name.lowercased())
  }

  /// All aliases that can be seen, sorted by name.
  public func all(from scope: VariableScope? = nil) -> [CommandInfo] {
    var seen: [String: CommandInfo] = [:]
    var current: VariableScope? = scope ?? global
    while let here = current {
      for (key, alias) in here.aliases where seen[key] == nil { seen[key] = alias }
      current = here.parent
    }
    return seen.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Removes the nearest alias of that name.
  /// - Returns: whether there was one.
  @discardableResult
  public func remove(_ name: String, from scope: VariableScope? = nil) -> Bool {
    let key = name.lowercased()
    let holder = (scope ?? global).nearest { $0.aliases[key] == nil ? nil : $0 }
    return holder?.removeAlias(key) != nil
  }
}
